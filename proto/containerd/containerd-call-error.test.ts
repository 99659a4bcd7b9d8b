import { Metadata, status } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { containerdCallErrorOf } from './containerd-call-error.ts';

it.each([
  [status.NOT_FOUND, 'no running task found: not found', 'NOT_FOUND'],
  [status.DEADLINE_EXCEEDED, 'Deadline exceeded', 'DEADLINE_EXCEEDED'],
  [status.UNKNOWN, 'context deadline exceeded: unknown', 'DEADLINE_EXCEEDED'],
  [status.UNKNOWN, 'ttrpc: closed: unknown', 'UNKNOWN'],
])('reads code %i with "%s" as %s', (code, details, expected) => {
  const error = Object.assign(new Error(details), { code, details, metadata: new Metadata() });

  expect(containerdCallErrorOf('/containerd.services.tasks.v1.Tasks/Wait', error)).toMatchObject({
    code: expected,
    message: `containerd: Tasks/Wait: ${details} (${expected})`,
  });
});

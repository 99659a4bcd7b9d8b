import { serverFinalizer, serverKind, type Server, type ServerSpec, type ServerStatus } from '#apis/compute/server.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';

export interface ServerOverrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<ServerSpec>;
  readonly status?: ServerStatus;
}

/** A valid Server `web` in `default` with the uid `server-uid`, that is to run. */
export function aServer({ metadata, spec, status }: ServerOverrides = {}): Server {
  return {
    apiVersion: apiVersionOf(serverKind),
    kind: serverKind.kind,
    metadata: {
      name: 'web',
      namespace: 'default',
      uid: 'server-uid',
      resourceVersion: '90',
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
      finalizers: [serverFinalizer],
      ...metadata,
    },
    spec: { flavor: 'small', image: 'debian', power: 'Running', runPolicy: 'RerunOnFailure', ...spec },
    ...(status === undefined ? {} : { status }),
  };
}

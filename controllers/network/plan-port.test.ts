import { describe, expect, it } from 'vitest';
import type { Port } from '#apis/compute/port.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance, InstanceStatus, MachinePort } from '#apis/infrastructure/instance.ts';
import { machinePortOf } from '#apis/infrastructure/machine-ports.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aNetwork, aPort } from '#test/builders/network.ts';
import { aServer } from '#test/builders/server.ts';
import { planPort } from './plan-port.ts';

const bound = { server: 'web', serverUID: 'server-uid' };
const naming = aServer({ spec: { networks: [{ port: 'front' }] } });
const going = { deletionTimestamp: '2026-06-01T13:00:00Z' };
const [onCard] = [machinePortOf(aPort(), aNetwork(), undefined)] as [MachinePort];

function incarnation(
  ports: readonly MachinePort[] | undefined,
  status: InstanceStatus = { observedGeneration: 1 },
  metadata = {},
): Instance {
  return anInstance({ metadata, machine: ports === undefined ? {} : { ports }, status });
}

function planned(port: Port, server: Server | undefined, instances: readonly Instance[] = []): string {
  const plan = planPort({ port, server, instances });
  if (plan.kind === 'ReleasePort') return 'release';
  return `${plan.phase} ${plan.holder.server ?? '-'}${plan.removable === undefined ? '' : ` (${plan.removable.reason})`}`;
}

describe('a port', () => {
  it.each<[string, Port, Server | undefined, readonly Instance[], string]>([
    ['that nobody has', aPort(), undefined, [], 'Unplugged -'],
    ['that a server waits for', aPort({ status: bound }), naming, [], 'Pending web'],
    ['that a guest is to have', aPort({ status: bound }), naming, [incarnation([onCard])], 'Pending web'],
    [
      'that a guest has',
      aPort({ status: bound }),
      naming,
      [incarnation([onCard], { observedGeneration: 1, ports: ['front-uid'] })],
      'Plugged web',
    ],
    ['that its server does not name any more', aPort({ status: bound }), aServer(), [incarnation([])], 'Unplugged -'],
    [
      'that its server does not name any more, while the guest has it',
      aPort({ status: bound }),
      aServer(),
      [incarnation([], { observedGeneration: 1, ports: ['front-uid'] })],
      'Plugged web',
    ],
    [
      'that its server does not name any more, while the agent has not heard',
      aPort({ status: bound }),
      aServer(),
      [incarnation([], { observedGeneration: 1 }, { generation: 2 })],
      'Pending web',
    ],
    ['whose server is gone', aPort({ status: bound }), undefined, [], 'Unplugged -'],
    ['whose server is gone, and not its guest', aPort({ status: bound }), undefined, [incarnation([onCard], {}, going)], 'Pending web'],
    ['that was made for a server', aPort({ madeFor: aServer() }), aServer(), [], 'Pending web'],
    ['that is deleted and that nobody has', aPort({ metadata: going, status: bound }), naming, [], 'release'],
    [
      'that is deleted, while the guest has it',
      aPort({ metadata: going, status: bound }),
      naming,
      [incarnation([], { observedGeneration: 1, ports: ['front-uid'] })],
      'Plugged web (InUse)',
    ],
    [
      'that is deleted, while a guest is to have it',
      aPort({ metadata: going, status: bound }),
      naming,
      [incarnation([onCard])],
      'Pending web (InUse)',
    ],
    [
      'that is deleted, and taken out of the guest',
      aPort({ metadata: going, status: bound }),
      naming,
      [incarnation([], { observedGeneration: 2, ports: [] }, { generation: 2 })],
      'release',
    ],
    [
      'that is deleted, of a guest of which nothing is left',
      aPort({ metadata: going, status: bound }),
      naming,
      [incarnation([onCard], { phase: 'Destroyed' })],
      'release',
    ],
    [
      'that is deleted, of an incarnation that is kept and never runs again',
      aPort({ metadata: going, status: bound }),
      naming,
      [incarnation([onCard], { phase: 'Shelved' })],
      'release',
    ],
    [
      'that is deleted, of a server whose guest has no cards to speak of',
      aPort({ metadata: going, status: bound }),
      naming,
      [incarnation(undefined, {}, { generation: 4 })],
      'release',
    ],
  ])('%s', (_, port, server, instances, plan) => {
    expect(planned(port, server, instances)).toBe(plan);
  });
});

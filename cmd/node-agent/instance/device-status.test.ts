import { describe, expect, it } from 'vitest';
import type { InstanceStatus, InstanceVolume } from '#apis/infrastructure/instance.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import { anActivity } from '#test/builders/instance-activity.ts';
import { anInstanceRecord } from '#test/builders/instance-record.ts';
import type { HeldVolume, InstanceProgress } from '../journal/journal-state.ts';
import { deviceStatus } from './device-status.ts';
import type { InstanceActivity } from './instance-activity.ts';
import type { HostedVolume } from './volume-source.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const running: Observation = { kind: 'Running', startedAt: noon, addresses: [] };
const ready: HostedVolume = { kind: 'Ready', file: { format: 'Raw', path: '/v', sizeBytes: 1 }, wantedSizeBytes: 1 };

function volume(epoch = 1): InstanceVolume {
  const names = { attachment: { name: 'a', uid: 'a' }, volume: { name: 'v', uid: 'v' } };
  return { ...names, epoch, readOnly: false, shareable: false, serial: 's' };
}

interface World {
  readonly wanted?: readonly InstanceVolume[];
  readonly held?: readonly HeldVolume[];
  readonly activity?: Partial<InstanceActivity>;
  readonly hosted?: HostedVolume;
  readonly progress?: Partial<InstanceProgress>;
}

function status({
  wanted = [],
  held = [],
  activity = {},
  hosted = ready,
  progress = {},
}: World): Pick<InstanceStatus, 'ports' | 'volumes'> {
  const record = anInstanceRecord({
    instance: { spec: { volumes: [...wanted] } },
    progress: { prepared: true, ...(held.length === 0 ? {} : { devices: { ports: [], volumes: held } }), ...progress },
  });
  return deviceStatus(record, anActivity(activity), () => hosted);
}

const heldVolume = { attachmentUID: 'a', epoch: 1, volumeUID: 'v' };
const failure = { generation: 1, reason: 'Temporary', message: 'the guest does not let go', attempts: 1, retryAt: noon } as const;

describe('what is said of volumes', () => {
  it.each<[string, World, object | undefined]>([
    ['nothing, where there are none', {}, undefined],
    ['that the guest has it', { wanted: [volume()], held: [heldVolume], activity: { guest: running } }, { epoch: 1, phase: 'Attached' }],
    ['that it will be there with the next start', { wanted: [volume()], activity: { guest: { kind: 'Stopped' } } }, { phase: 'Attached' }],
    ['that it is on its way', { wanted: [volume()], activity: { guest: running } }, { phase: 'Attaching' }],
    [
      'that it is not ready, and why',
      { wanted: [volume()], activity: { guest: { kind: 'Stopped' } }, hosted: { kind: 'NotReady', message: 'it is being made' } },
      { phase: 'Attaching', message: 'it is being made' },
    ],
    [
      'that it could not be attached',
      {
        wanted: [volume()],
        activity: { guest: running, failures: new Map([['Adjust AttachVolume a 1', { ...failure, message: 'no slot' }]]) },
      },
      { phase: 'Failed', message: 'no slot' },
    ],
    ['that the guest is asked to let go', { held: [heldVolume], activity: { guest: running } }, { epoch: 1, phase: 'Detaching' }],
    [
      'why it does not let go',
      { held: [heldVolume], activity: { guest: running, failures: new Map([['Adjust DetachVolume a 1', failure]]) } },
      { phase: 'Detaching', message: 'the guest does not let go' },
    ],
    ['that a sleeping guest keeps it', { held: [heldVolume], activity: { guest: { kind: 'Suspended' } } }, { phase: 'Detaching' }],
    ['that a guest may have it that nobody has looked at', { held: [heldVolume] }, { phase: 'Detaching' }],
    ['nothing any more, once the guest is stopped', { held: [heldVolume], activity: { guest: { kind: 'Stopped' } } }, undefined],
    ['nothing of what was destroyed', { held: [heldVolume], progress: { destroyed: true } }, undefined],
  ])('%s', (_what, world, expected) => {
    const { volumes } = status(world);
    expect(volumes?.length ?? 0).toBe(expected === undefined ? 0 : 1);
    if (expected !== undefined) expect(volumes?.[0]).toMatchObject({ attachmentUID: 'a', ...expected });
  });

  it('both epochs, while one leaves and the other comes', () => {
    expect(status({ wanted: [volume(2)], held: [heldVolume], activity: { guest: running } }).volumes).toEqual([
      { attachmentUID: 'a', epoch: 2, phase: 'Attaching' },
      { attachmentUID: 'a', epoch: 1, phase: 'Detaching' },
    ]);
  });
});

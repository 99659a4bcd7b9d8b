import { describe, expect, it } from 'vitest';
import type { Observation } from '#drivers/contract/driver.ts';
import { anActivity } from '#test/builders/instance-activity.ts';
import { anInstanceRecord, type InstanceRecordOverrides } from '#test/builders/instance-record.ts';
import type { InstanceActivity } from './instance-activity.ts';
import { stuckAfterSeconds } from './convergence.ts';
import { instanceStatus } from './status.ts';
import { noVolumes } from './volume-source.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const running: Observation = { kind: 'Running', startedAt: noon, addresses: [{ macAddress: 'fa:16:3e:00:00:01', ipAddress: '10.0.0.1' }] };
const prepared = { progress: { prepared: true } };
const since = noon;
const savedDisk = { sha256: 'a', sizeBytes: 1, format: 'Raw', virtualSizeBytes: 1 } as const;
const start = { kind: 'Start', because: 'Wish', fulfilsReboot: undefined } as const;

function status(overrides: InstanceRecordOverrides, activity: Partial<InstanceActivity>, now = noon): ReturnType<typeof instanceStatus> {
  return instanceStatus(anInstanceRecord(overrides), anActivity(activity), {
    previous: undefined,
    volumes: (uid) => noVolumes.volume(uid),
    now,
  });
}

type StatusCase = [string, InstanceRecordOverrides, Partial<InstanceActivity>, object];

describe('instanceStatus', () => {
  it.each<StatusCase>([
    [
      'a restored backup wants what is gone',
      { progress: { destroyed: true }, instance: { metadata: { annotations: { 'infrastructure.tycho.dev/restored': '1' } } } },
      {},
      { phase: 'Lost', conditions: [{ status: 'False', reason: 'GoneSinceBackup' }] },
    ],
    ['nobody has looked yet', {}, {}, { phase: 'Pending', conditions: [{ status: 'Unknown', reason: 'NotLookedYet' }] }],
    [
      'it is being prepared',
      {},
      { guest: { kind: 'Absent' }, step: { step: { kind: 'Prepare' }, since } },
      { phase: 'Preparing', conditions: [{ reason: 'Prepare' }] },
    ],
    [
      'it waits for its turn',
      {},
      { guest: { kind: 'Absent' }, plan: { kind: 'Prepare' } },
      { phase: 'Preparing', conditions: [{ reason: 'Prepare' }] },
    ],
    ['it is being started', prepared, { guest: { kind: 'Stopped' }, step: { step: start, since } }, { phase: 'Starting' }],
    [
      'it runs',
      prepared,
      { guest: running, plan: { kind: 'Nothing' } },
      { phase: 'Running', conditions: [{ status: 'True', reason: 'AsWished' }] },
    ],
    [
      'it is being rebooted',
      prepared,
      { guest: running, step: { step: { kind: 'Reboot', actionUID: 'a', mode: 'Soft' }, since } },
      { phase: 'Running', conditions: [{ status: 'False', reason: 'Reboot' }] },
    ],
    ['it is being stopped', prepared, { guest: running, step: { step: { kind: 'Stop' }, since } }, { phase: 'Stopping' }],
    [
      'it is off, as it is to be',
      prepared,
      { guest: { kind: 'Stopped' }, plan: { kind: 'Nothing' } },
      { phase: 'Stopped', conditions: [{ status: 'True' }] },
    ],
    [
      'it is off and stays so',
      prepared,
      { guest: { kind: 'Stopped' }, plan: { kind: 'Wait', reason: 'GuestEnded', message: 'it turned itself off' } },
      { phase: 'Stopped', conditions: [{ status: 'False', reason: 'GuestEnded', message: 'it turned itself off' }] },
    ],
    [
      'it is to be started again in a while',
      prepared,
      { guest: { kind: 'Stopped' }, plan: { kind: 'Wait', reason: 'RestartDelay', message: 'it died', until: noon } },
      { phase: 'Failed', conditions: [{ reason: 'RestartDelay' }] },
    ],
    [
      'it is lost',
      prepared,
      { guest: { kind: 'Absent' }, plan: { kind: 'Wait', reason: 'Lost', message: 'no disk' } },
      { phase: 'Lost', conditions: [{ message: 'no disk' }] },
    ],
    [
      'it is being destroyed',
      prepared,
      { guest: running, step: { step: { kind: 'Destroy' }, since } },
      { phase: 'Stopping', conditions: [{ reason: 'Destroy' }] },
    ],
    [
      'it is destroyed',
      { progress: { destroyed: true } },
      { guest: { kind: 'Absent' }, plan: { kind: 'Nothing' } },
      { phase: 'Destroyed', conditions: [{ status: 'True', reason: 'Destroyed' }] },
    ],
    [
      'the host looks after its ports, which nobody need know',
      prepared,
      {
        guest: running,
        step: { step: { kind: 'Adjust', change: { kind: 'SettlePorts', portUIDs: [] } }, since },
        plan: { kind: 'Adjust', change: { kind: 'SettlePorts', portUIDs: [] } },
      },
      { phase: 'Running', conditions: [{ status: 'True', reason: 'AsWished' }] },
    ],
    ['it is paused', prepared, { guest: { ...running, kind: 'Paused' }, plan: { kind: 'Nothing' } }, { phase: 'Paused' }],
    ['it is being paused', prepared, { guest: running, step: { step: { kind: 'Pause' }, since } }, { phase: 'Pausing' }],
    ['it is suspended', prepared, { guest: { kind: 'Suspended' }, plan: { kind: 'Nothing' } }, { phase: 'Suspended' }],
    ['it is being suspended', prepared, { guest: running, plan: { kind: 'Suspend' } }, { phase: 'Suspending' }],
    [
      'its disk is being made anew',
      { progress: { prepared: true, rootDisk: { imageUID: 'older' } } },
      {
        guest: { kind: 'Stopped' },
        step: { step: { kind: 'Rebuild', fulfilsAction: undefined }, since },
        imageProgress: { downloadedBytes: 7 },
      },
      { phase: 'Rebuilding', imageUID: 'older', imageProgress: { downloadedBytes: 7 } },
    ],
    ['its disk is being saved', prepared, { guest: { kind: 'Stopped' }, step: { step: { kind: 'Save' }, since } }, { phase: 'Saving' }],
    [
      'its disk was saved for good',
      { progress: { prepared: true, retired: { at: '', savedDisk } } },
      { guest: { kind: 'Stopped' }, plan: { kind: 'Nothing' } },
      { phase: 'Shelved', savedDisk, conditions: [{ status: 'True', reason: 'Shelved' }] },
    ],
    [
      'it runs from a rescue image',
      prepared,
      { guest: { ...running, inRescue: true }, plan: { kind: 'Nothing' } },
      { phase: 'Running', inRescue: true },
    ],
    ...[running, { ...running, kind: 'Paused' } as const, { kind: 'Suspended' } as const].map((guest): StatusCase => [
      `it is ${guest.kind}, and an image for it cannot be had`,
      prepared,
      { guest, plan: { kind: 'Wait', reason: 'Retry', step: 'Fetch', message: 'no such file', failureReason: 'InvalidImage' } },
      { phase: guest.kind, conditions: [{ status: 'False', reason: 'InvalidImage' }] },
    ]),
    [
      'it runs while an image is fetched for it',
      prepared,
      { guest: running, step: { step: { kind: 'Fetch', imageUIDs: ['newer'] }, since }, imageProgress: { downloadedBytes: 7 } },
      { phase: 'Running', imageProgress: { downloadedBytes: 7 }, conditions: [{ status: 'False', reason: 'Fetch' }] },
    ],
    [
      'it runs, and a snapshot of it failed',
      prepared,
      { guest: running, plan: { kind: 'Wait', reason: 'Retry', message: 'no room', failureReason: 'DiskFull' } },
      { phase: 'Running', conditions: [{ status: 'False', reason: 'DiskFull' }] },
    ],
    [
      'it is to be what this host cannot do',
      prepared,
      { guest: running, plan: { kind: 'Wait', reason: 'Unsupported', message: 'spec.power: …' } },
      { phase: 'Running', conditions: [{ status: 'False', reason: 'Unsupported', message: 'spec.power: …' }] },
    ],
    [
      'it waits for user data',
      {},
      { guest: { kind: 'Absent' }, plan: { kind: 'Wait', reason: 'UserDataMissing', message: 'no secret' } },
      { phase: 'Pending' },
    ],
  ])('when %s', (_what, overrides, activity, expected) => {
    expect(status(overrides, activity)).toMatchObject(expected);
  });

  it('says why a step failed and when it is tried again', () => {
    const plan = { kind: 'Wait', reason: 'Retry', message: 'no room', until: noon, failureReason: 'DiskFull' } as const;

    expect(status(prepared, { guest: { kind: 'Stopped' }, plan })).toMatchObject({
      phase: 'Failed',
      conditions: [{ status: 'False', reason: 'DiskFull', message: 'no room; next try after 2026-06-01T12:00:00Z' }],
    });
  });

  it('says that the driver does not answer when a step takes far too long, and what would help', () => {
    const later = new Date(noon.getTime() + (stuckAfterSeconds + 1) * 1000);

    const { conditions } = status(prepared, { guest: { kind: 'Stopped' }, step: { step: start, since } }, later);

    expect(conditions).toMatchObject([{ reason: 'Stuck', message: expect.stringContaining('restarting the agent') as string }]);
  });

  it('carries what was counted and how it last ended, in whole seconds', () => {
    const lastExit = { reason: 'Crashed', message: 'it died', at: '2026-06-01T11:59:59.123Z', generation: 1 } as const;
    const lastReboot = { actionUID: 'a', outcome: 'Succeeded', message: '', at: '2026-06-01T11:00:00Z' } as const;

    expect(
      status({ progress: { prepared: true, restartCount: 3, lastExit, lastReboot } }, { guest: running, plan: { kind: 'Nothing' } }),
    ).toMatchObject({
      restartCount: 3,
      lastExit: { ...lastExit, at: '2026-06-01T11:59:59Z' },
      lastReboot,
      startedAt: '2026-06-01T12:00:00Z',
      addresses: [{ ipAddress: '10.0.0.1' }],
    });
  });

  it('keeps the time of its condition while the condition stays what it is', () => {
    const record = anInstanceRecord(prepared);
    const calm = anActivity({ guest: running, plan: { kind: 'Nothing' } });
    const first = instanceStatus(record, calm, { previous: undefined, volumes: (uid) => noVolumes.volume(uid), now: noon });
    const later = new Date(noon.getTime() + 60_000);

    const second = instanceStatus(record, calm, { previous: first, volumes: (uid) => noVolumes.volume(uid), now: later });

    expect(second).toEqual(first);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { Condition } from '#apis/machinery/condition.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServer, type ServerOverrides } from '#test/builders/server.ts';
import { noReferences, type HostState } from './observation.ts';
import { progressOf } from './progress.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const deleted = { deletionTimestamp: '2026-06-01T11:59:00Z' };

interface Case {
  readonly server?: ServerOverrides;
  /** Absent: there is no incarnation. */
  readonly status?: InstanceStatus;
  readonly instance?: Parameters<typeof anInstance>[0];
  readonly host?: HostState['kind'];
}

function judged({ server, status, instance, host = 'Connected' }: Case): ReturnType<typeof progressOf> {
  const instances =
    status === undefined && instance === undefined
      ? []
      : [anInstance({ ...instance, ...(status === undefined ? {} : { status: { observedGeneration: 1, ...status } }) })];
  return progressOf(
    aServer(server),
    { instances, host: { kind: host }, server: undefined, actions: [], records: [], migrations: [], references: noReferences },
    noon,
  );
}

function words(one: Case): string {
  const { phase, ready, reason, pace } = judged(one);
  return `${phase} ${ready}/${reason} ${pace}`;
}

function converged(reason: string, message: string, status: Condition['status'] = 'False'): readonly Condition[] {
  return [{ type: 'Converged', status, reason, message, lastTransitionTime: '2026-06-01T12:00:00Z' }];
}

const stopped: ServerOverrides = { spec: { power: 'Stopped' } };
const exit = (reason: 'GuestShutdown' | 'Crashed' | 'Stopped') => ({
  reason,
  message: 'it ended',
  at: '2026-06-01T11:59:00Z',
  generation: 1,
});

describe('progressOf', () => {
  it.each<[string, Case, string]>([
    ['has no place yet', {}, 'Pending False/WaitingForPlacement Passing'],
    ['has a place that its agent does not know of', { instance: {} }, 'Starting False/WaitingForAgent Passing'],
    ['is being prepared', { status: { phase: 'Preparing' } }, 'Starting False/Preparing Passing'],
    [
      'waits for its image',
      { status: { phase: 'Preparing', imageProgress: { downloadedBytes: 1 } } },
      'Starting False/PreparingImage Passing',
    ],
    [
      'waits for its user data',
      { status: { phase: 'Preparing', conditions: converged('UserDataMissing', 'no Secret') } },
      'Starting False/UserDataMissing Passing',
    ],
    ['is being started', { status: { phase: 'Starting' } }, 'Starting False/Starting Passing'],
    ['runs', { status: { phase: 'Running' } }, 'Running True/Running Settled'],
    [
      'is being rebooted',
      { status: { phase: 'Running', conditions: converged('Reboot', 'the guest is being rebooted') } },
      'Running False/Reboot Passing',
    ],
    [
      'runs, by an agent that has not seen the newest wish',
      { instance: { metadata: { generation: 2 } }, status: { phase: 'Running' } },
      'Running False/WaitingForAgent Passing',
    ],
    ['could not be started', { status: { phase: 'Failed' } }, 'Failed False/StartFailed Settled'],
    [
      'could not be started by a host without room on its disk',
      { status: { phase: 'Failed', conditions: converged('DiskFull', 'no space left') } },
      'Failed False/DiskFull Settled',
    ],
    [
      'crashes again and again',
      { status: { phase: 'Failed', conditions: converged('RestartDelay', 'in 8 s') } },
      'Failed False/RestartDelay Settled',
    ],
    [
      'was turned off by its guest',
      { status: { phase: 'Stopped', lastExit: exit('GuestShutdown') } },
      'Stopped False/GuestShutDown Settled',
    ],
    [
      'was turned off by its guest and is to run always',
      { server: { spec: { runPolicy: 'Always' } }, status: { phase: 'Stopped', lastExit: exit('GuestShutdown') } },
      'Starting False/Starting Passing',
    ],
    ['crashed and is started again', { status: { phase: 'Stopped', lastExit: exit('Crashed') } }, 'Starting False/Starting Passing'],
    [
      'crashed and is left alone',
      { server: { spec: { runPolicy: 'Manual' } }, status: { phase: 'Stopped', lastExit: exit('Crashed') } },
      'Failed False/GuestCrashed Settled',
    ],
    ['was stopped and is to run again', { status: { phase: 'Stopped', lastExit: exit('Stopped') } }, 'Starting False/Starting Passing'],
    ['is lost', { status: { phase: 'Lost' } }, 'Pending False/Recovering Passing'],
    ['is destroyed', { status: { phase: 'Destroyed' } }, 'Pending False/WaitingForPlacement Passing'],
    ['is being cleared away', { instance: { metadata: deleted }, status: { phase: 'Running' } }, 'Pending False/Recovering Passing'],
    ['runs on a host that is lost', { status: { phase: 'Running' }, host: 'Lost' }, 'Unknown Unknown/HostUnreachable Settled'],
    ['was on a host that is gone', { status: { phase: 'Running' }, host: 'Gone' }, 'Pending False/HostLost Passing'],
    ['is stopped, as declared', { server: stopped, status: { phase: 'Stopped' } }, 'Stopped True/Stopped Settled'],
    ['is being stopped', { server: stopped, status: { phase: 'Stopping' } }, 'Stopping False/Stopping Passing'],
    ['is to be stopped and runs', { server: stopped, status: { phase: 'Running' } }, 'Stopping False/Stopping Passing'],
    ['is declared stopped and being prepared', { server: stopped, status: { phase: 'Preparing' } }, 'Pending False/Preparing Passing'],
    ['is declared stopped and cannot be prepared', { server: stopped, status: { phase: 'Failed' } }, 'Failed False/StartFailed Settled'],
    ['goes, and has nothing left', { server: { metadata: deleted } }, 'Terminating False/Terminating Passing'],
    [
      'goes, and waits for its agent',
      { server: { metadata: deleted }, status: { phase: 'Running' } },
      'Terminating False/WaitingForAgent Passing',
    ],
  ])('knows a server that %s', (_, one, expected) => {
    expect(words(one)).toBe(expected);
  });

  it('passes on what scheduling says, and is done when it has', () => {
    const scheduled = {
      type: 'Scheduled',
      status: 'False',
      reason: 'NoHostFits',
      message: 'none of 3 hosts has room',
      lastTransitionTime: '2026-06-01T12:00:00Z',
    } as const;

    expect(judged({ server: { status: { conditions: [scheduled] } } })).toMatchObject({
      reason: 'WaitingForPlacement',
      message: 'waits for a host: none of 3 hosts has room',
      pace: 'Settled',
    });
  });

  it('says of a guest that goes on what else is not as it is wished for', () => {
    const machine = { rescueImage: { name: 'small', uid: 's', format: 'Raw', source: { url: 'https://x/small', sha256: '' } } } as const;
    const conditions = converged('InvalidImage', 'fetch https://x/small: it is not there');
    const words = 'spec.rescue.image: image "small" (its spec.source): fetch https://x/small: it is not there; to help';
    expect(judged({ instance: { machine }, status: { phase: 'Running', conditions } }).message).toContain(words);
    const paused = { server: { spec: { power: 'Paused' } }, instance: { machine, spec: { power: 'Paused' } } } as const;
    expect(judged({ ...paused, status: { phase: 'Paused', conditions } })).toMatchObject({ phase: 'Paused', reason: 'InvalidImage' });
    const imageProgress = { downloadedBytes: 3 * 1_048_576 };
    expect(judged({ instance: { machine }, status: { phase: 'Running', conditions: converged('Fetch', ''), imageProgress } }).message).toBe(
      'the image is being downloaded: 3 MiB so far; the guest goes on meanwhile',
    );
  });

  it('says how much of an image is there', () => {
    const mebibyte = 1_048_576;

    expect(
      judged({ status: { phase: 'Preparing', imageProgress: { downloadedBytes: 3 * mebibyte, totalBytes: 12 * mebibyte } } }).message,
    ).toBe('the image is being downloaded: 3 MiB of 12 MiB');
  });

  it('gives the words of the driver for a failure, and a remedy where there is one', () => {
    expect(judged({ status: { phase: 'Failed', conditions: converged('DiskFull', 'no space left') } }).message).toBe(
      'the disk of its host is full: no space left; to help: an operator has to free room there',
    );
  });

  it('is ready if and only if the guest runs or is stopped, as is wished, and the agent has seen the newest wish', () => {
    const phases = ['Pending', 'Preparing', 'Starting', 'Running', 'Stopping', 'Stopped', 'Failed', 'Lost', 'Destroyed'] as const;
    fc.assert(
      fc.property(
        fc.record({
          phase: fc.constantFrom(...phases),
          power: fc.constantFrom('Running' as const, 'Stopped' as const),
          generation: fc.constantFrom(1, 2),
          isGoing: fc.boolean(),
          isConverged: fc.boolean(),
          host: fc.constantFrom('Connected' as const, 'Lost' as const, 'Gone' as const),
        }),
        ({ phase, power, generation, isGoing, isConverged, host }) => {
          const { ready } = judged({
            server: { spec: { power }, ...(isGoing ? { metadata: deleted } : {}) },
            instance: { metadata: { generation } },
            status: { phase, conditions: converged('Some', 'thing', isConverged ? 'True' : 'False') },
            host,
          });
          expect(ready === 'True').toBe(phase === power && generation === 1 && !isGoing && isConverged && host === 'Connected');
        },
      ),
    );
  });

  it('never names a host', () => {
    for (const host of ['Connected', 'Lost', 'Gone'] as const) {
      for (const server of [{}, stopped, { metadata: deleted }]) {
        expect(judged({ server, status: { phase: 'Running' }, host }).message).not.toContain('host-a');
      }
    }
  });
});

describe('progressOf, for what is declared beyond on and off', () => {
  const wants = (power: 'Paused' | 'Suspended' | 'Shelved'): ServerOverrides => ({ spec: { power } });
  const saving = { spec: { power: 'Shelved' } } as const;
  const resize = { keptInstance: 'server-uid-1', previousFlavor: 'small' };
  const second = { spec: { epoch: 2 }, machine: { flavor: 'large' } };
  const resized: ServerOverrides = { spec: { flavor: 'large' }, status: { resize, epoch: 2 } };

  it.each<[Case, string]>([
    [{ server: wants('Paused'), instance: { spec: { power: 'Paused' } }, status: { phase: 'Running' } }, 'Pausing False/Pausing Passing'],
    [{ server: wants('Paused'), instance: { spec: { power: 'Paused' } }, status: { phase: 'Paused' } }, 'Paused True/Paused Settled'],
    [
      { server: wants('Suspended'), instance: { spec: { power: 'Suspended' } }, status: { phase: 'Suspending' } },
      'Suspending False/Suspending Passing',
    ],
    [
      { server: wants('Suspended'), instance: { spec: { power: 'Suspended' } }, status: { phase: 'Preparing' } },
      'Starting False/Preparing Passing',
    ],
    [{ server: wants('Shelved'), instance: saving, status: { phase: 'Stopping' } }, 'Shelving False/Stopping Passing'],
    [{ server: wants('Shelved'), instance: saving, status: { phase: 'Saving' } }, 'Shelving False/SavingDisk Passing'],
    [{ server: wants('Shelved'), instance: saving, status: { phase: 'Failed' } }, 'Failed False/StartFailed Settled'],
    [{ server: wants('Shelved'), instance: saving, status: { phase: 'Shelved' } }, 'Shelving False/SavingDisk Passing'],
    [{ server: wants('Shelved') }, 'Shelved True/Shelved Settled'],
    [{ instance: saving, status: { phase: 'Saving' } }, 'Resizing False/SavingDisk Passing'],
    [{ server: resized, instance: second, status: { phase: 'Preparing' } }, 'Resizing False/Preparing Passing'],
    [{ server: resized, instance: second, status: { phase: 'Running' } }, 'VerifyResize True/Running Settled'],
    [{ server: resized, instance: second, status: { phase: 'Failed' } }, 'Failed False/StartFailed Settled'],
    [{ server: resized }, 'Resizing False/WaitingForPlacement Passing'],
    [{ status: { phase: 'Rebuilding' } }, 'Rebuilding False/Preparing Passing'],
    [{ server: stopped, instance: { spec: { power: 'Stopped' } }, status: { phase: 'Rebuilding' } }, 'Rebuilding False/Preparing Passing'],
  ])('%o is %s', (one, expected) => {
    expect(words(one)).toBe(expected);
  });

  it('says what the guest is booted from while it is rescued, and that it goes back', () => {
    const image = { name: 'help', uid: 'help-uid', format: 'Raw' } as const;
    const server = { spec: { rescue: { image: 'help' } } };

    expect(judged({ server, instance: { machine: { rescueImage: image } }, status: { phase: 'Running', inRescue: true } })).toMatchObject({
      phase: 'Rescued',
      ready: 'True',
      message: expect.stringContaining('runs from the rescue image "help"') as string,
    });
    expect(words({ status: { phase: 'Running', inRescue: true } })).toBe('Rescued False/LeavingRescue Passing');
  });

  it('says how to confirm a resize or a migration and how to go back', () => {
    expect(judged({ server: resized, instance: second, status: { phase: 'Running' } }).message).toBe(
      'the guest runs; its old incarnation is kept: confirm with a ServerAction of type ConfirmResize, or set spec.flavor to "small" to go back',
    );
    const migrated = { spec: { flavor: 'large' }, status: { resize: { ...resize, actionUID: 'action' }, epoch: 2 } };
    expect(judged({ server: migrated, instance: second, status: { phase: 'Running' } }).message).toContain(
      'or go back with one of type RevertMigration',
    );
  });

  it('says until when a deletion can be taken back', () => {
    const server = { metadata: { deletionTimestamp: '2026-06-01T13:00:00Z', deletionGracePeriodSeconds: 3600 } };

    expect(judged({ server, instance: { spec: { power: 'Stopped' } }, status: { phase: 'Stopped' } })).toMatchObject({
      phase: 'SoftDeleted',
      pace: 'Settled',
      message: expect.stringContaining('until 2026-06-01T13:00:00Z') as string,
    });
    expect(
      words({ server: { metadata: { ...server.metadata, deletionTimestamp: '2026-06-01T11:00:00Z' } }, status: { phase: 'Stopped' } }),
    ).toMatch(/^Terminating/);
  });
});

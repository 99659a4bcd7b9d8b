import { describe, expect, it } from 'vitest';
import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { GuestExit, Observation } from '#drivers/contract/driver.ts';
import { anInstanceObservation, type InstanceObservationOverrides } from '#test/builders/instance-observation.ts';
import type { InstanceProgress } from '../journal/journal-state.ts';
import type { InstancePlan } from './instance-plan.ts';
import { planInstance } from './plan.ts';
import { gracePeriodSeconds } from './plan-reboot.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const running: Observation = { kind: 'Running', startedAt: noon, addresses: [] };
const stopped: Observation = { kind: 'Stopped' };
const prepared = { prepared: true } as const;

type Overrides = InstanceObservationOverrides;

function plan(overrides: Overrides = {}, now = noon): InstancePlan {
  return planInstance(anInstanceObservation(overrides), now);
}

function secondsBefore(time: Date, seconds: number): Date {
  return new Date(time.getTime() - seconds * 1000);
}

interface EndedOptions {
  readonly secondsAgo?: number;
  readonly generation?: number;
  readonly runPolicy?: InstanceSpec['runPolicy'];
}

/** A guest whose last run ended like that, as driver and journal both know. */
function ended(reason: GuestExit['reason'], options: EndedOptions = {}, progress: Partial<InstanceProgress> = {}): Overrides {
  const { secondsAgo = 60, generation = 1, runPolicy = 'RerunOnFailure' } = options;
  const at = secondsBefore(noon, secondsAgo);
  const exit = { reason, message: 'it ended', at };
  return {
    guest: { kind: 'Stopped', exit },
    instance: { spec: { runPolicy } },
    progress: { ...prepared, lastExit: { ...exit, at: at.toISOString(), generation }, ...progress },
  };
}

describe('planInstance', () => {
  it.each<[string, Overrides, Partial<InstancePlan>]>([
    ['prepares what is not there', {}, { kind: 'Prepare' }],
    ['completes a preparation that was cut short', { guest: stopped }, { kind: 'Prepare' }],
    ['starts what is prepared', { guest: stopped, progress: prepared }, { kind: 'Start', because: 'Wish', fulfilsReboot: undefined }],
    [
      'starts nothing after a boot before the control plane has been heard',
      { guest: stopped, progress: prepared, isConfirmed: false },
      { kind: 'Wait', reason: 'Unconfirmed' },
    ],
    ['leaves a running guest alone', { guest: running, progress: prepared }, { kind: 'Nothing' }],
    ['takes over a running guest that it did not know', { guest: running }, { kind: 'Nothing' }],
    ['prepares what is to be stopped, too', { instance: { spec: { power: 'Stopped' } } }, { kind: 'Prepare' }],
    ['stops what is to be stopped', { guest: running, instance: { spec: { power: 'Stopped' } } }, { kind: 'Stop' }],
    [
      'leaves a stopped guest stopped',
      { guest: stopped, progress: prepared, instance: { spec: { power: 'Stopped' } } },
      { kind: 'Nothing' },
    ],
    ['destroys what has a tombstone, running', { guest: running, desired: { tombstone: true } }, { kind: 'Destroy' }],
    ['destroys what has a tombstone, absent', { desired: { tombstone: true } }, { kind: 'Destroy' }],
    [
      'destroys what has a tombstone, lost',
      { guest: { kind: 'Lost', message: 'gone' }, desired: { tombstone: true } },
      { kind: 'Destroy' },
    ],
    [
      'destroys what has a tombstone, without the right to run',
      { guest: running, runEpoch: 9, desired: { tombstone: true } },
      { kind: 'Destroy' },
    ],
    ['does nothing more once it is destroyed', { desired: { tombstone: true }, progress: { destroyed: true } }, { kind: 'Nothing' }],
    [
      'leaves a running guest without a record alone',
      { guest: running, desired: { claimed: false } },
      { kind: 'Wait', reason: 'Unclaimed' },
    ],
    [
      'leaves a stopped guest without a record alone',
      { guest: stopped, desired: { claimed: false } },
      { kind: 'Wait', reason: 'Unclaimed' },
    ],
    ['calls a damaged guest lost', { guest: { kind: 'Lost', message: 'no disk' } }, { kind: 'Wait', reason: 'Lost', message: 'no disk' }],
    ['calls a guest lost whose disk was there and is not', { progress: prepared }, { kind: 'Wait', reason: 'Lost' }],
    [
      'waits for user data before it prepares',
      { desired: { userDataError: 'no secret' } },
      { kind: 'Wait', reason: 'UserDataMissing', message: 'no secret' },
    ],
    [
      'needs no user data once prepared',
      { guest: stopped, progress: prepared, desired: { userDataError: 'no secret' } },
      { kind: 'Start' },
    ],
    ['stops a guest that has lost its right to run', { guest: running, runEpoch: 2 }, { kind: 'Stop' }],
    [
      'does not start a guest that has lost its right to run',
      { guest: stopped, progress: prepared, runEpoch: 2 },
      { kind: 'Wait', reason: 'StaleEpoch' },
    ],
    [
      'does not start while another incarnation may run',
      { guest: stopped, progress: prepared, rivals: [{ instanceUID: 'older', epoch: 1 }] },
      { kind: 'Wait', reason: 'OtherIncarnationRuns' },
    ],
    ['prepares while another incarnation runs', { rivals: [{ instanceUID: 'older', epoch: 1 }] }, { kind: 'Prepare' }],
  ])('%s', (_what, overrides, expected) => {
    expect(plan(overrides)).toMatchObject(expected);
  });

  describe('when the last run ended', () => {
    it.each<[GuestExit['reason'], InstanceSpec['runPolicy'], Partial<InstancePlan>]>([
      ['Stopped', 'Manual', { kind: 'Start', because: 'Wish' }],
      ['Stopped', 'RerunOnFailure', { kind: 'Start', because: 'Wish' }],
      ['Stopped', 'Always', { kind: 'Start', because: 'Wish' }],
      ['Crashed', 'Manual', { kind: 'Wait', reason: 'GuestEnded' }],
      ['Crashed', 'RerunOnFailure', { kind: 'Start', because: 'RunPolicy' }],
      ['Crashed', 'Always', { kind: 'Start', because: 'RunPolicy' }],
      ['GuestShutdown', 'Manual', { kind: 'Wait', reason: 'GuestEnded' }],
      ['GuestShutdown', 'RerunOnFailure', { kind: 'Wait', reason: 'GuestEnded' }],
      ['GuestShutdown', 'Always', { kind: 'Start', because: 'RunPolicy' }],
    ])('by %s, under %s', (reason, runPolicy, expected) => {
      expect(plan(ended(reason, { runPolicy }))).toMatchObject(expected);
    });

    it('starts it at a newer generation, whatever the run policy', () => {
      const exit = ended('GuestShutdown', { generation: 1, runPolicy: 'Manual' });

      expect(plan({ ...exit, desired: { generation: 2 } })).toMatchObject({ kind: 'Start', because: 'Wish' });
    });

    it('starts it at a newer generation that is about power, and at none that is not', () => {
      const exit = ended('GuestShutdown', { runPolicy: 'Manual', generation: 3 });
      const told = (generation: number, powerGeneration: number): Overrides => ({
        ...exit,
        instance: { spec: { runPolicy: 'Manual', powerGeneration } },
        desired: { generation },
      });

      expect(plan(told(7, 3))).toMatchObject({ kind: 'Wait', reason: 'GuestEnded' });
      expect(plan(told(7, 5))).toMatchObject({ kind: 'Start', because: 'Wish' });
    });

    it('waits longer after each crash in a row, up to five minutes', () => {
      const delays = [0, 1, 2, 3, 8, 9, 50].map((restartsInARow) => {
        const crashed = plan(ended('Crashed', { secondsAgo: 0 }, { restartsInARow }));
        return crashed.kind === 'Wait' && crashed.until !== undefined ? (crashed.until.getTime() - noon.getTime()) / 1000 : undefined;
      });

      expect(delays).toEqual([1, 2, 4, 8, 256, 300, 300]);
    });

    it('starts again what runs by wish and of whose end the host knows nothing, as after a power failure', () => {
      const { progress } = ended('GuestShutdown', { runPolicy: 'Manual' });

      expect(plan({ guest: stopped, progress: progress! })).toMatchObject({ kind: 'Start', because: 'Wish' });
    });

    it('does not take an end during a reboot for the guest’s own wish', () => {
      const rebootAttempt = { actionUID: 'a', at: secondsBefore(noon, 70).toISOString() };
      const lastReboot = { actionUID: 'a', outcome: 'Failed', message: '', at: '' } as const;

      const during = plan(ended('GuestShutdown', { secondsAgo: 60 }, { rebootAttempt, lastReboot }));
      const longAfter = plan(ended('GuestShutdown', { secondsAgo: 70 - gracePeriodSeconds - 1 }, { rebootAttempt, lastReboot }));

      expect(during).toMatchObject({ kind: 'Start', because: 'Wish' });
      expect(longAfter).toMatchObject({ kind: 'Wait', reason: 'GuestEnded' });
    });
  });

  describe('a reboot', () => {
    const reboot = { actionUID: 'action-2', mode: 'Soft' } as const;
    const done = { actionUID: 'action-2', outcome: 'Succeeded', message: '', at: '' } as const;

    it.each<[string, Overrides, Partial<InstancePlan>]>([
      ['is done to a guest that runs', { guest: running, progress: prepared }, { kind: 'Reboot', actionUID: 'action-2', mode: 'Soft' }],
      ['is done once', { guest: running, progress: { ...prepared, lastReboot: done } }, { kind: 'Nothing' }],
      [
        'is not tried a second time when the agent died over it',
        { guest: running, progress: { ...prepared, rebootAttempt: { actionUID: 'action-2', at: noon.toISOString() } } },
        { kind: 'DeclineReboot', actionUID: 'action-2' },
      ],
      ['is a start for a guest that is off', { guest: stopped, progress: prepared }, { kind: 'Start', fulfilsReboot: 'action-2' }],
    ])('%s', (_what, overrides, expected) => {
      expect(plan({ ...overrides, instance: { spec: { reboot } } })).toMatchObject(expected);
    });

    it('is declined for a guest that is to be off', () => {
      const spec = { reboot, power: 'Stopped' } as const;

      expect(plan({ guest: stopped, progress: prepared, instance: { spec } })).toMatchObject({
        kind: 'DeclineReboot',
        actionUID: 'action-2',
      });
      expect(plan({ guest: running, progress: prepared, instance: { spec } })).toMatchObject({ kind: 'Stop' });
    });
  });

  describe('after a failure', () => {
    const failure = {
      generation: 1,
      reason: 'Temporary',
      message: 'no answer',
      attempts: 1,
      retryAt: new Date(noon.getTime() + 1000),
    } as const;
    const failures = new Map([['Prepare', failure]]);

    it('waits until the step may be tried again', () => {
      expect(plan({ failures })).toMatchObject({ kind: 'Wait', reason: 'Retry', message: 'no answer', until: failure.retryAt });
      expect(plan({ failures }, failure.retryAt)).toMatchObject({ kind: 'Prepare' });
    });

    it('takes another step at once', () => {
      expect(plan({ failures, desired: { tombstone: true } })).toMatchObject({ kind: 'Destroy' });
    });

    it('tries at once for a newer generation', () => {
      expect(plan({ failures, desired: { generation: 2 } })).toMatchObject({ kind: 'Prepare' });
    });
  });
});

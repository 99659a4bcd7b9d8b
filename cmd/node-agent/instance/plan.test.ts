import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { GuestExit, Observation } from '#drivers/contract/driver.ts';
import { anInstanceRecord, type InstanceRecordOverrides } from '#test/builders/instance-record.ts';
import type { InstanceProgress } from '../journal/journal-state.ts';
import { gracePeriodSeconds, planInstance, type InstanceObservation, type InstancePlan } from './plan.ts';
import { progressAfter, progressAfterReboot, progressAfterStart, progressWhenFulfilled } from './progress.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const running: Observation = { kind: 'Running', startedAt: noon, addresses: [] };
const stopped: Observation = { kind: 'Stopped' };
const absent: Observation = { kind: 'Absent' };
const prepared = { prepared: true } as const;

type Overrides = InstanceRecordOverrides & Partial<Omit<InstanceObservation, 'record'>>;

function observation({
  guest = absent,
  runEpoch = 1,
  rivals = [],
  isConfirmed = true,
  failure,
  ...record
}: Overrides = {}): InstanceObservation {
  return { record: anInstanceRecord(record), guest, runEpoch, rivals, isConfirmed, failure };
}

function plan(overrides: Overrides = {}, now = noon): InstancePlan {
  return planInstance(observation(overrides), now);
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
      step: 'Prepare',
      generation: 1,
      reason: 'Temporary',
      message: 'no answer',
      attempts: 1,
      retryAt: new Date(noon.getTime() + 1000),
    } as const;

    it('waits until the step may be tried again', () => {
      expect(plan({ failure })).toMatchObject({ kind: 'Wait', reason: 'Retry', message: 'no answer', until: failure.retryAt });
      expect(plan({ failure }, failure.retryAt)).toMatchObject({ kind: 'Prepare' });
    });

    it('takes another step at once', () => {
      expect(plan({ failure, desired: { tombstone: true } })).toMatchObject({ kind: 'Destroy' });
    });

    it('tries at once for a newer generation', () => {
      expect(plan({ failure, desired: { generation: 2 } })).toMatchObject({ kind: 'Prepare' });
    });
  });
});

describe('planInstance over anything that can be', () => {
  const time = fc.integer({ min: -600, max: 0 }).map((seconds) => new Date(noon.getTime() + seconds * 1000));
  const exitReason = fc.constantFrom<GuestExit['reason'][]>('GuestShutdown', 'Crashed', 'Stopped');
  const exit = fc.record({ reason: exitReason, message: fc.constant('ended'), at: time });
  const guest: fc.Arbitrary<Observation> = fc.oneof(
    fc.constant(absent),
    fc.constant(stopped),
    exit.map((each): Observation => ({ kind: 'Stopped', exit: each })),
    time.map((startedAt): Observation => ({ kind: 'Running', startedAt, addresses: [] })),
    fc.constant<Observation>({ kind: 'Lost', message: 'lost' }),
  );
  const generation = fc.integer({ min: 1, max: 3 });
  const attempt = fc.record({ actionUID: fc.constantFrom('a', 'b'), at: time.map((each) => each.toISOString()) });
  const anything = fc
    .record({
      guest,
      tombstone: fc.boolean(),
      claimed: fc.boolean(),
      destroyed: fc.boolean(),
      prepared: fc.boolean(),
      power: fc.constantFrom<InstanceSpec['power'][]>('Running', 'Stopped'),
      runPolicy: fc.constantFrom<InstanceSpec['runPolicy'][]>('Always', 'RerunOnFailure', 'Manual'),
      runEpoch: fc.integer({ min: 0, max: 2 }),
      hasRival: fc.boolean(),
      generation,
      fulfilledGeneration: generation,
      reboot: fc.option(fc.record({ actionUID: fc.constantFrom('a', 'b'), mode: fc.constantFrom('Soft', 'Hard' as const) })),
      rebootAttempt: fc.option(attempt),
      restartsInARow: fc.nat(12),
    })
    .map((world): InstanceObservation => {
      const { tombstone, claimed, destroyed, fulfilledGeneration, restartsInARow, reboot, rebootAttempt, power, runPolicy } = world;
      const progress = {
        destroyed,
        prepared: world.prepared,
        fulfilledGeneration,
        restartsInARow,
        ...(rebootAttempt === null ? {} : { rebootAttempt }),
      };
      const spec = { power, runPolicy, ...(reboot === null ? {} : { reboot: reboot as NonNullable<InstanceSpec['reboot']> }) };
      const record = anInstanceRecord({ instance: { spec }, desired: { tombstone, claimed, generation: world.generation }, progress });
      const known = { ...record, progress: progressAfter(record, world.guest, noon) };
      const rivals = world.hasRival ? [{ instanceUID: 'other', epoch: 2 }] : [];
      return { record: known, guest: world.guest, runEpoch: world.runEpoch, rivals, isConfirmed: true, failure: undefined };
    });

  it('decides the same twice', () => {
    fc.assert(
      fc.property(anything, (world) => {
        expect(planInstance(world, noon)).toEqual(planInstance(world, noon));
      }),
    );
  });

  it('destroys nothing without a tombstone, and nothing but destroys with one', () => {
    fc.assert(
      fc.property(anything, (world) => {
        const { desired, progress } = world.record;
        const destroys = planInstance(world, noon).kind === 'Destroy';
        expect(destroys).toBe(desired.tombstone && !progress.destroyed);
      }),
    );
  });

  it('starts nothing that is not to run, has no record, has lost its right, or would run beside another incarnation', () => {
    fc.assert(
      fc.property(anything, (world) => {
        if (planInstance(world, noon).kind !== 'Start') return;
        const { desired } = world.record;
        expect(desired.instance.spec.power).toBe('Running');
        expect([desired.claimed, desired.tombstone]).toEqual([true, false]);
        expect(world.runEpoch).toBeLessThanOrEqual(desired.epoch);
        expect(world.rivals).toEqual([]);
      }),
    );
  });

  it('touches nothing that the control plane has no record of', () => {
    fc.assert(
      fc.property(anything, (world) => {
        const { claimed, tombstone } = world.record.desired;
        if (!claimed && !tombstone) expect(['Wait', 'Nothing']).toContain(planInstance(world, noon).kind);
      }),
    );
  });

  it('comes to rest within a few steps when every step works', () => {
    fc.assert(
      fc.property(anything, (world) => {
        let [current, steps] = [{ ...world, rivals: [] as InstanceObservation['rivals'] }, 0];
        let next = planInstance(current, noon);
        for (; next.kind !== 'Nothing' && next.kind !== 'Wait'; steps += 1) {
          expect(steps).toBeLessThan(6);
          current = afterStep(current, next);
          next = planInstance(current, noon);
        }
        const rest = { ...current, record: { ...current.record, progress: progressWhenFulfilled(current.record) } };
        expect(planInstance(rest, noon)).toEqual(next);
      }),
    );
  });
});

/** The world after a step that worked. */
function afterStep(world: InstanceObservation, step: Exclude<InstancePlan, { kind: 'Nothing' | 'Wait' }>): InstanceObservation {
  const { record } = world;
  const onStop: Observation = { kind: 'Stopped', exit: { reason: 'Stopped', message: 'stopped', at: noon } };
  const [guest, progress] = ((): [Observation, InstanceObservation['record']['progress']] => {
    switch (step.kind) {
      case 'Prepare':
        return [{ kind: 'Stopped' }, { ...record.progress, prepared: true }];
      case 'Start':
        return [running, progressAfterStart(record, step, noon)];
      case 'Stop':
        return [onStop, record.progress];
      case 'Reboot':
        return [running, progressAfterReboot(record, { actionUID: step.actionUID, outcome: 'Succeeded', message: '' }, noon)];
      case 'DeclineReboot':
        return [world.guest, progressAfterReboot(record, { actionUID: step.actionUID, outcome: 'Failed', message: '' }, noon)];
      case 'Destroy':
        return [absent, { ...record.progress, destroyed: true }];
    }
  })();
  const after = { ...record, progress };
  return { ...world, guest, record: { ...after, progress: progressAfter(after, guest, noon) } };
}

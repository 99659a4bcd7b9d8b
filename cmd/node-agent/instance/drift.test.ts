import { describe, expect, it } from 'vitest';
import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import { anInstanceObservation, type InstanceObservationOverrides } from '#test/builders/instance-observation.ts';
import type { InstanceProgress } from '../journal/journal-state.ts';
import { progressWithDrift, withoutOldDrift } from './drift.ts';
import { driftOf, planInstance } from './plan.ts';
import { progressWhenFulfilled } from './progress.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const later = new Date('2026-06-01T13:00:00Z');
const running: Observation = { kind: 'Running', startedAt: noon, addresses: [] };
const paused: Observation = { kind: 'Paused', startedAt: noon, addresses: [] };
const asWished = { prepared: true, fulfilledGeneration: 1, settledGeneration: 1 } as const;
const port = {
  uid: 'port-1',
  name: 'front',
  macAddress: '02:00:00:00:00:01',
  addresses: [],
  network: { uid: 'n', name: 'n', vni: 1, cidr: '10.0.0.0/24', nameServers: [], mtu: 1450, nat: false },
};
const withPort: NonNullable<InstanceObservationOverrides['instance']> = { machine: { ports: [port] } };

function world(overrides: InstanceObservationOverrides, policy?: InstanceSpec['driftPolicy']) {
  const instance = overrides.instance ?? {};
  const spec = { ...instance.spec, ...(policy === undefined ? {} : { driftPolicy: policy }) };
  return anInstanceObservation({ ...overrides, instance: { ...instance, spec }, progress: { ...asWished, ...overrides.progress } });
}

describe('what somebody changes on a host', () => {
  it.each<[string, InstanceObservationOverrides, string, object]>([
    ['a guest that was paused', { guest: paused }, 'the guest was paused', { kind: 'Resume' }],
    ['a guest that was resumed', { guest: running, instance: { spec: { power: 'Paused' } } }, 'the guest was resumed', { kind: 'Pause' }],
    ['a guest that was started', { guest: running, instance: { spec: { power: 'Stopped' } } }, 'the guest was started', { kind: 'Stop' }],
    [
      'a card that was unplugged',
      { guest: { ...running, portUIDs: [] }, instance: withPort, settledPorts: ['port-1'] },
      'the card of port front was unplugged',
      { kind: 'Adjust', change: { kind: 'AttachPort', portUID: 'port-1' } },
    ],
    [
      'a card that was plugged in',
      { guest: { ...running, portUIDs: ['port-1', 'port-2'] }, instance: withPort, settledPorts: ['port-1', 'port-2'] },
      'a card was plugged in, of port port-2',
      { kind: 'Adjust', change: { kind: 'DetachPort', portUID: 'port-2' } },
    ],
  ])('%s is undone, only reported, or ignored, as the policy says', (_, overrides, message, step) => {
    expect(driftOf(world(overrides), noon)).toEqual([message]);
    expect(planInstance(world(overrides), noon)).toMatchObject(step);
    expect(planInstance(world(overrides, 'Heal'), noon)).toMatchObject(step);
    expect(driftOf(world(overrides, 'Report'), noon)).toEqual([message]);
    expect(planInstance(world(overrides, 'Report'), noon)).toMatchObject({
      kind: 'Wait',
      reason: 'Drifted',
      message: expect.stringContaining(message),
    });
    expect(driftOf(world(overrides, 'Ignore'), noon)).toEqual([]);
    expect(planInstance(world(overrides, 'Ignore'), noon)).not.toMatchObject({
      kind: step === undefined ? '' : (step as { kind: string }).kind,
    });
  });

  it('is none before the guest was ever as it is wished for, nor once something else is wished for', () => {
    const progress = { settledGeneration: 0 };

    expect(driftOf(world({ guest: paused, progress }), noon)).toEqual([]);
    expect(planInstance(world({ guest: paused, progress }, 'Report'), noon)).toEqual({ kind: 'Resume' });
  });

  it('tells of a guest that ended, and leaves its start to the run policy', () => {
    const exit = { reason: 'Crashed', message: 'its process was killed by signal 9', at: noon } as const;
    const lastExit = { ...exit, at: noon.toISOString(), generation: 1 };
    const overrides = { guest: { kind: 'Stopped', exit }, progress: { lastExit } } as const;

    expect(driftOf(world(overrides, 'Report'), later)).toEqual(['the guest ended: its process was killed by signal 9']);
    expect(planInstance(world(overrides, 'Report'), later)).toMatchObject({ kind: 'Start', because: 'RunPolicy' });
  });

  it('does not keep a guest from being destroyed', () => {
    const observation = world({ guest: paused }, 'Report');
    const gone = { ...observation, record: { ...observation.record, desired: { ...observation.record.desired, tombstone: true } } };

    expect(planInstance(gone, noon)).toEqual({ kind: 'Destroy' });
  });
});

describe('what is remembered of it', () => {
  const recordWith = (progress: Partial<InstanceProgress>) => world({ guest: running, progress }).record;

  it('says since when, and from when on it was as wished again', () => {
    const first = progressWithDrift(recordWith({}), ['the guest was paused'], noon);
    const second = progressWithDrift(recordWith(first), ['the guest was paused'], later);
    const third = progressWithDrift(recordWith(second), [], later);
    const again = progressWithDrift(recordWith(third), ['the guest was paused'], later);

    expect(first.drift).toEqual([{ message: 'the guest was paused', since: '2026-06-01T12:00:00Z' }]);
    expect(second.drift).toBe(first.drift);
    expect(third.drift).toEqual([{ message: 'the guest was paused', since: '2026-06-01T12:00:00Z', healedAt: '2026-06-01T13:00:00Z' }]);
    expect(again.drift).toEqual([...third.drift!, { message: 'the guest was paused', since: '2026-06-01T13:00:00Z' }]);
  });

  it('is the same object when there is no news', () => {
    const record = recordWith({});

    expect(progressWithDrift(record, [], noon)).toBe(record.progress);
    expect(withoutOldDrift(record.progress)).toBe(record.progress);
  });

  it('has an end', () => {
    let progress = progressWithDrift(recordWith({}), [], noon);
    for (let count = 0; count < 20; count += 1) progress = progressWithDrift(recordWith(progress), [`change ${count}`], noon);

    expect(progress.drift).toHaveLength(8);
    expect(progress.drift?.at(-1)).toEqual({ message: 'change 19', since: '2026-06-01T12:00:00Z' });
  });

  it('is forgotten when a new wish is fulfilled', () => {
    const { record } = world({
      guest: running,
      progress: { settledGeneration: 0, drift: [{ message: 'm', since: '2026-06-01T12:00:00Z' }] },
    });

    expect(progressWhenFulfilled(record)).toMatchObject({ settledGeneration: 1 });
    expect(progressWhenFulfilled(record)).not.toHaveProperty('drift');
  });
});

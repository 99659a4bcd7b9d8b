import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Driver, HostDescription } from '#drivers/contract/driver.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { HostWatch } from './host-watch.ts';
import { OrphanGuests } from './instance/orphan-guests.ts';
import type { JournalState } from './journal/journal-state.ts';
import { Life } from './life.ts';

/** A driver whose host can change, and says so. */
function aWorld(): {
  readonly clock: VirtualClock;
  readonly watch: HostWatch;
  readonly change: (description: Partial<HostDescription>) => void;
  readonly reported: () => Readonly<Record<string, unknown>>;
} {
  const clock = new VirtualClock();
  const fake = new FakeDriver({ host: new FakeHost({ clock }), clock });
  const listeners = new Set<() => void>();
  let overrides: Partial<HostDescription> = {};
  const driver: Driver = Object.assign(Object.create(fake) as Driver, {
    recover: () => fake.recover(),
    describe: async () => ({ ...(await fake.describe()), ...overrides }),
    onHostChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const watch = new HostWatch({
    driver,
    orphans: new OrphanGuests({ controlPlaneUID: 'ours' }),
    state: () => ({ instances: new Map() }) as unknown as JournalState,
    clock,
    logger: silentLogger,
    life: new Life(),
    agentVersion: '0',
    withheld: [],
    intervalSeconds: 300,
    onFirstRecovery: () => {},
  });
  return {
    clock,
    watch,
    change: (description) => {
      overrides = description;
      for (const listener of listeners) listener();
    },
    reported: () => JSON.parse(Buffer.from(watch.report().statusJSON).toString()) as Readonly<Record<string, unknown>>,
  };
}

describe('the watch over a host', () => {
  it('says at once what has changed when the driver speaks of it', async () => {
    const { clock, watch, change, reported } = aWorld();
    await watch.start();
    expect(reported()).not.toHaveProperty('exclusive');

    change({ isExclusive: true, problem: { reason: 'NodeCleaning', message: 'it is being cleaned' } });
    await clock.advance(0);

    expect(reported()).toMatchObject({ exclusive: true, conditions: [{ type: 'Healthy', status: 'False', reason: 'NodeCleaning' }] });
  });

  it('looks again after a look that a change came into', async () => {
    const { clock, watch, change, reported } = aWorld();
    await watch.start();

    change({ architecture: 'first' });
    change({ architecture: 'second' });
    await clock.advance(1);

    expect(reported()).toMatchObject({ architecture: 'second' });
  });

  it('listens no more once it is stopped', async () => {
    const { clock, watch, change, reported } = aWorld();
    await watch.start();
    watch.stop();

    change({ architecture: 'late' });
    await clock.advance(1_000_000);

    expect(reported()).toMatchObject({ architecture: 'x86_64' });
  });
});

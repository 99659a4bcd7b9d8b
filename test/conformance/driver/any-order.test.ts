import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Driver, Guest, Observation } from '#drivers/contract/driver.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { aGuest, aMark } from '#test/builders/guest.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';

type State = Observation['kind'];
const orders = ['prepare', 'start', 'stop', 'reboot', 'destroy', 'restart the agent'] as const;
type Order = (typeof orders)[number];

/** What the contract says becomes of a guest, whatever it was before. */
function stateAfter(order: Order, before: State): State {
  switch (order) {
    case 'prepare':
      return before === 'Absent' ? 'Stopped' : before;
    case 'start':
    case 'reboot':
      return before === 'Absent' ? 'Absent' : 'Running';
    case 'stop':
      return before === 'Running' ? 'Stopped' : before;
    case 'destroy':
      return 'Absent';
    case 'restart the agent':
      return before;
  }
}

class Host {
  readonly #clock = new VirtualClock();
  readonly #host = new FakeHost({ clock: this.#clock });
  driver: Driver = new FakeDriver({ host: this.#host, clock: this.#clock });

  async carryOut(order: Order, guest: Guest): Promise<void> {
    switch (order) {
      case 'prepare':
        return this.driver.prepare(guest);
      case 'start':
        return this.driver.start(guest);
      case 'stop':
        return this.driver.stop(guest.mark, { gracePeriodSeconds: 0 });
      case 'reboot':
        return this.driver.reboot(guest, { mode: 'Hard', gracePeriodSeconds: 0 });
      case 'destroy':
        return this.driver.destroy(guest.mark);
      case 'restart the agent':
        await this.driver.close();
        this.driver = new FakeDriver({ host: this.#host, clock: this.#clock });
    }
  }
}

const guests = ['first', 'second'].map((name) => aGuest({ mark: aMark({ instanceUID: name }), displayName: name }));
const step = fc.record({ order: fc.constantFrom(...orders), guest: fc.constantFrom(...guests), timeCount: fc.integer({ min: 1, max: 2 }) });

describe('orders to a driver, in any order and repeated', () => {
  it('leave each guest as the contract says, and no other guest changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const host = new Host();
        const expected = new Map<string, State>(guests.map(({ mark }) => [mark.instanceUID, 'Absent']));

        for (const { order, guest, timeCount } of steps) {
          const { instanceUID } = guest.mark;
          const before = expected.get(instanceUID) ?? 'Absent';
          const isRefused = before === 'Absent' && (order === 'start' || order === 'reboot');
          for (let time = 0; time < timeCount; time += 1) {
            const outcome = await host.carryOut(order, guest).then(
              () => 'done',
              () => 'refused',
            );
            expect(outcome).toBe(isRefused ? 'refused' : 'done');
          }
          expected.set(instanceUID, stateAfter(order, before));

          for (const { mark } of guests) {
            expect((await host.driver.observe(mark)).kind).toBe(expected.get(mark.instanceUID));
          }
        }
        const recovered = (await host.driver.recover()).guests.map(({ mark }) => mark.instanceUID);
        expect(new Set(recovered)).toEqual(new Set([...expected].filter(([, state]) => state !== 'Absent').map(([name]) => name)));
      }),
      { numRuns: 200 },
    );
  });
});

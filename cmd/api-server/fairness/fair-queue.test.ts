import fastCheck from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { FairQueue, type Admission, type FairQueueOptions, type Seat } from './fair-queue.ts';

const present = (): AbortSignal => new AbortController().signal;

function aQueue(options: Partial<FairQueueOptions> = {}): FairQueue {
  return new FairQueue({
    seats: 4,
    mostSeatsPerFlow: 3,
    mostWaitingPerFlow: 100,
    mostWaiting: 1_000,
    longestWaitMilliseconds: 15_000,
    clock: new VirtualClock(),
    ...options,
  });
}

function seatOf(admission: Admission | Promise<Admission>): Seat {
  if (admission instanceof Promise || admission.kind !== 'Seated') throw new Error('it was not let in at once');
  return admission.seat;
}

describe('a fair queue', () => {
  it('seats at once while there is room, and never gives the last seats to one flow', () => {
    const queue = aQueue();
    for (let count = 0; count < 3; count += 1) seatOf(queue.enter('noisy', present));

    expect(queue.enter('noisy', present)).toBeInstanceOf(Promise);
    seatOf(queue.enter('quiet', present));
    expect([queue.seatedCount, queue.waitingCount]).toEqual([4, 1]);
  });

  it('lets flows take turns, whatever each of them has waiting', async () => {
    const queue = aQueue({ seats: 1, mostSeatsPerFlow: 1 });
    const first = seatOf(queue.enter('noisy', present));
    const order: string[] = [];
    const enter = async (flow: string): Promise<void> => {
      const admission = await queue.enter(flow, present);
      order.push(flow);
      if (admission.kind === 'Seated') admission.seat.leave();
    };
    const all = [...Array.from({ length: 5 }, () => enter('noisy')), enter('a'), enter('b'), enter('a')];

    first.leave();
    await Promise.all(all);

    expect(order).toEqual(['noisy', 'a', 'b', 'noisy', 'a', 'noisy', 'noisy', 'noisy']);
  });

  it('turns away who comes to a full queue, and spares the others', () => {
    const queue = aQueue({ seats: 1, mostSeatsPerFlow: 1, mostWaitingPerFlow: 2, mostWaiting: 3 });
    seatOf(queue.enter('noisy', present));
    void queue.enter('noisy', present);
    void queue.enter('noisy', present);

    expect(queue.enter('noisy', present)).toEqual({ kind: 'TurnedAway', reason: 'QueueFull' });
    expect(queue.enter('quiet', present)).toBeInstanceOf(Promise);
    expect(queue.enter('late', present)).toEqual({ kind: 'TurnedAway', reason: 'QueueFull' });
    expect(queue.flowCount).toBe(2);
  });

  it('turns away who has waited too long or has gone, and forgets them', async () => {
    const clock = new VirtualClock();
    const queue = aQueue({ seats: 1, mostSeatsPerFlow: 1, clock });
    const seat = seatOf(queue.enter('one', present));
    const leaving = new AbortController();
    const gone = queue.enter('two', () => leaving.signal);
    const late = queue.enter('three', present);

    leaving.abort();
    await clock.advance(15_000);

    expect([await gone, await late]).toEqual([
      { kind: 'TurnedAway', reason: 'CallerGone' },
      { kind: 'TurnedAway', reason: 'WaitedTooLong' },
    ]);
    seat.leave();
    seat.leave();
    expect([queue.seatedCount, queue.waitingCount, queue.flowCount]).toEqual([0, 0, 0]);
  });

  it('serves each waiting flow once before it serves any of them twice, in any order of comings and goings', async () => {
    const step = fastCheck.oneof(
      {
        weight: 3,
        arbitrary: fastCheck.record({ kind: fastCheck.constant('Enter' as const), flow: fastCheck.integer({ min: 0, max: 5 }) }),
      },
      { weight: 2, arbitrary: fastCheck.record({ kind: fastCheck.constant('Leave' as const), which: fastCheck.nat() }) },
    );
    await fastCheck.assert(
      fastCheck.asyncProperty(fastCheck.array(step, { maxLength: 200 }), fastCheck.integer({ min: 2, max: 6 }), async (steps, seats) => {
        const model = new Observed(seats);
        for (const each of steps) {
          if (each.kind === 'Enter') model.enter(String(each.flow));
          else model.leave(each.which);
          await Promise.resolve().then(() => {});
          expect(model.faults()).toEqual([]);
        }
        await model.drain();
        expect(model.left).toEqual([0, 0, 0]);
      }),
      { numRuns: 200, seed: 20260601 },
    );
  });
});

/** Watches a queue from outside. */
class Observed {
  readonly #queue: FairQueue;
  readonly #seats: { readonly flow: string; readonly seat: Seat }[] = [];
  readonly #waiting = new Map<string, number>();
  /** For each waiting flow: how often each other was served since it began to wait, or was served last. */
  readonly #servedSince = new Map<string, Map<string, number>>();
  readonly #options: { readonly seats: number; readonly mostSeatsPerFlow: number };

  constructor(seats: number) {
    this.#options = { seats, mostSeatsPerFlow: seats - 1 };
    this.#queue = aQueue({ ...this.#options });
  }

  enter(flow: string): void {
    const admission = this.#queue.enter(flow, present);
    if (!(admission instanceof Promise)) {
      this.#seats.push({ flow, seat: seatOf(admission) });
      return;
    }
    this.#waiting.set(flow, (this.#waiting.get(flow) ?? 0) + 1);
    if (!this.#servedSince.has(flow)) this.#servedSince.set(flow, new Map());
    void admission.then((late) => this.#served(flow, seatOf(late)));
  }

  leave(which: number): void {
    const [left] = this.#seats.splice(which % Math.max(1, this.#seats.length), 1);
    left?.seat.leave();
  }

  #served(flow: string, seat: Seat): void {
    this.#seats.push({ flow, seat });
    const left = (this.#waiting.get(flow) ?? 0) - 1;
    this.#waiting.set(flow, left);
    for (const [other, counts] of this.#servedSince) {
      // Who holds all that it may hold has no turn to miss.
      if (this.#heldBy(other) >= this.#options.mostSeatsPerFlow) counts.clear();
      else if (other !== flow) counts.set(flow, (counts.get(flow) ?? 0) + 1);
    }
    if (left > 0) this.#servedSince.set(flow, new Map());
    else this.#servedSince.delete(flow);
  }

  /** What is not as it is promised. */
  faults(): readonly string[] {
    const { seats, mostSeatsPerFlow } = this.#options;
    const faults = this.#seats.length > seats ? ['more than all seats are taken'] : [];
    for (const [flow, counts] of this.#servedSince) {
      if (this.#heldBy(flow) >= mostSeatsPerFlow) continue;
      if (this.#seats.length < seats) faults.push(`${flow} waits beside a free seat`);
      for (const [other, count] of counts) if (count > 1) faults.push(`${flow} waited while ${other} was served ${count} times`);
    }
    return faults;
  }

  #heldBy(flow: string): number {
    return this.#seats.filter((seat) => seat.flow === flow).length;
  }

  async drain(): Promise<void> {
    while (this.#seats.length > 0) {
      this.leave(0);
      await Promise.resolve().then(() => {});
    }
  }

  get left(): readonly number[] {
    return [this.#queue.seatedCount, this.#queue.waitingCount, this.#queue.flowCount];
  }
}

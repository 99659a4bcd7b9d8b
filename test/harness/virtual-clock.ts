import { sleepOn, type Clock, type Timer } from '#apis/machinery/clock.ts';

export interface VirtualClockOptions {
  /** Wall-clock time at the start. Default noon of 1 June 2026, UTC. */
  readonly startsAt?: Date;
}

/** So many timers in a row without time going on means that they make each other for ever. */
const maximumTimersAtOneInstant = 1_000_000;

/**
 * Time that goes on only when told to, and then from timer to timer. Between two timers everything that can run without
 * time passing runs to its end, so a run depends on nothing but the code and its inputs.
 *
 * Holds only for code that waits for nothing real: no sockets, files or threads. Timers of the same instant fire in the
 * order in which they were set.
 */
export class VirtualClock implements Clock {
  readonly #startsAtMilliseconds: number;
  readonly #timers = new TimerHeap();
  #elapsedMilliseconds = 0;
  #nextSequence = 0;

  constructor({ startsAt = new Date('2026-06-01T12:00:00Z') }: VirtualClockOptions = {}) {
    this.#startsAtMilliseconds = startsAt.getTime();
  }

  now(): Date {
    return new Date(this.#startsAtMilliseconds + this.#elapsedMilliseconds);
  }

  monotonicMilliseconds(): number {
    return this.#elapsedMilliseconds;
  }

  setTimer(callback: () => void, delayMilliseconds: number): Timer {
    const dueAtMilliseconds = this.#elapsedMilliseconds + Math.max(0, delayMilliseconds);
    const timer: PendingTimer = { dueAtMilliseconds, sequence: this.#nextSequence, callback, isCancelled: false };
    this.#nextSequence += 1;
    this.#timers.add(timer);
    return {
      cancel: () => {
        timer.isCancelled = true;
      },
    };
  }

  sleep(delayMilliseconds: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMilliseconds, options.signal);
  }

  /** Lets everything run that can run now, timers that are due included. */
  async settle(): Promise<void> {
    for (let fired = 0; fired < maximumTimersAtOneInstant; fired += 1) {
      await runMicrotasks();
      const timer = this.#timers.first();
      if (timer === undefined || timer.dueAtMilliseconds > this.#elapsedMilliseconds) return;
      this.#timers.removeFirst();
      timer.callback();
    }
    throw new Error(`${maximumTimersAtOneInstant} timers fired at one instant: something waits for nothing, again and again`);
  }

  /** Goes to the next timer and lets everything run. False: there is none, so nothing will ever happen again. */
  async step(): Promise<boolean> {
    await this.settle();
    const timer = this.#timers.first();
    if (timer === undefined) return false;
    this.#elapsedMilliseconds = timer.dueAtMilliseconds;
    await this.settle();
    return true;
  }

  /** Lets `milliseconds` pass, timer by timer. */
  async advance(milliseconds: number): Promise<void> {
    const endMilliseconds = this.#elapsedMilliseconds + milliseconds;
    await this.settle();
    for (
      let timer = this.#timers.first();
      timer !== undefined && timer.dueAtMilliseconds <= endMilliseconds;
      timer = this.#timers.first()
    ) {
      this.#elapsedMilliseconds = Math.max(this.#elapsedMilliseconds, timer.dueAtMilliseconds);
      await this.settle();
    }
    this.#elapsedMilliseconds = endMilliseconds;
    await this.settle();
  }

  /** Lets time pass until `isSo` holds. Throws if it does not within `limitMilliseconds`, or if nothing will ever happen again. */
  async advanceUntil(isSo: () => boolean, { limitMilliseconds }: { readonly limitMilliseconds: number }): Promise<void> {
    const endMilliseconds = this.#elapsedMilliseconds + limitMilliseconds;
    await this.settle();
    while (!isSo()) {
      const timer = this.#timers.first();
      if (timer === undefined) throw new Error('it is not so, and no timer is left that could make it so');
      if (timer.dueAtMilliseconds > endMilliseconds) throw new Error(`it is not so after ${limitMilliseconds} ms`);
      await this.step();
    }
  }

  /** The outcome of `promise`, with as much time passing as it takes, up to `limitMilliseconds`. */
  async waitFor<Value>(promise: Promise<Value>, { limitMilliseconds }: { readonly limitMilliseconds: number }): Promise<Value> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    await this.advanceUntil(() => isSettled, { limitMilliseconds });
    return promise;
  }
}

interface PendingTimer {
  readonly dueAtMilliseconds: number;
  readonly sequence: number;
  readonly callback: () => void;
  isCancelled: boolean;
}

/** Node runs the callback only after every microtask, and every microtask that those made. */
function runMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A binary heap by time, then by the order of setting. Cancelled timers are dropped when they come to the top. */
class TimerHeap {
  readonly #items: PendingTimer[] = [];

  add(timer: PendingTimer): void {
    const items = this.#items;
    let index = items.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (isBefore(items[parent]!, items[index]!)) break;
      this.#swap(parent, index);
      index = parent;
    }
  }

  first(): PendingTimer | undefined {
    while (this.#items[0]?.isCancelled === true) this.removeFirst();
    return this.#items[0];
  }

  removeFirst(): void {
    const items = this.#items;
    const last = items.pop();
    if (items.length === 0 || last === undefined) return;
    items[0] = last;
    let index = 0;
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let smallest = index;
      if (left < items.length && isBefore(items[left]!, items[smallest]!)) smallest = left;
      if (right < items.length && isBefore(items[right]!, items[smallest]!)) smallest = right;
      if (smallest === index) return;
      this.#swap(smallest, index);
      index = smallest;
    }
  }

  #swap(one: number, other: number): void {
    const items = this.#items;
    [items[one], items[other]] = [items[other]!, items[one]!];
  }
}

function isBefore(one: PendingTimer, other: PendingTimer): boolean {
  return (
    one.dueAtMilliseconds < other.dueAtMilliseconds || (one.dueAtMilliseconds === other.dueAtMilliseconds && one.sequence < other.sequence)
  );
}

import type { Clock, Timer } from '#apis/machinery/clock.ts';

/** Adds keys to something later. A key that is asked for twice comes once, at the earlier time. */
export class DelayedAdditions {
  readonly #clock: Clock;
  readonly #add: (key: string) => void;
  readonly #pending = new Map<string, { readonly dueAtMilliseconds: number; readonly timer: Timer }>();

  constructor({ clock, add }: { readonly clock: Clock; readonly add: (key: string) => void }) {
    this.#clock = clock;
    this.#add = add;
  }

  /** Adds `key` after the delay, unless it is to come sooner anyway. */
  schedule(key: string, delayMilliseconds: number): void {
    const dueAtMilliseconds = this.#clock.monotonicMilliseconds() + delayMilliseconds;
    const existing = this.#pending.get(key);
    if (existing !== undefined && existing.dueAtMilliseconds <= dueAtMilliseconds) return;
    existing?.timer.cancel();
    const timer = this.#clock.setTimer(() => {
      this.#pending.delete(key);
      this.#add(key);
    }, delayMilliseconds);
    this.#pending.set(key, { dueAtMilliseconds, timer });
  }

  /** Forgets the delay of a key: it has just been looked at, and whoever did so decides afresh. */
  cancel(key: string): void {
    this.#pending.get(key)?.timer.cancel();
    this.#pending.delete(key);
  }

  /** How many keys are to come. */
  get size(): number {
    return this.#pending.size;
  }

  /** Forgets all of them. */
  clear(): void {
    for (const { timer } of this.#pending.values()) timer.cancel();
    this.#pending.clear();
  }
}

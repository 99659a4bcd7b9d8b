import { sleepOn, type Clock, type Timer } from '#apis/machinery/clock.ts';

/** The clock as one simulated process sees it: after the process died, none of its timers fires any more. */
export class ProcessClock implements Clock {
  readonly #clock: Clock;
  readonly #timers = new Set<Timer>();
  #isDead = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): Date {
    return this.#clock.now();
  }

  monotonicMilliseconds(): number {
    return this.#clock.monotonicMilliseconds();
  }

  setTimer(callback: () => void, delayMilliseconds: number): Timer {
    if (this.#isDead) return { cancel: () => {} };
    const timer = this.#clock.setTimer(() => {
      this.#timers.delete(timer);
      callback();
    }, delayMilliseconds);
    this.#timers.add(timer);
    return {
      cancel: () => {
        this.#timers.delete(timer);
        timer.cancel();
      },
    };
  }

  sleep(delayMilliseconds: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMilliseconds, options.signal);
  }

  kill(): void {
    this.#isDead = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }
}

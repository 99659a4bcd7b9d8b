import { sleepOn, type Clock, type Timer } from '#apis/machinery/clock.ts';

/**
 * The clock as one simulated process sees it. After the process died, none of its timers fires any more; while it is suspended, as by SIGSTOP, those that
 * are due wait, and fire when it goes on. Its wall clock may be wrong.
 */
export class ProcessClock implements Clock {
  readonly #clock: Clock;
  readonly #skewMilliseconds: number;
  readonly #timers = new Set<Timer>();
  /** What was due while the process was suspended, in order. */
  readonly #overdue: (() => void)[] = [];
  #isDead = false;
  #isSuspended = false;

  constructor(clock: Clock, { skewMilliseconds = 0 }: { readonly skewMilliseconds?: number } = {}) {
    this.#clock = clock;
    this.#skewMilliseconds = skewMilliseconds;
  }

  now(): Date {
    return new Date(this.#clock.now().getTime() + this.#skewMilliseconds);
  }

  monotonicMilliseconds(): number {
    return this.#clock.monotonicMilliseconds();
  }

  setTimer(callback: () => void, delayMilliseconds: number): Timer {
    if (this.#isDead) return { cancel: () => {} };
    let isCancelled = false;
    const fire = (): void => {
      if (!isCancelled && !this.#isDead) callback();
    };
    const timer = this.#clock.setTimer(() => {
      this.#timers.delete(timer);
      if (this.#isSuspended) this.#overdue.push(fire);
      else fire();
    }, delayMilliseconds);
    this.#timers.add(timer);
    return {
      cancel: () => {
        isCancelled = true;
        this.#timers.delete(timer);
        timer.cancel();
      },
    };
  }

  sleep(delayMilliseconds: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMilliseconds, options.signal);
  }

  suspend(): void {
    this.#isSuspended = true;
  }

  goOn(): void {
    this.#isSuspended = false;
    for (const fire of this.#overdue.splice(0)) this.#clock.setTimer(fire, 0);
  }

  kill(): void {
    this.#isDead = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }
}

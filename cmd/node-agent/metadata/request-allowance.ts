import type { Clock } from '#apis/machinery/clock.ts';

/** Requests that one guest may make: so many a second, and so many at once after a rest. All guests share one agent. */
export class RequestAllowance {
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly #perSecond: number;
  readonly #atOnce: number;
  #left: number;
  #countedAt: number;

  constructor({
    clock,
    perSecond,
    atOnce,
  }: {
    readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
    readonly perSecond: number;
    readonly atOnce: number;
  }) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#atOnce = atOnce;
    this.#left = atOnce;
    this.#countedAt = clock.monotonicMilliseconds();
  }

  /** Whether one more is allowed; if so, it is counted. */
  take(): boolean {
    const now = this.#clock.monotonicMilliseconds();
    this.#left = Math.min(this.#atOnce, this.#left + ((now - this.#countedAt) / 1000) * this.#perSecond);
    this.#countedAt = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

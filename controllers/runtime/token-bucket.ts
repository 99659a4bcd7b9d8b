import type { Clock } from '#apis/machinery/clock.ts';

export interface TokenBucketOptions {
  readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
  /** Tokens that a full bucket holds. */
  readonly burst: number;
  /** Tokens that come in each second. */
  readonly perSecond: number;
}

/** A rate limit that allows bursts. Starts full. */
export class TokenBucket {
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly #burst: number;
  readonly #perMillisecond: number;
  /** Below zero: that many have been promised in advance. */
  #tokens: number;
  #filledAtMilliseconds: number;

  constructor({ clock, burst, perSecond }: TokenBucketOptions) {
    this.#clock = clock;
    this.#burst = burst;
    this.#perMillisecond = perSecond / 1000;
    this.#tokens = burst;
    this.#filledAtMilliseconds = clock.monotonicMilliseconds();
  }

  /** Takes a token if there is one now. */
  tryTake(): boolean {
    this.#fill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Takes the next token, from the future if need be, and says after how long it is there. */
  reserveMilliseconds(): number {
    this.#fill();
    this.#tokens -= 1;
    return this.#tokens >= 0 ? 0 : -this.#tokens / this.#perMillisecond;
  }

  #fill(): void {
    const now = this.#clock.monotonicMilliseconds();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAtMilliseconds) * this.#perMillisecond);
    this.#filledAtMilliseconds = now;
  }
}

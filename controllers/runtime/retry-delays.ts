import type { Clock } from '#apis/machinery/clock.ts';
import { TokenBucket } from './token-bucket.ts';

export interface RetryDelaysOptions {
  readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
  /** Before the first retry of a key; doubles with each failure in a row. Default 50 ms. */
  readonly shortestMilliseconds?: number;
  /** Never longer than this. Default 60 s. */
  readonly longestMilliseconds?: number;
  /** Retries of all keys together: so many at once. Default 100. */
  readonly burst?: number;
  /** And so many a second in the long run. Default 20. */
  readonly perSecond?: number;
}

/**
 * How long to wait before a key that failed is tried again: the longer of its own doubling delay, and of the wait for
 * one of the tokens that all keys share. The latter keeps ten thousand keys that fail together from coming back
 * together.
 */
export class RetryDelays {
  readonly #shortestMilliseconds: number;
  readonly #longestMilliseconds: number;
  readonly #bucket: TokenBucket;
  readonly #failureCounts = new Map<string, number>();

  constructor({ clock, shortestMilliseconds, longestMilliseconds, burst, perSecond }: RetryDelaysOptions) {
    this.#shortestMilliseconds = shortestMilliseconds ?? 50;
    this.#longestMilliseconds = longestMilliseconds ?? 60_000;
    this.#bucket = new TokenBucket({ clock, burst: burst ?? 100, perSecond: perSecond ?? 20 });
  }

  /** Counts a failure of `key` and says when to try again. */
  nextMilliseconds(key: string): number {
    const failureCount = this.#failureCounts.get(key) ?? 0;
    this.#failureCounts.set(key, failureCount + 1);
    const own = Math.min(this.#shortestMilliseconds * 2 ** Math.min(failureCount, 30), this.#longestMilliseconds);
    return Math.max(own, this.#bucket.reserveMilliseconds());
  }

  /** How often `key` failed in a row. */
  failureCount(key: string): number {
    return this.#failureCounts.get(key) ?? 0;
  }

  /** `key` succeeded, or is not tried again: its next failure is its first. */
  forget(key: string): void {
    this.#failureCounts.delete(key);
  }
}

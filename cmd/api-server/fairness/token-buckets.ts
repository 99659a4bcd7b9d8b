import type { Clock } from '#apis/machinery/clock.ts';

/** A bucket for each user: so many requests at once, and so many a second for ever. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  /** The one that was used longest ago first. */
  readonly #buckets = new Map<string, Bucket>();

  /** `perSecond` 0: everybody may do as much as they like. */
  constructor(options: { readonly perSecond: number; readonly burst: number; readonly clock: Pick<Clock, 'monotonicMilliseconds'> }) {
    this.#perSecond = options.perSecond;
    this.#burst = options.burst;
    this.#clock = options.clock;
  }

  get userCount(): number {
    return this.#buckets.size;
  }

  /** Takes one of `user`'s tokens. 0: there was one; otherwise after how many seconds there is one again. */
  take(user: string): number {
    if (this.#perSecond === 0) return 0;
    const now = this.#clock.monotonicMilliseconds();
    const bucket = this.#buckets.get(user) ?? { tokens: this.#burst, atMilliseconds: now };
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((now - bucket.atMilliseconds) / 1000) * this.#perSecond);
    bucket.atMilliseconds = now;
    this.#keep(user, bucket);
    if (bucket.tokens < 1) return (1 - bucket.tokens) / this.#perSecond;
    bucket.tokens -= 1;
    return 0;
  }

  /** Who has not come for the longest time has a full bucket again, unless more users come within a second than are remembered. */
  #keep(user: string, bucket: Bucket): void {
    this.#buckets.delete(user);
    this.#buckets.set(user, bucket);
    if (this.#buckets.size <= mostBuckets) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

interface Bucket {
  tokens: number;
  atMilliseconds: number;
}

const mostBuckets = 10_000;

import type { Clock } from '#apis/machinery/clock.ts';

export interface ExpiryLeasesOptions {
  /** Makes a lease of that length and gives its id. */
  readonly grant: (timeToLiveSeconds: number) => Promise<number>;
  readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
}

/**
 * Leases that keys with a time to live are attached to. A lease costs etcd much more than a key, so keys that are written within a twentieth of
 * their time to live share one, which is that much longer: a key lives 0 to 5 % longer than was asked for. Nobody keeps these leases alive.
 */
export class ExpiryLeases {
  readonly #grant: (timeToLiveSeconds: number) => Promise<number>;
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly #newest = new Map<number, SharedLease>();

  constructor({ grant, clock }: ExpiryLeasesOptions) {
    this.#grant = grant;
    this.#clock = clock;
  }

  /** The id of a lease on which a key that is written now lives at least that long. Rejects as `grant` does. */
  async leaseFor(timeToLiveSeconds: number): Promise<number> {
    const windowSeconds = Math.max(1, Math.ceil(timeToLiveSeconds / 20));
    const now = this.#clock.monotonicMilliseconds();
    const known = this.#newest.get(timeToLiveSeconds);
    if (known !== undefined && now < known.closesAtMilliseconds && known.keyCount < maximumKeys) {
      known.keyCount += 1;
      return known.id;
    }
    const lease: SharedLease = {
      id: this.#grant(Math.ceil(timeToLiveSeconds) + windowSeconds),
      // Counted from before the lease exists, so it never ends too early.
      closesAtMilliseconds: now + windowSeconds * 1000,
      keyCount: 1,
    };
    this.#remember(timeToLiveSeconds, lease);
    lease.id.catch(() => this.#forget(timeToLiveSeconds, lease));
    return lease.id;
  }

  /** None of the leases can be relied on any more. */
  forgetAll(): void {
    this.#newest.clear();
  }

  #remember(timeToLiveSeconds: number, lease: SharedLease): void {
    this.#newest.delete(timeToLiveSeconds);
    this.#newest.set(timeToLiveSeconds, lease);
    const oldest = this.#newest.keys().next();
    if (this.#newest.size > maximumLengths && oldest.done !== true) this.#newest.delete(oldest.value);
  }

  #forget(timeToLiveSeconds: number, lease: SharedLease): void {
    if (this.#newest.get(timeToLiveSeconds) === lease) this.#newest.delete(timeToLiveSeconds);
  }
}

interface SharedLease {
  readonly id: Promise<number>;
  /** No key joins it from then on. */
  readonly closesAtMilliseconds: number;
  keyCount: number;
}

/** etcd deletes the keys of a lease in one transaction. */
const maximumKeys = 1000;
/** Different times to live in use at once. Kubernetes' objects with one have all the same. */
const maximumLengths = 64;

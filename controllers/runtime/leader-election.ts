import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Lease } from '#apis/kubernetes/core.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { AlreadyExistsError, ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';

export interface LeaderElectionOptions {
  readonly leases: ResourceClient<Lease>;
  /** The Lease that the replicas compete for. */
  readonly namespace: string;
  readonly name: string;
  /** Name of this replica, unlike that of any other. */
  readonly identity: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** For how long after its last renewal the others leave the leader alone. Default 15. */
  readonly leaseDurationSeconds?: number;
  /** After how long without a successful renewal the leader stands down. Must be shorter than the lease. Default 10. */
  readonly renewDeadlineSeconds?: number;
  /** How often the leader renews and the others look. Default 3. */
  readonly retryIntervalSeconds?: number;
}

/**
 * Lets one of several replicas work at a time, by a Lease object.
 *
 * It compares no clocks of different machines: a lease counts as expired when this replica has watched it stand still
 * for its whole length by its own monotonic clock. It is a hint and no lock: a leader that was suspended may act for a
 * moment beside its successor, so every write still carries its preconditions.
 */
export class LeaderElection {
  readonly #options: Required<LeaderElectionOptions>;
  #observed: { readonly lease: Lease; readonly atMilliseconds: number } | undefined;
  #failureCount = 0;

  constructor(options: LeaderElectionOptions) {
    this.#options = { leaseDurationSeconds: 15, renewDeadlineSeconds: 10, retryIntervalSeconds: 3, ...options };
  }

  /**
   * Competes until `signal` is aborted. While this replica leads, `lead` runs; its signal is aborted when leadership is
   * lost or the process stops, and it must then end. The lease is given back only after it did. Rejects with what `lead`
   * rejects with, and with nothing else.
   */
  async run(lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { logger, identity, name } = this.#options;
    while (await this.#acquire(signal)) {
      logger.info({ lease: name, identity }, 'leading');
      const standDown = new AbortController();
      const work = lead(standDown.signal).finally(() => standDown.abort(new Error('the work ended')));
      // It is awaited below; a failure before that ends the renewing.
      work.catch(() => undefined);
      const reason = await this.#keep(AbortSignal.any([signal, standDown.signal]));
      standDown.abort(new Error(`no longer leading: ${reason}`));
      try {
        await work;
      } finally {
        await this.#release();
      }
      logger.info({ lease: name, identity, reason }, 'not leading any more');
    }
  }

  /** Waits for the lease. False: aborted. */
  async #acquire(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (await this.#attempt(signal)) return true;
      await this.#pause(signal);
    }
    return false;
  }

  /** Renews until that fails for too long or `signal` is aborted; says why it ended. */
  async #keep(signal: AbortSignal): Promise<string> {
    const { clock, renewDeadlineSeconds } = this.#options;
    let renewedAtMilliseconds = clock.monotonicMilliseconds();
    for (;;) {
      await this.#pause(signal);
      if (signal.aborted) return 'told to stop';
      const startedAtMilliseconds = clock.monotonicMilliseconds();
      const leftMilliseconds = renewedAtMilliseconds + renewDeadlineSeconds * 1000 - startedAtMilliseconds;
      if (leftMilliseconds <= 0) return 'the lease could not be renewed in time';
      if (await this.#attempt(signal, leftMilliseconds)) renewedAtMilliseconds = startedAtMilliseconds;
      else if (this.#isHeldByAnother()) return 'another replica took the lease';
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const { clock, random, retryIntervalSeconds } = this.#options;
    await clock.sleep(retryIntervalSeconds * 1000 * (0.9 + random.fraction() / 5), { signal }).catch(() => undefined);
  }

  /** Takes or renews the lease if it is free or ours. Never rejects. */
  async #attempt(signal: AbortSignal, limitMilliseconds = this.#options.renewDeadlineSeconds * 1000): Promise<boolean> {
    const { clock } = this.#options;
    const limit = new AbortController();
    const timer = clock.setTimer(() => limit.abort(new Error('the attempt took too long')), limitMilliseconds);
    try {
      const ending = AbortSignal.any([signal, limit.signal]);
      const isOurs = await untilAborted(this.#takeOrRenew(ending), ending);
      this.#failureCount = 0;
      return isOurs;
    } catch (error) {
      if (!signal.aborted) this.#noteFailure(error);
      return false;
    } finally {
      timer.cancel();
    }
  }

  async #takeOrRenew(signal: AbortSignal): Promise<boolean> {
    const { leases, namespace, name, identity, clock } = this.#options;
    const isOurs = this.#observed?.lease.spec?.holderIdentity === identity;
    const lease = isOurs ? this.#observed?.lease : await this.#read(signal);
    if (lease === undefined) {
      this.#note(
        await leases.create(
          { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { namespace, name }, spec: this.#claim(undefined) },
          { signal },
        ),
      );
      return true;
    }
    this.#note(lease);
    const holder = lease.spec?.holderIdentity ?? '';
    const lengthMilliseconds = (lease.spec?.leaseDurationSeconds ?? this.#options.leaseDurationSeconds) * 1000;
    const isExpired = clock.monotonicMilliseconds() - this.#observed!.atMilliseconds >= lengthMilliseconds;
    if (holder !== '' && holder !== identity && !isExpired) return false;
    this.#note(await leases.update({ ...lease, spec: this.#claim(lease) }, { signal }));
    return true;
  }

  /** Losing a race is ordinary; everything else is logged when it begins, and ever more rarely while it lasts. */
  #noteFailure(error: unknown): void {
    const { logger, name } = this.#options;
    if (error instanceof ConflictError || error instanceof AlreadyExistsError) {
      this.#observed = undefined;
      return;
    }
    this.#failureCount += 1;
    const isPowerOfTwo = (this.#failureCount & (this.#failureCount - 1)) === 0;
    if (isPowerOfTwo) logger.warn({ lease: name, error, failureCount: this.#failureCount }, 'the lease could not be taken or renewed');
    if (error instanceof NotFoundError) this.#observed = undefined;
  }

  async #read(signal: AbortSignal): Promise<Lease | undefined> {
    const { leases, namespace, name } = this.#options;
    try {
      return await leases.get({ namespace, name }, { signal });
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** Remembers a lease and, if it has changed since the last look, that it was seen to change now. */
  #note(lease: Lease): void {
    if (this.#observed?.lease.metadata.resourceVersion === lease.metadata.resourceVersion) return;
    this.#observed = { lease, atMilliseconds: this.#options.clock.monotonicMilliseconds() };
  }

  #claim(previous: Lease | undefined): NonNullable<Lease['spec']> {
    const { identity, leaseDurationSeconds, clock } = this.#options;
    const now = microTimestamp(clock.now());
    const isNew = previous?.spec?.holderIdentity !== identity;
    return {
      holderIdentity: identity,
      leaseDurationSeconds,
      renewTime: now,
      acquireTime: isNew ? now : (previous.spec?.acquireTime ?? now),
      leaseTransitions: (previous?.spec?.leaseTransitions ?? 0) + (isNew && previous !== undefined ? 1 : 0),
    };
  }

  #isHeldByAnother(): boolean {
    const holder = this.#observed?.lease.spec?.holderIdentity ?? '';
    return holder !== '' && holder !== this.#options.identity;
  }

  /** Gives the lease back, so that the next leader need not wait for it to expire. */
  async #release(): Promise<void> {
    const { leases, logger, name, identity, clock } = this.#options;
    const lease = this.#observed?.lease;
    if (lease?.spec?.holderIdentity !== identity) return;
    const limit = new AbortController();
    const timer = clock.setTimer(() => limit.abort(new Error('giving the lease back took too long')), 3000);
    try {
      const free = { ...lease, spec: { ...lease.spec, holderIdentity: '', leaseDurationSeconds: 1 } };
      this.#note(await untilAborted(leases.update(free, { signal: limit.signal }), limit.signal));
    } catch (error) {
      logger.debug({ lease: name, error }, 'the lease could not be given back and will expire');
      this.#observed = undefined;
    } finally {
      timer.cancel();
    }
  }
}

/** What `promise` gives, or the signal's reason, whichever comes first: a request may hang whatever it is told. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** RFC 3339 with microseconds, the form that Kubernetes gives the times of leases. */
function microTimestamp(time: Date): string {
  return time.toISOString().replace(/\.(\d{3})Z$/, '.$1000Z');
}

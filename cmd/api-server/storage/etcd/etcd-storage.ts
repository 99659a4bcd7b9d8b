import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { EtcdChannel } from '#proto/etcd/etcd-channel.ts';
import { compactMethod, transactionMethod } from '#proto/etcd/etcd-method.ts';
import type { EtcdCredentials } from '#proto/etcd/etcd-session.ts';
import { checkTransaction } from '../check-transaction.ts';
import {
  CompactedError,
  ownKeyPrefix,
  type RangeRequest,
  type RangeResult,
  type Revision,
  type Storage,
  type StorageUsage,
  type Transaction,
  type TransactionResult,
  type WatchBatch,
  type WatchRequest,
} from '../storage.ts';
import { Etcd3Client } from './etcd3-client.ts';
import { EtcdWatch } from './etcd-watch.ts';
import { ExpiryLeases } from './expiry-leases.ts';
import { ProgressRequests } from './progress-requests.ts';
import { RangeReader } from './range-reader.ts';
import { isLeaseGone, storageFailureOf } from './storage-failure.ts';
import { transactionRequest, transactionResult } from './transaction-form.ts';
import { defaultStreamPatience, type StreamPatience } from './watch-stream.ts';

export interface EtcdStorageOptions {
  /** Members of one cluster, each `HOST:PORT`. */
  readonly endpoints: readonly string[];
  readonly credentials: EtcdCredentials;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** What etcd was started with as `--quota-backend-bytes`. etcd does not tell it. */
  readonly quotaBytes: number;
  /** How long one endpoint may take to become reachable. Default 3 s. */
  readonly connectTimeoutMilliseconds?: number;
  /** How long etcd may take to answer. Default 10 s, since etcd itself gives up after 7. */
  readonly callTimeoutMilliseconds?: number;
  readonly watchPatience?: StreamPatience;
}

/** A {@link Storage} in etcd 3.4 or newer. Nothing else may write below its keys; all keys of the cluster share its revisions. */
export class EtcdStorage implements Storage {
  readonly #options: EtcdStorageOptions;
  readonly #channel: EtcdChannel;
  readonly #etcd3: Etcd3Client;
  readonly #ranges: RangeReader;
  readonly #leases: ExpiryLeases;
  readonly #progress: ProgressRequests;
  readonly #watches = new Set<EtcdWatch>();
  readonly #closing = new AbortController();

  constructor(options: EtcdStorageOptions) {
    const { connectTimeoutMilliseconds = 3_000, callTimeoutMilliseconds = 10_000, clock, logger } = options;
    this.#options = options;
    this.#channel = new EtcdChannel({ ...options, connectTimeoutMilliseconds, callTimeoutMilliseconds });
    this.#etcd3 = new Etcd3Client({ ...options, callTimeoutMilliseconds });
    this.#ranges = new RangeReader(this.#channel);
    this.#leases = new ExpiryLeases({ grant: (seconds) => this.#etcd3.grantLease(seconds), clock });
    this.#progress = new ProgressRequests({
      watches: this.#watches,
      currentRevision: () => this.currentRevision(),
      writeFence: () => this.#writeFence(),
      clock,
      logger,
    });
  }

  range(request: RangeRequest): Promise<RangeResult> {
    return this.#ranges.read(request);
  }

  async transact(transaction: Transaction): Promise<TransactionResult> {
    checkTransaction(transaction);
    try {
      return await this.#commit(transaction);
    } catch (error) {
      if (!isLeaseGone(error)) throw storageFailureOf(error);
    }
    // etcd refused it before it did anything: somebody has revoked a lease, or the store was put back to a time before it.
    this.#leases.forgetAll();
    return this.#commit(transaction).catch((error: unknown) => {
      throw storageFailureOf(error);
    });
  }

  currentRevision(): Promise<Revision> {
    return this.#ranges.currentRevision();
  }

  async *watch(request: WatchRequest): AsyncGenerator<WatchBatch, void, undefined> {
    const { clock, random, logger, watchPatience: patience = defaultStreamPatience } = this.#options;
    const signal = AbortSignal.any([request.signal, this.#closing.signal]);
    const currentRevision = (): Promise<Revision> => this.currentRevision();
    const watch = new EtcdWatch({ ...request, signal, channel: this.#channel, currentRevision, clock, random, logger, patience });
    this.#watches.add(watch);
    try {
      yield* watch.batches();
    } finally {
      this.#watches.delete(watch);
    }
  }

  requestProgress(): void {
    this.#progress.request();
  }

  async compact(revision: Revision): Promise<void> {
    try {
      await this.#channel.call(compactMethod, { revision });
    } catch (error) {
      const failure = storageFailureOf(error, revision);
      if (!(failure instanceof CompactedError)) throw failure;
    }
  }

  async usage(): Promise<StorageUsage> {
    const [{ usedBytes, freeBytes }, alarms] = await Promise.all([this.#etcd3.space(), this.#etcd3.alarms()]);
    return { usedBytes, reclaimableBytes: freeBytes, quotaBytes: this.#options.quotaBytes, alarms };
  }

  /** Gives free space back to the file system. etcd answers nothing meanwhile, for a second or so per GiB in use. */
  defragment(): Promise<void> {
    return this.#etcd3.defragment();
  }

  /** Lets etcd take writes again after it was full and has been given room. */
  clearSpaceAlarm(): Promise<void> {
    return this.#etcd3.clearSpaceAlarm();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#channel.close();
    this.#etcd3.close();
  }

  async #commit(transaction: Transaction): Promise<TransactionResult> {
    const leases = await this.#leasesOf(transaction);
    const request = transactionRequest(transaction, (seconds) => leases.get(seconds) ?? 0);
    return transactionResult(await this.#channel.call(transactionMethod, request));
  }

  async #leasesOf({ operations }: Transaction): Promise<ReadonlyMap<number, number>> {
    const leases = new Map<number, number>();
    for (const operation of operations) {
      if (operation.kind !== 'Put' || operation.timeToLiveSeconds === undefined) continue;
      leases.set(operation.timeToLiveSeconds, await this.#leases.leaseFor(operation.timeToLiveSeconds));
    }
    return leases;
  }

  async #writeFence(): Promise<void> {
    await this.transact({ compare: [], operations: [{ kind: 'Put', key: fenceKey, value: Buffer.alloc(0) }] });
  }
}

const fenceKey = `${ownKeyPrefix}fence`;

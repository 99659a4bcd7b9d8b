import type { Clock } from '#apis/machinery/clock.ts';
import { checkTransaction } from '../check-transaction.ts';
import {
  CompactedError,
  FutureRevisionError,
  StorageFullError,
  StorageUnavailableError,
  type Operation,
  type RangeRequest,
  type RangeResult,
  type Revision,
  type Storage,
  type StorageEvent,
  type StorageUsage,
  type StoredItem,
  type Transaction,
  type TransactionResult,
  type WatchBatch,
  type WatchRequest,
} from '../storage.ts';
import { visibleRange } from '../visible-range.ts';
import { Expiry } from './expiry.ts';
import { bytesOf, KeyHistory } from './key-history.ts';
import { MemoryWatch } from './memory-watch.ts';
import { RevisionLog } from './revision-log.ts';

export interface MemoryStorageOptions {
  readonly clock: Clock;
  /** Writes are refused above so many bytes of keys and values, history included. Default: no limit. */
  readonly quotaBytes?: number;
  readonly interceptor?: MemoryStorageInterceptor;
}

/**
 * Faults for simulations. Each hook may wait, which delays the call, or throw, which fails it. Throw what the contract allows, as
 * {@link StorageUnavailableError}.
 */
export interface MemoryStorageInterceptor {
  beforeRange?(request: RangeRequest): Promise<void> | void;
  beforeTransact?(transaction: Transaction): Promise<void> | void;
  /** The transaction has happened; a failure here loses only its answer. */
  afterTransact?(transaction: Transaction, result: TransactionResult): Promise<void> | void;
  beforeCurrentRevision?(): Promise<void> | void;
  /** Called before each look at the log: while it waits, the watch lags behind. */
  beforeWatchBatch?(request: WatchRequest): Promise<void> | void;
}

/**
 * A {@link Storage} in this process's memory, gone with it. Same semantics as etcd's, to the revision numbers. Nothing in it depends on anything
 * but its calls, their order and the clock, so a simulation on it can be replayed.
 */
export class MemoryStorage implements Storage {
  readonly #interceptor: MemoryStorageInterceptor;
  readonly #quotaBytes: number;
  readonly #history = new KeyHistory();
  readonly #log = new RevisionLog(firstRevision);
  readonly #expiry: Expiry;
  readonly #watches = new Set<MemoryWatch>();
  readonly #closing = new AbortController();
  #revision: Revision = firstRevision;
  #compactRevision: Revision = 0;
  #usedBytes = 0;

  constructor({ clock, quotaBytes = 0, interceptor = {} }: MemoryStorageOptions) {
    this.#interceptor = interceptor;
    this.#quotaBytes = quotaBytes;
    this.#expiry = new Expiry({ clock, expire: (keys) => this.#write(keys.map((key) => ({ kind: 'Delete', key }))) });
  }

  async range(request: RangeRequest): Promise<RangeResult> {
    await this.#interceptor.beforeRange?.(request);
    this.#checkOpen();
    const revision = request.revision ?? this.#revision;
    if (revision < this.#compactRevision) throw new CompactedError(revision, this.#compactRevision);
    if (revision > this.#revision) throw new FutureRevisionError(revision);
    const { items, remainingCount } = this.#history.read({ ...visibleRange(request), limit: request.limit ?? Infinity, revision });
    return { items, revision, more: remainingCount > 0, remainingCount };
  }

  async transact(transaction: Transaction): Promise<TransactionResult> {
    checkTransaction(transaction);
    await this.#interceptor.beforeTransact?.(transaction);
    this.#checkOpen();
    const result = this.#commit(transaction);
    await this.#interceptor.afterTransact?.(transaction, result);
    return result;
  }

  async currentRevision(): Promise<Revision> {
    await this.#interceptor.beforeCurrentRevision?.();
    this.#checkOpen();
    return this.#revision;
  }

  async *watch(request: WatchRequest): AsyncGenerator<WatchBatch, void, undefined> {
    if (request.afterRevision > this.#revision) throw new FutureRevisionError(request.afterRevision);
    const watch = new MemoryWatch(visibleRange(request), request.afterRevision);
    const signal = AbortSignal.any([request.signal, this.#closing.signal]);
    const wake = (): void => watch.wake();
    signal.addEventListener('abort', wake, { once: true });
    this.#watches.add(watch);
    try {
      while (!signal.aborted) {
        await this.#interceptor.beforeWatchBatch?.(request);
        if (signal.aborted) return;
        if (watch.position < this.#compactRevision) throw new CompactedError(watch.position, this.#compactRevision);
        const batch = watch.next(this.#log, this.#revision);
        if (batch === undefined) await watch.woken();
        else yield batch;
      }
    } finally {
      this.#watches.delete(watch);
      signal.removeEventListener('abort', wake);
    }
  }

  requestProgress(): void {
    for (const watch of this.#watches) watch.askForProgress();
  }

  async compact(revision: Revision): Promise<void> {
    this.#checkOpen();
    if (revision > this.#revision) throw new FutureRevisionError(revision);
    if (revision <= this.#compactRevision) return;
    this.#compactRevision = revision;
    this.#log.compact(revision);
    this.#usedBytes -= this.#history.compact(revision);
  }

  async usage(): Promise<StorageUsage> {
    this.#checkOpen();
    return { usedBytes: this.#usedBytes, reclaimableBytes: 0, quotaBytes: this.#quotaBytes, alarms: this.#isFull ? ['NOSPACE'] : [] };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#expiry.close();
  }

  get #isFull(): boolean {
    return this.#quotaBytes > 0 && this.#usedBytes >= this.#quotaBytes;
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new StorageUnavailableError('the storage is closed', { outcome: 'NotDone' });
  }

  #commit({ compare, operations }: Transaction): TransactionResult {
    const holds = compare.every(({ key, modRevision }) => (this.#history.newest(key)?.modRevision ?? 0) === modRevision);
    if (!holds) {
      const current = compare.map(({ key }) => this.#history.newest(key)).filter((item) => item !== undefined);
      return { succeeded: false, revision: this.#revision, current };
    }
    if (this.#isFull && operations.length > 0) throw new StorageFullError('the memory storage is above its quota');
    this.#write(operations);
    return { succeeded: true, revision: this.#revision };
  }

  #write(operations: readonly Operation[]): void {
    const revision = this.#revision + 1;
    const events: StorageEvent[] = [];
    for (const operation of operations) {
      const previous = this.#history.newest(operation.key);
      if (operation.kind === 'Put') events.push({ kind: 'Put', item: itemOf(operation, revision, previous) });
      else if (previous !== undefined) events.push({ kind: 'Delete', key: operation.key, modRevision: revision });
      this.#expiry.set(operation.key, operation.kind === 'Put' ? operation.timeToLiveSeconds : undefined);
    }
    if (events.length === 0) return;
    for (const event of events) this.#record(event, revision);
    this.#log.append(events);
    this.#revision = revision;
    for (const watch of this.#watches) watch.wake();
  }

  #record(event: StorageEvent, revision: Revision): void {
    if (event.kind === 'Delete') {
      this.#history.record(event.key, revision, undefined);
      return;
    }
    this.#history.record(event.item.key, revision, event.item);
    this.#usedBytes += bytesOf(event.item);
  }
}

/** An empty etcd is at revision 1. */
const firstRevision: Revision = 1;

function itemOf(
  { key, value }: { readonly key: string; readonly value: Buffer },
  revision: Revision,
  previous: StoredItem | undefined,
): StoredItem {
  return { key, value, createRevision: previous?.createRevision ?? revision, modRevision: revision };
}

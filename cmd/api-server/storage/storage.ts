/**
 * The narrow door to whatever keeps the objects: keys and bytes with one growing revision for the whole store, the
 * way etcd has it. Two implementations, `etcd/` and `memory/`, pass the suite in `test/conformance/storage`.
 * It knows nothing of kinds, JSON or HTTP.
 */

/** A point in the store's history. Every committed transaction that writes raises it by exactly one. */
export type Revision = number;

/** One key as it stood at some revision. */
export interface StoredItem {
  readonly key: string;
  readonly value: Buffer;
  readonly createRevision: Revision;
  /** Revision of the transaction that last wrote the key. */
  readonly modRevision: Revision;
}

export interface RangeRequest {
  /** First key, inclusive. */
  readonly start: string;
  /** End of the range, exclusive. {@link prefixEnd} makes it from a prefix. */
  readonly end: string;
  /** At most this many items; absent: all. Implementations read in pages themselves, whatever the size. */
  readonly limit?: number;
  /** Read as of this revision; absent: the newest (linearizable). Throws {@link CompactedError} if it is gone. */
  readonly revision?: Revision;
}

export interface RangeResult {
  /** In key order (byte order of the UTF-8 form). */
  readonly items: readonly StoredItem[];
  /** The revision of the snapshot that was read: all pages of one request are of one snapshot. */
  readonly revision: Revision;
  /** Whether `limit` cut it short. */
  readonly more: boolean;
  /** How many keys lie in the range after the last item returned. */
  readonly remainingCount: number;
}

/** Holds if the key's last write was exactly at `modRevision`; 0 means that the key does not exist. */
export interface Comparison {
  readonly key: string;
  readonly modRevision: Revision;
}

export type Operation =
  /** `timeToLiveSeconds`: the key goes by itself some time after that many seconds (used for Events). */
  | { readonly kind: 'Put'; readonly key: string; readonly value: Buffer; readonly timeToLiveSeconds?: number }
  | { readonly kind: 'Delete'; readonly key: string };

export interface Transaction {
  /** All must hold, else nothing is done. */
  readonly compare: readonly Comparison[];
  /** Done together at one revision. A key stands in at most one operation. */
  readonly operations: readonly Operation[];
}

export type TransactionResult =
  | { readonly succeeded: true; readonly revision: Revision }
  /** `current` are the compared keys as they are now (absent ones left out), read in the same transaction. */
  | { readonly succeeded: false; readonly revision: Revision; readonly current: readonly StoredItem[] };

/** One key's change. A deletion carries the value that was there before it. */
export type StorageEvent =
  | { readonly kind: 'Put'; readonly item: StoredItem; readonly previous: StoredItem | undefined }
  | { readonly kind: 'Delete'; readonly key: string; readonly modRevision: Revision; readonly previous: StoredItem | undefined };

/** Whole revisions only: all events of a revision come in one batch, so a watch may be resumed after any batch. */
export interface WatchBatch {
  readonly events: readonly StorageEvent[];
  /** Everything up to and including this revision has been delivered. A batch without events only moves this on. */
  readonly revision: Revision;
}

export interface WatchRequest {
  readonly start: string;
  readonly end: string;
  /** Changes after this revision, each once, in order. */
  readonly afterRevision: Revision;
  readonly signal: AbortSignal;
}

/** How full the store is. */
export interface StorageUsage {
  readonly usedBytes: number;
  /** 0 where there is no limit. */
  readonly quotaBytes: number;
  /** Words of the store itself, as `NOSPACE`; empty when all is well. */
  readonly alarms: readonly string[];
}

export interface Storage {
  /**
   * Reads a range of one snapshot.
   * Throws {@link CompactedError}, or {@link StorageUnavailableError} when the store does not answer in time.
   */
  range(request: RangeRequest): Promise<RangeResult>;

  /**
   * Compares and writes as one step. At most {@link maxTransactionOperations} comparisons and operations in all.
   * After {@link StorageUnavailableError} it is not known whether the transaction happened, unless `outcome` says so:
   * read before trying again. Implementations never repeat a transaction by themselves.
   */
  transact(transaction: Transaction): Promise<TransactionResult>;

  /** The newest revision, linearizable: everything acknowledged before the call is at or below it. */
  currentRevision(): Promise<Revision>;

  /**
   * Changes of a range. The iterator survives lost connections by itself (resuming after the last delivered batch)
   * and ends in {@link CompactedError} if what it would have to deliver next is gone. It ends quietly on abort.
   */
  watch(request: WatchRequest): AsyncIterable<WatchBatch>;

  /**
   * Asks for a batch (possibly without events) that brings every open watch to the newest revision soon.
   * Cheap to call often.
   */
  requestProgress(): void;

  /** Forgets history before `revision`; reads and watches of older revisions then get {@link CompactedError}. */
  compact(revision: Revision): Promise<void>;

  usage(): Promise<StorageUsage>;

  close(): Promise<void>;
}

/** etcd allows 128 operations in a transaction by default; comparisons are counted apart, up to the same number. */
export const maxTransactionOperations = 128;

/** The revision asked for is older than what is kept. `compactRevision` is the oldest one that can still be read, if known. */
export class CompactedError extends Error {
  override readonly name = 'CompactedError';
  readonly compactRevision: Revision | undefined;

  constructor(asked: Revision, compactRevision?: Revision) {
    super(`revision ${asked} is no longer kept${compactRevision === undefined ? '' : `; the oldest is ${compactRevision}`}`);
    this.compactRevision = compactRevision;
  }
}

/** The store did not answer. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError';
  /** `NotDone` when the request certainly had no effect, else `Unknown`. */
  readonly outcome: 'NotDone' | 'Unknown';

  constructor(message: string, options: ErrorOptions & { readonly outcome: 'NotDone' | 'Unknown' }) {
    super(message, options);
    this.outcome = options.outcome;
  }
}

/** The store is full and takes no writes. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** The end of the range that holds every key starting with `prefix`. */
export function prefixEnd(prefix: string): string {
  const last = prefix.charCodeAt(prefix.length - 1);
  return prefix.slice(0, -1) + String.fromCharCode(last + 1);
}

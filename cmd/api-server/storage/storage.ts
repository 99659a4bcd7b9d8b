/**
 * The narrow door to whatever keeps the objects: keys and bytes with one growing revision for the whole store, the
 * way etcd has it. Two implementations, `etcd/` and `memory/`, pass the suite in `test/conformance/storage`.
 * It knows nothing of kinds, JSON or HTTP.
 *
 * Buffers that go in or come out are changed by nobody afterwards. What comes out may be a view of a larger buffer: copy the few bytes that are
 * kept for long when their neighbours are not.
 */

/** All keys begin so and go on with a letter or a digit. One watch of this prefix sees every revision of the store. */
export const keyPrefix = '/tycho/';

/** Keys of this folder's own. Ranges and watches pass over them; only their revisions are noticed. */
export const ownKeyPrefix = '/tycho/.store/';

/**
 * A point in the store's history. Every committed transaction that writes raises it by exactly one; a transaction that only deletes keys that
 * are not there writes nothing. Keys whose time to live is over go at a revision of their own, which several of them may share.
 */
export type Revision = number;

/** One key as it stood at some revision. */
export interface StoredItem {
  readonly key: string;
  readonly value: Buffer;
  readonly createRevision: Revision;
  /** Revision of the transaction that last wrote the key. */
  readonly modRevision: Revision;
  /** Why `value` is not what was once put there. Absent: it is. */
  readonly fault?: string;
}

export interface RangeRequest {
  /** First key, inclusive. */
  readonly start: string;
  /** End of the range, exclusive, after `start`. {@link prefixEnd} makes it from a prefix, {@link keyEnd} from a single key. */
  readonly end: string;
  /** At most this many items, at least 1; absent: all. Implementations read in pages themselves, whatever the size. */
  readonly limit?: number;
  /** Read as of this revision; absent: the newest (linearizable). */
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
  /** Done together at one revision. A key stands in at most one operation. Deleting a key that is not there does nothing. */
  readonly operations: readonly Operation[];
}

export type TransactionResult =
  /** `revision` is that of the writes; the newest one if there were none. */
  | { readonly succeeded: true; readonly revision: Revision }
  /** `current` are the compared keys as they are now (absent ones left out), read in the same transaction. */
  | { readonly succeeded: false; readonly revision: Revision; readonly current: readonly StoredItem[] };

/** One key's change. A deletion carries the value that was there before it. */
export type StorageEvent =
  | { readonly kind: 'Put'; readonly item: StoredItem }
  | { readonly kind: 'Delete'; readonly key: string; readonly modRevision: Revision };

/** Whole revisions only: all events of a revision come in one batch, so a watch may be resumed after any batch. */
export interface WatchBatch {
  readonly events: readonly StorageEvent[];
  /** Everything up to and including this revision has been delivered. A batch without events says only that. Never lower than in the batch before. */
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
  /** What counts against the quota, history and free pages included. */
  readonly usedBytes: number;
  /** The part of `usedBytes` that holds nothing and that the store could give back. */
  readonly reclaimableBytes: number;
  /** 0 where there is no limit. */
  readonly quotaBytes: number;
  /** Words of the store itself, as `NOSPACE`; empty when all is well. */
  readonly alarms: readonly string[];
}

export interface Storage {
  /**
   * Reads a range of one snapshot. Throws {@link CompactedError} or {@link FutureRevisionError} if `revision` is too old or not yet there, and
   * {@link StorageUnavailableError} when the store does not answer in time.
   */
  range(request: RangeRequest): Promise<RangeResult>;

  /**
   * Compares and writes as one step. At most {@link maxTransactionOperations} operations and as many comparisons, at most
   * {@link maxTransactionBytes} of keys and values.
   * After {@link StorageUnavailableError} it is not known whether the transaction happened, unless `outcome` says so:
   * read before trying again. Implementations never repeat a transaction that may have happened.
   * Throws {@link StorageFullError} and {@link TransactionTooLargeError}; then nothing was done.
   */
  transact(transaction: Transaction): Promise<TransactionResult>;

  /** The newest revision, linearizable: everything acknowledged before the call is at or below it. */
  currentRevision(): Promise<Revision>;

  /**
   * Changes of a range. The iterator survives lost connections by itself (resuming after the last delivered batch)
   * and ends in {@link CompactedError} if what it would have to deliver next is gone: when `afterRevision` is below the revision of the last
   * compaction, or when a reader is so slow that a compaction overtakes it. It ends in {@link FutureRevisionError} if the store has not come as
   * far as `afterRevision`: it was put back to an earlier state, and everything known of it is void.
   * It ends quietly on abort and when the storage is closed.
   */
  watch(request: WatchRequest): AsyncIterable<WatchBatch>;

  /**
   * Asks for a batch (possibly without events) that brings every open watch to the newest revision soon.
   * Cheap to call often.
   */
  requestProgress(): void;

  /**
   * Forgets history before `revision`; reads of older revisions and watches after older revisions then get {@link CompactedError}. Harmless if
   * that much was forgotten before. Throws {@link FutureRevisionError}.
   */
  compact(revision: Revision): Promise<void>;

  usage(): Promise<StorageUsage>;

  /** Whether the value under `key` would lie there in another form if it were written anew. Absent: never. */
  isStale?(key: string): Promise<boolean>;

  /** Ends all watches. Later calls throw {@link StorageUnavailableError}. */
  close(): Promise<void>;
}

/** etcd allows 128 operations in a transaction by default; comparisons are counted apart, up to the same number. */
export const maxTransactionOperations = 128;

/** etcd takes requests of 1.5 MiB by default; the rest is for what surrounds the keys and values. */
export const maxTransactionBytes = 1_500_000;

/** The revision asked for is older than what is kept. `compactRevision` is the oldest one that can still be read, if known. */
export class CompactedError extends Error {
  override readonly name = 'CompactedError';
  readonly asked: Revision;
  readonly compactRevision: Revision | undefined;

  constructor(asked: Revision, compactRevision?: Revision) {
    super(`revision ${asked} is no longer kept${compactRevision === undefined ? '' : `; the oldest is ${compactRevision}`}`);
    this.asked = asked;
    this.compactRevision = compactRevision;
  }
}

/** The store has not come as far as the revision asked for: it was never handed out, or the store was put back to an earlier state. */
export class FutureRevisionError extends Error {
  override readonly name = 'FutureRevisionError';
  readonly asked: Revision;

  constructor(asked: Revision) {
    super(`revision ${asked} does not exist yet`);
    this.asked = asked;
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

/** The store is full and takes no writes, deletions included: give it room by a compaction, or a larger quota. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** The transaction is above {@link maxTransactionBytes}. Nothing was done. */
export class TransactionTooLargeError extends Error {
  override readonly name = 'TransactionTooLargeError';
}

/** The end of the range that holds every key starting with `prefix`. */
export function prefixEnd(prefix: string): string {
  const characters = Array.from(prefix);
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const next = last.codePointAt(0)! + 1;
    // U+D800 to U+DFFF are halves of surrogate pairs, not characters; after U+10FFFF there is none, so the one before it moves on.
    if (next <= 0x10_ff_ff) return characters.join('') + String.fromCodePoint(next === 0xd8_00 ? 0xe0_00 : next);
  }
  throw new RangeError('an empty prefix has no end: every key would start with it');
}

/** The end of the range that holds `key` alone. */
export function keyEnd(key: string): string {
  return `${key}\0`;
}

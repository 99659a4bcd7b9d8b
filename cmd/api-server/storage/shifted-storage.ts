import { readIncarnation, type Incarnation } from './incarnation.ts';
import {
  CompactedError,
  FutureRevisionError,
  StorageUnavailableError,
  type Comparison,
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
} from './storage.ts';

/**
 * A store whose revisions go on above those of the lives before it: each is shifted by what the store itself says (`incarnation.ts`), which is read once,
 * at the first call. Whoever asks for a revision of an earlier life is told that it is no longer kept, and so looks at everything anew.
 */
export class ShiftedStorage implements Storage {
  readonly #storage: Storage;
  #reading: Promise<Incarnation> | undefined;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async range({ revision, ...request }: RangeRequest): Promise<RangeResult> {
    const offset = await this.#offset();
    const lowered = revision === undefined ? request : { ...request, revision: below(offset, revision) };
    const result = await shifting(offset, () => this.#storage.range(lowered));
    if (offset === 0) return result;
    return { ...result, items: result.items.map((item) => raisedItem(offset, item)), revision: result.revision + offset };
  }

  async transact({ compare, operations }: Transaction): Promise<TransactionResult> {
    const offset = await this.#offset();
    const result = await this.#storage.transact({ compare: compare.map((each) => loweredComparison(offset, each)), operations });
    const revision = result.revision + offset;
    if (result.succeeded) return { ...result, revision };
    return { ...result, revision, current: result.current.map((item) => raisedItem(offset, item)) };
  }

  async currentRevision(): Promise<Revision> {
    const offset = await this.#offset();
    return (await this.#storage.currentRevision()) + offset;
  }

  async *watch({ afterRevision, ...request }: WatchRequest): AsyncGenerator<WatchBatch, void, undefined> {
    const offset = await this.#offset();
    const lowered = { ...request, afterRevision: below(offset, afterRevision) };
    try {
      for await (const { events, revision } of this.#storage.watch(lowered)) {
        yield { events: offset === 0 ? events : events.map((event) => raisedEvent(offset, event)), revision: revision + offset };
      }
    } catch (error) {
      throw raisedError(offset, error);
    }
  }

  requestProgress(): void {
    this.#storage.requestProgress();
  }

  async compact(revision: Revision): Promise<void> {
    const offset = await this.#offset();
    // All of an earlier life is forgotten already.
    if (revision > offset) await shifting(offset, () => this.#storage.compact(revision - offset));
  }

  usage(): Promise<StorageUsage> {
    return this.#storage.usage();
  }

  close(): Promise<void> {
    return this.#storage.close();
  }

  /** Which life of the control plane the store belongs to. Throws {@link StorageUnavailableError}, also for a store that was not restored to its end. */
  incarnation(): Promise<Incarnation> {
    this.#reading ??= this.#read().catch((error: unknown) => {
      this.#reading = undefined;
      throw error;
    });
    return this.#reading;
  }

  async #read(): Promise<Incarnation> {
    const incarnation = await readIncarnation(this.#storage);
    if (incarnation.isIncomplete !== true) return incarnation;
    const message = 'a restore into this store was begun and has not ended: run it again, it starts over';
    throw new StorageUnavailableError(message, { outcome: 'NotDone' });
  }

  async #offset(): Promise<Revision> {
    return (await this.incarnation()).revisionOffset;
  }
}

/** As the store has it. Throws {@link CompactedError} for a revision of an earlier life: nothing of that was ever in this store. */
function below(offset: Revision, revision: Revision): Revision {
  if (offset > 0 && revision <= offset) throw new CompactedError(revision, offset + 1);
  return revision - offset;
}

/** What was last written in an earlier life was written again by the restore, so such a comparison cannot hold. */
function loweredComparison(offset: Revision, { key, modRevision }: Comparison): Comparison {
  if (modRevision === 0 || offset === 0) return { key, modRevision };
  return { key, modRevision: modRevision > offset ? modRevision - offset : neverReached };
}

const neverReached: Revision = Number.MAX_SAFE_INTEGER;

function raisedItem(offset: Revision, item: StoredItem): StoredItem {
  return { ...item, createRevision: item.createRevision + offset, modRevision: item.modRevision + offset };
}

function raisedEvent(offset: Revision, event: StorageEvent): StorageEvent {
  return event.kind === 'Put' ? { ...event, item: raisedItem(offset, event.item) } : { ...event, modRevision: event.modRevision + offset };
}

async function shifting<Result>(offset: Revision, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw raisedError(offset, error);
  }
}

/** The same in the revisions that callers know. */
function raisedError(offset: Revision, error: unknown): unknown {
  if (offset === 0) return error;
  if (error instanceof CompactedError && error.asked <= offset)
    return new CompactedError(error.asked + offset, error.compactRevision === undefined ? undefined : error.compactRevision + offset);
  if (error instanceof FutureRevisionError && error.asked <= offset) return new FutureRevisionError(error.asked + offset);
  return error;
}

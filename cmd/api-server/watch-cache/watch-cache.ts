import type { Clock } from '#apis/machinery/clock.ts';
import { ServiceUnavailableError, TimeoutError } from '#apis/machinery/errors.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Storage, StorageEvent, StoredItem } from '../storage/storage.ts';
import { CompactedError, keyPrefix, prefixEnd } from '../storage/storage.ts';
import { CachedObject, RecentlyParsed } from './cached-object.ts';
import type { CacheEvent } from './event-window.ts';
import { KindCache } from './kind-cache.ts';
import { guardPrefix, kindPrefix, kindPrefixOfKey } from './object-location.ts';
import { OwnWrites } from './own-writes.ts';
import { RevisionWaiters } from './revision-waiters.ts';
import { SharedRevision } from './shared-revision.ts';
import { UnreadableValueError } from './stored-form.ts';

/** How much the cache may hold. */
export interface WatchCacheLimits {
  /** Changes kept for watches that begin in the past, for each kind. */
  readonly windowEvents: number;
  readonly windowBytes: number;
  /** Lists of the past kept for those who page through them, for each kind. */
  readonly snapshots: number;
  /** Objects held in parsed form beside their bytes, of all kinds. */
  readonly parsedObjects: number;
}

export const defaultWatchCacheLimits: WatchCacheLimits = {
  windowEvents: 20_000,
  windowBytes: 32 * 1024 * 1024,
  snapshots: 8,
  parsedObjects: 2048,
};

/** Is told of everything that happens, in order, one revision after the other. */
export interface CacheListener {
  changed(cache: KindCache, event: CacheEvent): void;
  /** Everything up to `revision` has been told. */
  caughtUp(revision: number): void;
  /** The cache started over: what happened in between is not known. */
  restarted(): void;
}

export interface WatchCacheOptions {
  readonly storage: Storage;
  readonly catalog: readonly KindDefinition[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: WatchCacheLimits;
}

/**
 * All objects in memory, kept so by one watch over the whole storage: at any moment the exact state of the store at {@link revision}, all kinds and
 * guards together. Reads are served from here; writes go to the storage and come back through the watch.
 */
export class WatchCache {
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #byPrefix = new Map<string, KindCache>();
  readonly #guardRevisions = new Map<string, number>();
  readonly #recent: RecentlyParsed;
  readonly #ownWrites = new OwnWrites(maximumOwnWrites);
  readonly #shared: SharedRevision;
  readonly #waiters: RevisionWaiters;
  readonly #stop = new AbortController();
  readonly #listeners: CacheListener[] = [];
  readonly #firstLoad = Promise.withResolvers<void>();
  #isReady = false;
  #revision = 0;
  #unreadableCount = 0;
  #restartCount = 0;

  constructor(options: WatchCacheOptions) {
    this.#storage = options.storage;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#recent = new RecentlyParsed(options.limits.parsedObjects);
    this.#shared = new SharedRevision(options.storage);
    this.#waiters = new RevisionWaiters({ clock: options.clock, askForProgress: () => this.#storage.requestProgress() });
    const { windowEvents: maximumEvents, windowBytes: maximumBytes, snapshots: maximumSnapshots } = options.limits;
    for (const kind of options.catalog) {
      this.#byPrefix.set(kindPrefix(kind), new KindCache(kind, { maximumEvents, maximumBytes, maximumSnapshots }));
    }
  }

  /** The state is that of this revision; 0 before the first load. */
  get revision(): number {
    return this.#revision;
  }

  /** Whether the first load is done. */
  get isReady(): boolean {
    return this.#isReady;
  }

  get kinds(): Iterable<KindCache> {
    return this.#byPrefix.values();
  }

  /** Values that could not be read, restarts after a gap, requests that wait, linearizable reads: for metrics. */
  get counters(): { readonly unreadable: number; readonly restarts: number; readonly waiting: number; readonly revisionReads: number } {
    return {
      unreadable: this.#unreadableCount,
      restarts: this.#restartCount,
      waiting: this.#waiters.count,
      revisionReads: this.#shared.readCount,
    };
  }

  of(kind: KindDefinition): KindCache {
    const cache = this.#byPrefix.get(kindPrefix(kind));
    if (cache === undefined) throw new Error(`no cache for ${groupResourceOf(kind)}: it is not in the catalog`);
    return cache;
  }

  /** Revision of the last write to a guard's key; 0 if it was never written. */
  guardRevision(key: string): number {
    return this.#guardRevisions.get(key) ?? 0;
  }

  guardKeys(): Iterable<string> {
    return this.#guardRevisions.keys();
  }

  listen(listener: CacheListener): void {
    this.#listeners.push(listener);
  }

  /** Loads and follows the storage until {@link close}. Resolves when the first load is there, or on close. */
  async start(): Promise<void> {
    void this.#run();
    await this.#firstLoad.promise;
  }

  close(): void {
    this.#stop.abort();
    this.#firstLoad.resolve();
    this.#waiters.giveUp();
  }

  /** Whether the cache has reached `revision`, waiting for it a little. */
  async waitFor(revision: number, timeoutMilliseconds: number, signal?: AbortSignal): Promise<boolean> {
    return (this.#isReady && this.#revision >= revision) || this.#waiters.wait(revision, timeoutMilliseconds, signal);
  }

  /** Moves the revision on although nothing changes here. Cheap. */
  askForProgress(): void {
    this.#storage.requestProgress();
  }

  /**
   * Returns when the cache holds all that was acknowledged before the call. Throws {@link ServiceUnavailableError} when the storage does not
   * answer, {@link TimeoutError} when the watch lags behind.
   */
  async beFresh(): Promise<void> {
    const revision = await this.#shared.newest();
    if (await this.waitFor(revision, freshnessTimeoutMilliseconds)) return;
    const details = { retryAfterSeconds: 1 };
    if (!this.#isReady) throw new ServiceUnavailableError('the cache is being loaded from the store', { details });
    throw new TimeoutError(`the cache is at revision ${this.#revision} and did not reach ${revision} in time`, { details });
  }

  /** The newest version that this process knows of, which may be ahead of the rest of the cache. Decide on it only under a comparison. */
  latest(cache: KindCache, storageKey: string): CachedObject | undefined {
    const cached = cache.get(storageKey);
    const own = this.#ownWrites.get(storageKey);
    return own !== undefined && own.revision > Math.max(this.#revision, cached?.revision ?? 0) ? own.object : cached;
  }

  /** Tells the cache what this process has just written, ahead of the watch. */
  wrote(storageKey: string, revision: number, object: CachedObject | undefined): void {
    if (revision > this.#revision) this.#ownWrites.add(storageKey, { revision, object });
  }

  /** An object outside the cache, as the storage has it. Throws {@link UnreadableValueError}. */
  read(cache: KindCache, item: StoredItem): CachedObject {
    if (item.fault !== undefined) throw new UnreadableValueError(item.fault);
    const bytes = cache.form.serve(item.value, item.modRevision);
    return new CachedObject({ storageKey: item.key, bytes, revision: item.modRevision, recent: this.#recent });
  }

  /** An object of which the parsed form is at hand. */
  built(options: {
    readonly storageKey: string;
    readonly bytes: Buffer;
    readonly revision: number;
    readonly parsed: ReturnType<CachedObject['object']>;
  }): CachedObject {
    return new CachedObject({ ...options, recent: this.#recent });
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    let delayMilliseconds = firstRetryMilliseconds;
    while (!signal.aborted) {
      try {
        await this.#load(signal);
        delayMilliseconds = firstRetryMilliseconds;
        await this.#follow(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#logger.warn({ error, revision: this.#revision }, 'watch cache starts over');
        // After a compaction there is nothing to wait for: the store is there.
        if (!(error instanceof CompactedError)) await this.#clock.sleep(delayMilliseconds, { signal }).catch(() => undefined);
        delayMilliseconds = Math.min(delayMilliseconds * 2, longestRetryMilliseconds);
      }
    }
  }

  /** Reads one snapshot of everything, in pages, and puts it in the place of what was there. */
  async #load(signal: AbortSignal): Promise<void> {
    const loaded = new Map<string, CachedObject[]>();
    const guards = new Map<string, number>();
    let start = keyPrefix;
    let revision: number | undefined;
    for (;;) {
      const page = await this.#storage.range({
        start,
        end: prefixEnd(keyPrefix),
        limit: pageSize,
        ...(revision === undefined ? {} : { revision }),
      });
      if (signal.aborted) return;
      revision ??= page.revision;
      for (const item of page.items) this.#sort(item, loaded, guards);
      const last = page.items.at(-1);
      if (!page.more || last === undefined) break;
      start = `${last.key}\0`;
    }
    this.#replaceAll(loaded, guards, revision);
  }

  #sort(item: StoredItem, loaded: Map<string, CachedObject[]>, guards: Map<string, number>): void {
    if (item.key.startsWith(guardPrefix)) {
      guards.set(item.key, item.modRevision);
      return;
    }
    const prefix = kindPrefixOfKey(item.key);
    const cache = this.#byPrefix.get(prefix);
    const object = cache === undefined ? undefined : this.readOrReport(cache, item);
    if (object === undefined) return;
    const objects = loaded.get(prefix);
    if (objects === undefined) loaded.set(prefix, [object]);
    else objects.push(object);
  }

  #replaceAll(loaded: ReadonlyMap<string, readonly CachedObject[]>, guards: ReadonlyMap<string, number>, revision: number): void {
    const isFirst = !this.#isReady;
    this.#isReady = true;
    this.#firstLoad.resolve();
    for (const [prefix, cache] of this.#byPrefix) cache.replaceAll(loaded.get(prefix) ?? [], revision);
    this.#guardRevisions.clear();
    for (const [key, guardRevision] of guards) this.#guardRevisions.set(key, guardRevision);
    this.#ownWrites.clear();
    this.#revision = revision;
    if (!isFirst) {
      this.#restartCount += 1;
      for (const listener of this.#listeners) listener.restarted();
    }
    this.#waiters.reached(this.#revision);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const batches = this.#storage.watch({ start: keyPrefix, end: prefixEnd(keyPrefix), afterRevision: this.#revision, signal });
    for await (const batch of batches) {
      for (const event of batch.events) this.#apply(event);
      if (batch.revision <= this.#revision && batch.events.length === 0) continue;
      this.#revision = batch.revision;
      for (const listener of this.#listeners) listener.caughtUp(batch.revision);
      this.#waiters.reached(batch.revision);
    }
    if (!signal.aborted) throw new Error('the storage ended the watch');
  }

  #apply(event: StorageEvent): void {
    const { key } = event.kind === 'Put' ? event.item : event;
    const revision = event.kind === 'Put' ? event.item.modRevision : event.modRevision;
    if (key.startsWith(guardPrefix)) {
      if (event.kind === 'Put') this.#guardRevisions.set(key, revision);
      else this.#guardRevisions.delete(key);
      return;
    }
    const own = this.#ownWrites.seen(key, revision);
    const cache = this.#byPrefix.get(kindPrefixOfKey(key));
    if (cache === undefined) return;
    const change = event.kind === 'Delete' ? cache.delete(key, revision) : this.#put(cache, event.item, own);
    if (change !== undefined) for (const listener of this.#listeners) listener.changed(cache, change);
  }

  #put(cache: KindCache, item: StoredItem, own: CachedObject | undefined): CacheEvent | undefined {
    const object = own ?? this.readOrReport(cache, item);
    return object === undefined ? undefined : cache.put(object);
  }

  /** A value that cannot be read must not take the others with it: what was there before stays, and somebody is told. */
  readOrReport(cache: KindCache, item: StoredItem): CachedObject | undefined {
    try {
      return this.read(cache, item);
    } catch (error) {
      if (!(error instanceof UnreadableValueError)) throw error;
      this.#unreadableCount += 1;
      this.#logger.error({ error, key: item.key, revision: item.modRevision }, 'stored object is unreadable');
      return undefined;
    }
  }
}

const pageSize = 500;
const maximumOwnWrites = 8192;
const firstRetryMilliseconds = 100;
const longestRetryMilliseconds = 5_000;
const freshnessTimeoutMilliseconds = 3_000;

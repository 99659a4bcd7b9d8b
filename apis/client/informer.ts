import type { Clock } from '../machinery/clock.ts';
import { TimeoutError } from '../machinery/errors.ts';
import type { Logger } from '../machinery/logger.ts';
import { formatKey, keyOf, type ApiObject, type ObjectKey } from '../machinery/object-meta.ts';
import { without } from '../machinery/plain-value.ts';
import type { Random } from '../machinery/random.ts';
import type { IndexValues, Lister, ObjectIndex } from './lister.ts';
import { ObjectCache, type ObjectChange } from './object-cache.ts';
import { Reflector, type ReflectorSink } from './reflector.ts';
import type { ResourceClient, Selection } from './resource-client.ts';
import type { WatchEvent } from './watch-event.ts';

export interface InformerOptions<Object extends ApiObject> {
  readonly client: Pick<ResourceClient<Object>, 'list' | 'watch'>;
  readonly selection?: Selection;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly stallLimitSeconds?: number;
  readonly pageSize?: number;
  /** Makes of each object what is to be kept in memory of it. Default: all but who owns which field. */
  readonly reduce?: (object: Object) => Object;
}

/** Told of each change after it is in the cache. Must not throw and must be quick: it puts keys into queues. */
export type ChangeHandler<Object extends ApiObject> = (change: ObjectChange<Object>) => void;

/**
 * A copy of one kind's objects that follows the api-server, for many readers in one process. It may lag behind; whoever
 * writes on its word states the resourceVersion that was read. Lost connections and relists lose nothing: handlers hear
 * of each object that differs from what they were last told, deletions included, though of several changes in a row
 * perhaps only the last.
 */
export class Informer<Object extends ApiObject> implements Lister<Object> {
  readonly #cache = new ObjectCache<Object>();
  readonly #options: InformerOptions<Object>;
  readonly #handlers = new Set<ChangeHandler<Object>>();
  readonly #waiters = new Set<Waiter>();
  #resourceVersion: number | undefined;

  constructor(options: InformerOptions<Object>) {
    this.#options = options;
  }

  get(key: ObjectKey): Object | undefined {
    return this.#cache.get(key);
  }

  list(): Iterable<Object> {
    return this.#cache.list();
  }

  get size(): number {
    return this.#cache.size;
  }

  /** The index of that name; made at the first call. */
  index(name: string, valuesOf: IndexValues<Object>): ObjectIndex<Object> {
    return this.#cache.index(name, valuesOf);
  }

  /** Calls `handler` for every change from now on. Returns how to stop that. */
  onChange(handler: ChangeHandler<Object>): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  /** Everything of this kind up to this revision is in; 0 before the first list. What was absorbed may be newer. */
  get revision(): number {
    return this.#resourceVersion ?? 0;
  }

  /** Whether the first list is in. Until then the cache says nothing about what exists. */
  get hasSynced(): boolean {
    return this.#resourceVersion !== undefined;
  }

  /** Whether everything of this kind up to `resourceVersion` is in. */
  hasReached(resourceVersion: string): boolean {
    return this.#resourceVersion !== undefined && this.#resourceVersion >= Number(resourceVersion);
  }

  /** Resolves once the first list is in; rejects on abort. */
  synced(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return this.#wait(0, options);
  }

  /**
   * Resolves once everything of this kind up to `resourceVersion` is in. A kind in which nothing changes learns of newer
   * revisions by bookmarks only, about once a minute. Rejects with TimeoutError, or with the signal's reason.
   */
  waitForRevision(resourceVersion: string, options: { readonly timeoutSeconds: number; readonly signal?: AbortSignal }): Promise<void> {
    return this.#wait(Number(resourceVersion), options);
  }

  /**
   * Takes in an object as the api-server returned it from a write, so that readers need not wait for the watch to bring
   * it. What the watch has already passed is left alone: an answer that comes late brings nothing deleted back.
   */
  absorb(object: Object): void {
    if (this.#resourceVersion === undefined || revisionOf(object) <= this.#resourceVersion) return;
    this.#put(object);
  }

  /** Follows the api-server until `signal` is aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const sink: ReflectorSink<Object> = {
      replace: (objects, resourceVersion) => this.#replace(objects, resourceVersion),
      apply: (event) => this.#apply(event),
      advance: (resourceVersion) => this.#advance(resourceVersion),
    };
    await new Reflector({ ...this.#options, sink }).run(signal);
  }

  #replace(objects: readonly Object[], resourceVersion: string): void {
    const present = new Set<string>();
    for (const object of objects) {
      present.add(formatKey(keyOf(object)));
      this.#put(object);
    }
    const absent = [...this.#cache.list()].filter((object) => !present.has(formatKey(keyOf(object))));
    for (const object of absent) this.#remove(keyOf(object), Number(resourceVersion));
    this.#advance(resourceVersion);
  }

  #apply(event: WatchEvent<Object> & { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' }): void {
    if (event.type === 'DELETED') this.#remove(keyOf(event.object), revisionOf(event.object));
    else this.#put(event.object);
    this.#advance(event.object.metadata.resourceVersion);
  }

  /** What was absorbed may be newer than what the watch has come to. */
  #put(object: Object): void {
    const existing = this.#cache.get(keyOf(object));
    if (existing !== undefined && revisionOf(existing) >= revisionOf(object)) return;
    const { reduce = withoutManagedFields } = this.#options;
    this.#notify(this.#cache.put(reduce(object)));
  }

  #remove(key: ObjectKey, revision: number): void {
    const existing = this.#cache.get(key);
    if (existing === undefined || revisionOf(existing) > revision) return;
    this.#notify(this.#cache.remove(key));
  }

  #notify(change: ObjectChange<Object>): void {
    for (const handler of this.#handlers) {
      try {
        handler(change);
      } catch (error) {
        this.#options.logger.error({ error, key: formatKey(change.key) }, 'a change handler failed; the others are told all the same');
      }
    }
  }

  #advance(resourceVersion: string): void {
    const revision = Number(resourceVersion);
    this.#resourceVersion = revision;
    for (const waiter of this.#waiters) {
      if (waiter.revision <= revision) waiter.resolve();
    }
  }

  #wait(revision: number, { timeoutSeconds, signal }: { readonly timeoutSeconds?: number; readonly signal?: AbortSignal }): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      if (this.#resourceVersion !== undefined && this.#resourceVersion >= revision) {
        resolve();
        return;
      }
      const settle = (outcome: () => void): void => {
        this.#waiters.delete(waiter);
        timer?.cancel();
        signal?.removeEventListener('abort', onAbort);
        outcome();
      };
      const waiter: Waiter = { revision, resolve: () => settle(resolve) };
      const onAbort = (): void => settle(() => reject(signal?.reason as Error));
      const expire = (): void =>
        settle(() => reject(new TimeoutError(`the cache did not reach revision ${revision} in ${timeoutSeconds} s`)));
      const timer = timeoutSeconds === undefined ? undefined : this.#options.clock.setTimer(expire, timeoutSeconds * 1000);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiters.add(waiter);
    });
  }
}

interface Waiter {
  readonly revision: number;
  readonly resolve: () => void;
}

/** Loops do not ask who owns a field, and would keep as much again in memory. A write that leaves them out keeps them. */
function withoutManagedFields<Object extends ApiObject>(object: Object): Object {
  if (object.metadata.managedFields === undefined) return object;
  return { ...object, metadata: without(object.metadata, ['managedFields']) };
}

function revisionOf(object: ApiObject): number {
  return Number(object.metadata.resourceVersion);
}

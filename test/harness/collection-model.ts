import type { ListRequest, ObjectList, ResourceClient, WatchRequest } from '#apis/client/resource-client.ts';
import type { WatchEvent } from '#apis/client/watch-event.ts';
import { ExpiredError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';

/**
 * One kind's objects with their history, as seen through list and watch, for tests of what follows an api-server. It can
 * cut watches, forget history and fall silent. It knows nothing else of an api-server: no selectors, writes or rules.
 */
export class CollectionModel<Object extends ApiObject> {
  readonly #objects = new Map<string, Object>();
  #history: (WatchEvent<Object> & { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' })[] = [];
  readonly #watches = new Set<OpenWatch<Object>>();
  readonly #failures: Error[] = [];
  #revision = 10;
  #compactedRevision = 10;
  /** Requests so far, as `list` and `watch 12`. */
  readonly requests: string[] = [];
  /** Whether watches deliver what happens. */
  isSilent = false;

  get revision(): string {
    return String(this.#revision);
  }

  get watchCount(): number {
    return this.#watches.size;
  }

  /** Creates the object or replaces it, at the next revision. */
  put(object: Object): Object {
    this.#revision += 1;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: this.revision } };
    const key = formatKey(keyOf(object));
    const type = this.#objects.has(key) ? 'MODIFIED' : 'ADDED';
    this.#objects.set(key, stored);
    this.#happen({ type, object: stored });
    return stored;
  }

  remove(key: ObjectKey): void {
    const object = this.#objects.get(formatKey(key));
    if (object === undefined) throw new Error(`there is no ${formatKey(key)} to remove`);
    this.#objects.delete(formatKey(key));
    this.#revision += 1;
    this.#happen({ type: 'DELETED', object: { ...object, metadata: { ...object.metadata, resourceVersion: this.revision } } });
  }

  /** Something happens to another kind, and watches are told that they are up to date. */
  bookmark(): void {
    this.#revision += 1;
    if (this.isSilent) return;
    for (const watch of this.#watches) watch.push({ type: 'BOOKMARK', resourceVersion: this.revision, initialEventsEnd: false });
  }

  /** Ends all watches, as a lost connection does: what is under way is lost with it. */
  cutWatches(error?: Error): void {
    for (const watch of this.#watches) watch.end(error);
    this.#watches.clear();
  }

  /** Forgets the history: a watch that would need it is told that it is too old. */
  compact(): void {
    this.#compactedRevision = this.#revision;
    this.#history = [];
  }

  /** Makes the next request fail. */
  failNext(error: Error): void {
    this.#failures.push(error);
  }

  /** Reads of the objects, to give to what is tested. */
  client(): Pick<ResourceClient<Object>, 'list' | 'watch'> {
    return { list: (request) => this.#list(request), watch: (request) => this.#watch(request) };
  }

  #happen(event: WatchEvent<Object> & { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' }): void {
    this.#history.push(event);
    if (this.isSilent) return;
    for (const watch of this.#watches) watch.push(event);
  }

  async #list({ limit = Number.MAX_SAFE_INTEGER, continueToken = '0' }: ListRequest = {}): Promise<ObjectList<Object>> {
    this.requests.push('list');
    this.#throwIfToFail();
    const start = Number(continueToken);
    const all = [...this.#objects.values()];
    const end = start + limit;
    return {
      items: structuredClone(all.slice(start, end)),
      resourceVersion: this.revision,
      ...(end < all.length ? { continueToken: String(end) } : {}),
    };
  }

  async *#watch({ resourceVersion = '0', signal }: WatchRequest = {}): AsyncGenerator<WatchEvent<Object>, void, undefined> {
    this.requests.push(`watch ${resourceVersion}`);
    this.#throwIfToFail();
    const after = Number(resourceVersion);
    if (after < this.#compactedRevision) {
      yield { type: 'ERROR', error: new ExpiredError('too old') };
      return;
    }
    const watch = new OpenWatch<Object>();
    for (const event of this.#history) {
      if (Number(event.object.metadata.resourceVersion) > after) watch.push(event);
    }
    const end = (): void => watch.end();
    signal?.addEventListener('abort', end, { once: true });
    this.#watches.add(watch);
    try {
      yield* watch.events();
    } finally {
      this.#watches.delete(watch);
      signal?.removeEventListener('abort', end);
    }
  }

  #throwIfToFail(): void {
    const failure = this.#failures.shift();
    if (failure !== undefined) throw failure;
  }
}

class OpenWatch<Object extends ApiObject> {
  readonly #waiting: WatchEvent<Object>[] = [];
  #wake: () => void = () => {};
  #ended: { readonly error: Error | undefined } | undefined;

  push(event: WatchEvent<Object>): void {
    this.#waiting.push(structuredClone(event));
    this.#wake();
  }

  end(error?: Error): void {
    this.#ended ??= { error };
    this.#waiting.length = 0;
    this.#wake();
  }

  async *events(): AsyncGenerator<WatchEvent<Object>, void, undefined> {
    for (;;) {
      for (let event = this.#waiting.shift(); event !== undefined; event = this.#waiting.shift()) yield event;
      if (this.#ended?.error !== undefined) throw this.#ended.error;
      if (this.#ended !== undefined) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { namespaceFinalizer, type Namespace } from '#apis/kubernetes/core.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { keyOf, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';

export interface NamespaceContentsOptions {
  readonly namespaces: Informer<Namespace>;
  readonly namespaceClient: ResourceClient<Namespace>;
  /** Every namespaced kind, in the order in which they are emptied: what makes others comes first. */
  readonly kinds: readonly { readonly kind: KindDefinition; readonly client: ResourceClient<ApiObject> }[];
  readonly events: EventSink;
  readonly logger: Logger;
}

/** How soon to look again while something is left. Finalizers of others have to do their work. */
const lookAgainSeconds = 2;
const refusedAgainSeconds = 30;
const pageSize = 500;

/**
 * Empties a Namespace that is being deleted, and lets it go when the api-server shows nothing in it. It reads no cache:
 * what a cache does not show may be there.
 */
export class NamespaceContents implements Reconciler {
  readonly #options: NamespaceContentsOptions;
  /** What was left at the last look, so that what does not change is told. One entry for each namespace that is going. */
  readonly #lastLeft = new Map<string, string>();

  constructor(options: NamespaceContentsOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const namespace = this.#options.namespaces.get(key);
    if (namespace?.metadata.deletionTimestamp === undefined || namespace.metadata.finalizers?.includes(namespaceFinalizer) !== true) {
      this.#lastLeft.delete(key.name);
      return {};
    }
    // Since the deletion the api-server lets nothing new in, so nothing can hide from the next look.
    const left = await this.#deleteContents(key.name);
    if (left.size > 0) {
      this.#note(namespace, left);
      return { requeueAfterSeconds: lookAgainSeconds };
    }
    return await this.#release(namespace);
  }

  /** Deletes whatever is there. Returns how much there was, by kind. */
  async #deleteContents(namespace: string): Promise<ReadonlyMap<string, number>> {
    const left = new Map<string, number>();
    for (const { kind, client } of this.#options.kinds) {
      const count = await this.#deleteAll(client, namespace);
      if (count > 0) left.set(groupResourceOf(kind), count);
    }
    return left;
  }

  async #deleteAll(client: ResourceClient<ApiObject>, namespace: string): Promise<number> {
    let count = 0;
    let continueToken: string | undefined;
    do {
      const page = await client.list({ namespace, limit: pageSize, ...(continueToken === undefined ? {} : { continueToken }) });
      for (const object of page.items) {
        // A deletion that could still be taken back ends with its namespace.
        const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = object.metadata;
        if (deletionTimestamp === undefined || deletionGracePeriodSeconds > 0) await this.#delete(client, object);
      }
      count += page.items.length;
      continueToken = page.continueToken;
    } while (continueToken !== undefined);
    return count;
  }

  async #delete(client: ResourceClient<ApiObject>, object: ApiObject): Promise<void> {
    try {
      await client.delete(keyOf(object), { uid: object.metadata.uid, propagationPolicy: 'Background', gracePeriodSeconds: 0 });
    } catch (error) {
      // What is protected stays, and the namespace with it, until somebody takes the protection away; what others depend on goes after them.
      if (!(error instanceof NotFoundError || error instanceof ForbiddenError || error instanceof ConflictError)) throw error;
    }
  }

  /** Logs what is left when that changes, and tells people when it does not. */
  #note(namespace: Namespace, left: ReadonlyMap<string, number>): void {
    const { events, logger } = this.#options;
    const { name } = namespace.metadata;
    const words = [...left].map(([resource, count]) => `${count} ${resource}`).join(', ');
    if (this.#lastLeft.get(name) === words) {
      events.record(namespace, {
        type: 'Normal',
        reason: 'ContentsRemain',
        message: `Waits for these to go, some of which may be held by finalizers: ${words}`,
      });
      return;
    }
    this.#lastLeft.set(name, words);
    logger.info({ namespace: name, left: words }, 'namespace waits for its contents to go');
  }

  async #release(namespace: Namespace): Promise<Result> {
    const { namespaceClient, events, logger } = this.#options;
    const finalizers = namespace.metadata.finalizers?.filter((finalizer) => finalizer !== namespaceFinalizer) ?? [];
    const { resourceVersion } = namespace.metadata;
    try {
      await namespaceClient.patch(keyOf(namespace), { metadata: { finalizers } }, { resourceVersion });
    } catch (error) {
      if (error instanceof NotFoundError) return {};
      if (!(error instanceof ForbiddenError)) throw error;
      // No list shows what cannot be read. The api-server knows of it, and says what to do.
      events.record(namespace, { type: 'Warning', reason: 'ContentsUnreadable', message: error.message });
      return { requeueAfterSeconds: refusedAgainSeconds };
    }
    logger.info({ namespace: namespace.metadata.name }, 'namespace emptied and released');
    return {};
  }
}

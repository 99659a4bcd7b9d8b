import { networkKind } from '#apis/compute/network.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { maxTransactionOperations, type Storage } from '../storage/storage.ts';
import type { CacheEvent } from '../watch-cache/event-window.ts';
import type { KindCache } from '../watch-cache/kind-cache.ts';
import { guardPrefix, storageKeyOf } from '../watch-cache/object-location.ts';
import type { CacheListener, WatchCache } from '../watch-cache/watch-cache.ts';

/**
 * Removes guards that can guard nothing any more: those of server groups, of namespaces and of networks that are gone. Whatever could use one
 * compares an object of that group or namespace, or the network, too, so that it fails without the guard. Guards of hosts stay: a placement compares the guard alone, and one
 * that is gone looks like one that was never written.
 */
export class GuardSweeper implements CacheListener {
  readonly #cache: WatchCache;
  readonly #storage: Pick<Storage, 'transact'>;
  readonly #logger: Logger;
  #isDue = true;
  #isSweeping = false;

  constructor(options: { readonly cache: WatchCache; readonly storage: Pick<Storage, 'transact'>; readonly logger: Logger }) {
    this.#cache = options.cache;
    this.#storage = options.storage;
    this.#logger = options.logger;
  }

  changed({ kind }: KindCache, event: CacheEvent): void {
    if (event.kind === 'Delete' && sweptKinds.has(kind)) this.#isDue = true;
  }

  restarted(): void {
    this.#isDue = true;
  }

  caughtUp(): void {
    if (!this.#isDue || this.#isSweeping) return;
    this.#isDue = false;
    this.#isSweeping = true;
    this.#sweep()
      // What was left is swept after the next end of a group or namespace.
      .catch((error: unknown) => this.#logger.warn({ error }, 'guards could not be swept'))
      .finally(() => {
        this.#isSweeping = false;
      });
  }

  async #sweep(): Promise<void> {
    const stale = this.#staleGuards();
    for (let start = 0; start < stale.length; start += guardsPerTransaction) {
      const batch = stale.slice(start, start + guardsPerTransaction);
      const compare = batch.map((key) => ({ key, modRevision: this.#cache.guardRevision(key) }));
      await this.#storage.transact({ compare, operations: batch.map((key) => ({ kind: 'Delete', key })) });
    }
    if (stale.length > 0) this.#logger.info({ count: stale.length }, 'stale guards swept');
  }

  #staleGuards(): readonly string[] {
    const uidsOf = (kind: KindDefinition): ReadonlySet<string> =>
      new Set(
        this.#cache
          .of(kind)
          .objects()
          .map((each) => each.object().metadata.uid),
      );
    const [groups, networks] = [uidsOf(serverGroupKind), uidsOf(networkKind)];
    const namespaces = this.#cache.of(namespaceKind);
    return Array.from(this.#cache.guardKeys()).filter((key) => {
      const [family, subject = ''] = key.slice(guardPrefix.length).split('/');
      if (family === 'group') return !groups.has(subject);
      if (family === 'network') return !networks.has(subject);
      return family === 'quota' && namespaces.get(storageKeyOf(namespaceKind, { name: subject })) === undefined;
    });
  }
}

const sweptKinds: ReadonlySet<KindDefinition> = new Set([serverGroupKind, namespaceKind, networkKind]);
const guardsPerTransaction = maxTransactionOperations;

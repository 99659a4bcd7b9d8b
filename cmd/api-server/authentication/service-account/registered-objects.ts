import { secretKind } from '#apis/kubernetes/core.ts';
import { serviceAccountKind } from '#apis/kubernetes/service-account.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Registry } from '../../registry/registry.ts';
import type { BoundKind, BoundObjects } from './account-authenticator.ts';

/** {@link BoundObjects} of a registry: out of the cache, and where that does not know an object, the newest state. */
export class RegisteredObjects implements BoundObjects {
  readonly #registry: Pick<Registry, 'get'>;

  constructor(registry: Pick<Registry, 'get'>) {
    this.#registry = registry;
  }

  async isAlive(kind: BoundKind, key: ObjectKey, uid: string): Promise<boolean> {
    // What another api-server has just made may not have come here yet. What is gone here is gone.
    return (await this.#isAliveAt('0', kind, key, uid)) || this.#isAliveAt(undefined, kind, key, uid);
  }

  async #isAliveAt(resourceVersion: string | undefined, kind: BoundKind, key: ObjectKey, uid: string): Promise<boolean> {
    try {
      const found = await this.#registry.get(kinds[kind], key, resourceVersion === undefined ? {} : { resourceVersion });
      const { metadata } = found.object();
      return metadata.uid === uid && metadata.deletionTimestamp === undefined;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }
}

const kinds: Readonly<Record<BoundKind, KindDefinition>> = { ServiceAccount: serviceAccountKind, Secret: secretKind };

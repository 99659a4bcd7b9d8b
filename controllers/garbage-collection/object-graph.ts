import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey, OwnerReference } from '#apis/machinery/object-meta.ts';
import { foregroundFinalizer, type OwnerState } from './plan.ts';

/** One kind as the collector sees it. */
export interface CollectedKind {
  readonly kind: KindDefinition;
  readonly informer: Informer<ApiObject>;
  readonly client: ResourceClient<ApiObject>;
}

/** An object together with its kind, which alone says where to find it. */
export interface LocatedObject {
  readonly kind: KindDefinition;
  readonly object: ApiObject;
}

/** Who owns whom, over all kinds. */
export class ObjectGraph {
  readonly #kinds: readonly CollectedKind[];
  readonly #dependents: readonly { readonly kind: KindDefinition; readonly index: ObjectIndex<ApiObject> }[];

  constructor(kinds: readonly CollectedKind[]) {
    this.#kinds = kinds;
    this.#dependents = kinds.map(({ kind, informer }) => ({
      kind,
      index: informer.index('owner', (object) => object.metadata.ownerReferences?.map(({ uid }) => uid) ?? []),
    }));
  }

  /** Objects that name `ownerUID` as an owner, as far as the caches know. */
  dependentsOf(ownerUID: string): readonly LocatedObject[] {
    return this.#dependents.flatMap(({ kind, index }) => index.get(ownerUID).map((object) => ({ kind, object })));
  }

  /** The owners of `object` that the caches hold. */
  cachedOwnersOf(object: ApiObject): readonly LocatedObject[] {
    return (object.metadata.ownerReferences ?? []).flatMap((reference) => {
      const owner = this.#locate(object, reference);
      const cached = owner?.informer.get(owner.key);
      return owner === undefined || cached?.metadata.uid !== reference.uid ? [] : [{ kind: owner.kind, object: cached }];
    });
  }

  /** What became of an owner. That it is gone is never taken from a cache: the api-server is asked. */
  async ownerState(object: ApiObject, reference: OwnerReference): Promise<OwnerState> {
    const owner = this.#locate(object, reference);
    if (owner === undefined) return { reference, kind: 'Unknown' };
    const cached = owner.informer.get(owner.key);
    const found = cached?.metadata.uid === reference.uid ? cached : await read(owner.client, owner.key);
    if (found?.metadata.uid !== reference.uid) return { reference, kind: 'Absent' };
    return { reference, kind: awaitsDependents(found) ? 'AwaitsDependents' : 'Present' };
  }

  /** Objects that name `owner` as theirs by the api-server's own word, for decisions that nothing makes good if a cache had not seen one yet. */
  async findDependentsOf(owner: ApiObject): Promise<readonly LocatedObject[]> {
    const { namespace, uid } = owner.metadata;
    const found: LocatedObject[] = [];
    for (const { kind, client } of this.#kinds) {
      // What lies in no namespace is owned by nothing that lies in one.
      if (kind.scope === 'Cluster' && namespace !== undefined) continue;
      let continueToken: string | undefined;
      do {
        const where = namespace === undefined ? {} : { namespace };
        const page = await client.list({ ...where, limit: pageSize, ...(continueToken === undefined ? {} : { continueToken }) });
        for (const object of page.items)
          if (object.metadata.ownerReferences?.some((each) => each.uid === uid)) found.push({ kind, object });
        ({ continueToken } = page);
      } while (continueToken !== undefined);
    }
    return found;
  }

  /** An owner is in the dependent's namespace, or in none. */
  #locate(object: ApiObject, reference: OwnerReference): (CollectedKind & { readonly key: ObjectKey }) | undefined {
    const [group] = reference.apiVersion.includes('/') ? reference.apiVersion.split('/') : [''];
    const owner = this.#kinds.find(({ kind }) => kind.group === group && kind.kind === reference.kind);
    if (owner === undefined) return undefined;
    if (owner.kind.scope === 'Cluster') return { ...owner, key: { name: reference.name } };
    const { namespace } = object.metadata;
    return namespace === undefined ? undefined : { ...owner, key: { namespace, name: reference.name } };
  }
}

const pageSize = 500;

/** Whether a deleted object waits for those that name it as their owner. */
export function awaitsDependents({ metadata }: ApiObject): boolean {
  return metadata.deletionTimestamp !== undefined && metadata.finalizers?.includes(foregroundFinalizer) === true;
}

async function read(client: ResourceClient<ApiObject>, key: ObjectKey): Promise<ApiObject | undefined> {
  try {
    return await client.get(key);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

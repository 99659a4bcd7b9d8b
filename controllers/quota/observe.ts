import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { Quota } from '#apis/compute/quota.ts';
import type { ServerGroup } from '#apis/compute/server-group.ts';
import type { Server } from '#apis/compute/server.ts';
import { useOf } from '#apis/infrastructure/quota-use.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { keyOf, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';

/** A kind that counts, and its cache. */
export interface CountedSource {
  readonly kind: KindDefinition;
  readonly informer: Informer<ApiObject>;
}

export interface QuotaInformers {
  readonly quotas: Informer<Quota>;
  readonly servers: Informer<Server>;
  readonly counted: readonly CountedSource[];
}

/** Reads what quotas and server groups report about. */
export class Observer {
  readonly #quotasByNamespace: ObjectIndex<Quota>;
  readonly #counted: readonly { readonly kind: KindDefinition; readonly byNamespace: ObjectIndex<ApiObject> }[];
  readonly #serversByGroup: ObjectIndex<Server>;

  constructor(informers: QuotaInformers) {
    const byNamespace = ({ metadata }: ApiObject): readonly string[] => [metadata.namespace ?? ''];
    this.#quotasByNamespace = informers.quotas.index('namespace', byNamespace);
    this.#counted = informers.counted.map(({ kind, informer }) => ({ kind, byNamespace: informer.index('namespace', byNamespace) }));
    this.#serversByGroup = informers.servers.index('group', (server) => {
      const group = server.spec.placement?.serverGroup;
      return group === undefined ? [] : [`${server.metadata.namespace}/${group}`];
    });
  }

  /** Everything of a namespace that counts against its quotas. */
  *countedIn(namespace: string): Generator<{ readonly kind: KindDefinition; readonly object: ApiObject }> {
    for (const { kind, byNamespace } of this.#counted) {
      for (const object of byNamespace.get(namespace)) yield { kind, object };
    }
  }

  membersOf({ metadata }: ServerGroup): readonly Server[] {
    return this.#serversByGroup.get(`${metadata.namespace}/${metadata.name}`);
  }

  /** The quotas whose report a change makes untrue. */
  quotasTouched(kind: KindDefinition, previous: ApiObject | undefined, current: ApiObject | undefined): readonly ObjectKey[] {
    if (samePlain(useOf(kind, previous), useOf(kind, current))) return [];
    return this.#quotasByNamespace.get((current ?? previous)?.metadata.namespace ?? '').map((quota) => keyOf(quota));
  }
}

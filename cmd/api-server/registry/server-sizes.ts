import { flavorFor, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { serverKind, type Server, type ServerSize } from '#apis/compute/server.ts';
import { sizeOfFlavor } from '#apis/infrastructure/quota-use.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';

/**
 * Notes on a server what size its flavor has when it is named, which is what quotas count from then on: flavors are edited and deleted, and a sum over
 * servers must not change by that. A flavor that is not there yet, or not for
 * its project, counts when the server is placed.
 */
export class ServerSizes {
  readonly #cache: WatchCache;

  constructor(cache: WatchCache) {
    this.#cache = cache;
  }

  /** The object as it is to be stored: itself, unless it is a server that names another flavor than before. `user` is who does. */
  noted<Object extends ApiObject>(kind: KindDefinition, next: Object, previous: ApiObject | undefined, user?: string): Object {
    if (groupResourceOf(kind) !== groupResourceOf(serverKind)) return next;
    const server = next as ApiObject as Server;
    if ((previous as Server | undefined)?.spec.flavor === server.spec.flavor) return next;
    const requestedResources = this.#requested(server);
    const status = without(server.status ?? {}, ['requestedResources']);
    if (requestedResources !== undefined) {
      const requestedBy = previous === undefined || user === undefined ? {} : { requestedBy: user };
      return { ...next, status: { ...status, requestedResources: { ...requestedResources, ...requestedBy } } };
    }
    return server.status?.requestedResources === undefined ? next : { ...next, status };
  }

  /** Undefined: it has that size already, or nobody knows it. Going back needs no flavor: the size is the one that was kept. */
  #requested(server: Server): ServerSize | undefined {
    const { flavor: name } = server.spec;
    const { status } = server;
    if (status?.resources?.flavor === name) return undefined;
    const kept = status?.resize?.previousResources;
    if (kept?.flavor === name) return kept;
    const found = this.#cache.of(flavorKind).get(storageKeyOf(flavorKind, { name }))?.object() as Flavor | undefined;
    const flavor = flavorFor(server, found);
    return flavor === undefined ? undefined : sizeOfFlavor(flavor);
  }
}

import { flavorFor, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { serverGroupKind, type ServerGroup } from '#apis/compute/server-group.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { addAmounts, mostAmounts, noAmounts, type Amounts } from '#apis/infrastructure/allocatable.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance, type Placement } from '#apis/infrastructure/instance.ts';
import { isDestroyed } from '#apis/infrastructure/needs-placement.ts';
import { rememberedFlavor } from '#apis/placement/remembered-flavor.ts';
import type { StatusCause } from '#apis/machinery/errors.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Comparison } from '../storage/storage.ts';
import type { CachedObject } from '../watch-cache/cached-object.ts';
import { rangeOf, storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import { groupGuard, groupHostGuard, hostGuard, zonesGuard } from './guards.ts';
import { readRestore } from './restore-hold.ts';
import type { ZoneKeeper } from './zone-keeper.ts';

/** Everything that a placement is decided on, as it was at one revision. */
export interface PlacementView {
  readonly server: CachedObject;
  readonly host: Host | undefined;
  /** The availability zone of the host. */
  readonly zone: string | undefined;
  /** As the server remembers it if it is gone. Absent, too, if it is kept for other projects. */
  readonly flavor: Flavor | undefined;
  /** What the host has promised to other servers, until their Instances are gone: to each the most that any incarnation of it there takes. */
  readonly claimed: Amounts;
  /** Incarnations of this server that still exist. */
  readonly incarnations: readonly Instance[];
  /** Absent: the server belongs to no group. */
  readonly group: GroupView | undefined;
  /** How often the control plane was restored from a backup. */
  readonly incarnation: number;
  /** Why a server that was in a backup gets no incarnation yet. */
  readonly hold: StatusCause | undefined;
  /** Single objects that the decision rests on. */
  readonly compare: readonly Comparison[];
  /** Guards to compare and to write. */
  readonly guards: readonly string[];
}

interface Claim {
  readonly serverUID: string;
  readonly amounts: Amounts;
}

export interface GroupView {
  readonly name: string;
  readonly group: ServerGroup | undefined;
  /** Other members on the host. */
  readonly membersOnHost: number;
  /** Other members on other hosts. Only counted for Affinity. */
  readonly membersElsewhere: number;
}

/** Reads {@link PlacementView}s from the cache, each in one go. */
export class PlacementReader {
  readonly #cache: WatchCache;
  readonly #zones: ZoneKeeper;
  /** Kept beside the objects, so that summing up a full host does not parse it again and again. */
  readonly #claims = new WeakMap<CachedObject, Claim>();

  constructor(cache: WatchCache, zones: ZoneKeeper) {
    this.#cache = cache;
    this.#zones = zones;
  }

  /** The guards that the placement would need as things are, without the work of deciding it. Undefined if there is no such server. */
  guards(key: ObjectKey, placement: Placement): readonly string[] | undefined {
    const server = this.#cache.of(serverKind).get(storageKeyOf(serverKind, key))?.object() as Server | undefined;
    if (server === undefined) return undefined;
    return this.#guards(placement, this.#groupOf(server)?.object() as ServerGroup | undefined);
  }

  /** Undefined if there is no such server. */
  read(key: ObjectKey, placement: Placement): PlacementView | undefined {
    const cached = this.#cache.of(serverKind).get(storageKeyOf(serverKind, key));
    if (cached === undefined) return undefined;
    const server = cached.object() as Server;
    const host = this.#cache
      .of(hostKind)
      .get(storageKeyOf(hostKind, { name: placement.host.name }))
      ?.object() as Host | undefined;
    const flavor = this.#cache.of(flavorKind).get(storageKeyOf(flavorKind, { name: placement.machine.flavor }));
    const group = this.#groupOf(server);
    return {
      server: cached,
      host,
      zone: host === undefined ? undefined : this.#zones.zoneOf(host),
      flavor: flavorFor(server, flavor?.object() as Flavor | undefined) ?? rememberedFlavor(server),
      claimed: this.#claimed(placement.host.uid, server.metadata.uid),
      incarnations: this.#incarnations(server.metadata.uid),
      group: this.#groupView(server, placement, group?.object() as ServerGroup | undefined),
      ...readRestore(this.#cache, server),
      compare: [
        ...(flavor === undefined ? [] : [{ key: flavor.storageKey, modRevision: flavor.revision }]),
        ...(group === undefined ? [] : [{ key: group.storageKey, modRevision: group.revision }]),
        // Who asked for a zone stays in it, whoever says at this moment that a host is in another.
        ...(server.spec.placement?.zone === undefined ? [] : [this.#comparison(zonesGuard)]),
      ],
      guards: this.#guards(placement, group?.object() as ServerGroup | undefined),
    };
  }

  /** The guard as it is in the view that was read in the same moment. */
  #comparison(guard: string): Comparison {
    return { key: guard, modRevision: this.#cache.guardRevision(guard) };
  }

  comparisons(view: PlacementView): readonly Comparison[] {
    return [...view.compare, ...view.guards.map((guard) => this.#comparison(guard))];
  }

  #instancesBy(field: string, value: string): Iterable<CachedObject> {
    return this.#cache.of(instanceKind).byField(field, value) ?? [];
  }

  #claimed(hostUID: string, exceptServerUID: string): Amounts {
    const byServer = new Map<string, Amounts>();
    for (const instance of this.#instancesBy('spec.host.uid', hostUID)) {
      const { serverUID, amounts } = this.#claimOf(instance);
      if (serverUID !== exceptServerUID) byServer.set(serverUID, mostAmounts(byServer.get(serverUID) ?? noAmounts, amounts));
    }
    return [...byServer.values()].reduce(addAmounts, noAmounts);
  }

  #claimOf(instance: CachedObject): Claim {
    let claim = this.#claims.get(instance);
    if (claim === undefined) {
      const { spec } = instance.object() as Instance;
      claim = { serverUID: spec.server.uid, amounts: spec.claim };
      this.#claims.set(instance, claim);
    }
    return claim;
  }

  #incarnations(serverUID: string): readonly Instance[] {
    return Array.from(this.#instancesBy('spec.server.uid', serverUID), (instance) => instance.object() as Instance);
  }

  #groupOf(server: Server): CachedObject | undefined {
    const name = server.spec.placement?.serverGroup;
    const { namespace = '' } = server.metadata;
    return name === undefined ? undefined : this.#cache.of(serverGroupKind).get(storageKeyOf(serverGroupKind, { namespace, name }));
  }

  #guards(placement: Placement, group: ServerGroup | undefined): readonly string[] {
    const hostUID = placement.host.uid;
    return [hostGuard(hostUID), ...(group === undefined ? [] : groupGuards(group, hostUID))];
  }

  #groupView(server: Server, placement: Placement, group: ServerGroup | undefined): GroupView | undefined {
    const name = server.spec.placement?.serverGroup;
    const { namespace = '', uid } = server.metadata;
    if (name === undefined) return undefined;
    if (group === undefined) return { name, group, membersOnHost: 0, membersElsewhere: 0 };
    const hostUID = placement.host.uid;
    const isOther = (instance: Instance): boolean =>
      instance.spec.server.uid !== uid && isLive(instance) && this.#isMember(instance, namespace, name);
    const onHost = Array.from(this.#instancesBy('spec.host.uid', hostUID), (each) => each.object() as Instance).filter(isOther);
    const others = group.spec.policy === 'Affinity' ? this.#instancesOf(namespace).filter((each) => each.spec.host.uid !== hostUID) : [];
    return { name, group, membersOnHost: onHost.length, membersElsewhere: others.filter(isOther).length };
  }

  #instancesOf(namespace: string): readonly Instance[] {
    return Array.from(this.#cache.of(instanceKind).in(rangeOf(instanceKind, namespace)), (instance) => instance.object() as Instance);
  }

  #isMember(instance: Instance, namespace: string, group: string): boolean {
    if (instance.metadata.namespace !== namespace) return false;
    const server = this.#cache
      .of(serverKind)
      .get(storageKeyOf(serverKind, { namespace, name: instance.spec.server.name }))
      ?.object() as Server | undefined;
    return server !== undefined && server.metadata.uid === instance.spec.server.uid && server.spec.placement?.serverGroup === group;
  }
}

/** Wishes guard nothing. */
function groupGuards({ metadata: { uid }, spec: { policy } }: ServerGroup, hostUID: string): readonly string[] {
  switch (policy) {
    case 'Affinity':
      return [groupGuard(uid)];
    case 'AntiAffinity':
      return [groupHostGuard(uid, hostUID)];
    case 'SoftAffinity':
    case 'SoftAntiAffinity':
      return [];
  }
}

/** Whether the incarnation may still run, for all that is known: a guest whose disk is lost may execute until its host has destroyed it. */
export function isLive(instance: Instance): boolean {
  return !isDestroyed(instance);
}

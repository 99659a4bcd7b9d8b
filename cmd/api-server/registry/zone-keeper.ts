import { serverKind, type Server } from '#apis/compute/server.ts';
import { aggregateKind, type Aggregate } from '#apis/infrastructure/aggregate.ts';
import { zoneClaims, zoneOfHost } from '#apis/infrastructure/host-zone.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { isDestroyed } from '#apis/infrastructure/needs-placement.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { conflict, invalid } from '../admission/rejection.ts';
import type { Comparison } from '../storage/storage.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { Allocation, Allocator } from './allocator.ts';
import { hostGuard, touchesZones, zonesGuard, type Change } from './guards.ts';

/**
 * Keeps every host in one zone at most, and the zone of a host as it is while servers are there that asked for it. Writes that say who is in which zone
 * compare and write one guard, which placements in a zone compare, so that neither overlooks the other.
 */
export class ZoneKeeper {
  readonly #cache: WatchCache;

  constructor(cache: WatchCache) {
    this.#cache = cache;
  }

  /**
   * Throws InvalidError for a second zone, ConflictError while servers hold the one that is there. Synchronous, on the cache as it is: it may be behind, so
   * the caller makes sure of a refusal.
   */
  check(change: Change): readonly Comparison[] {
    if (!touchesZones(change)) return [];
    const moved = change.kind === hostKind ? this.#checkHost(change) : this.#checkAggregate(change);
    const guards = [zonesGuard, ...moved.slice(0, maximumComparedHosts).map(({ metadata }) => hostGuard(metadata.uid))];
    return guards.map((key) => ({ key, modRevision: this.#cache.guardRevision(key) }));
  }

  /** The zone of a host as things are. */
  zoneOf(host: Host): string | undefined {
    return zoneOfHost(host, this.#aggregates());
  }

  /** For kinds that are made and deleted by way of an allocator. */
  allocatorFor(kind: KindDefinition): Allocator {
    return {
      guards: (object) => (touchesZones({ kind, previous: undefined, next: object }) ? [zonesGuard] : []),
      allocate: (object): Allocation => ({ object, compare: this.check({ kind, previous: undefined, next: object }) }),
      release: (object) => this.check({ kind, previous: object, next: undefined }),
    };
  }

  #checkHost({ previous, next }: Change): readonly Host[] {
    const [before, now] = [previous as Host | undefined, next as Host | undefined];
    // One that goes takes its servers with it, and what deletes it has waited for that.
    if (now === undefined) return [];
    const aggregates = this.#aggregates();
    refuseSecondZone(hostKind, now, now, aggregates);
    if (before === undefined || zoneOfHost(before, aggregates) === zoneOfHost(now, aggregates)) return [];
    this.#refusePinned(hostKind, now, now, [zoneOfHost(before, aggregates), zoneOfHost(now, aggregates)]);
    return [now];
  }

  #checkAggregate({ previous, next }: Change): readonly Host[] {
    const changed = (next ?? previous)!;
    const others = this.#aggregates().filter(({ metadata }) => metadata.name !== changed.metadata.name);
    const before = previous === undefined ? others : [...others, previous as Aggregate];
    const now = next === undefined ? others : [...others, next as Aggregate];
    return this.#hosts().filter((host) => {
      refuseSecondZone(aggregateKind, changed, host, now);
      const zones = [zoneOfHost(host, before), zoneOfHost(host, now)] as const;
      if (zones[0] === zones[1]) return false;
      this.#refusePinned(aggregateKind, changed, host, zones);
      return true;
    });
  }

  /** Nova refuses to move a host between zones while servers are on it; here those that float do not mind. */
  #refusePinned(kind: KindDefinition, subject: ApiObject, host: Host, [from, to]: readonly [string | undefined, string | undefined]): void {
    const pinned = this.#pinnedServers(host);
    if (pinned.length === 0) return;
    const zone = (name: string | undefined): string => (name === undefined ? 'no zone' : `zone "${name}"`);
    const message = `host ${host.metadata.name} would go from ${zone(from)} to ${zone(to)}, and ${pinned.length} of its servers asked for the one that it is in: ${pinned.slice(0, maximumNamedServers).join(', ')}; move or delete them first`;
    throw conflict(kind, subject.metadata.name, message, [{ reason: 'ZoneInUse', message, field: 'spec.zone' }]);
  }

  #pinnedServers(host: Host): readonly string[] {
    const instances = this.#cache.of(instanceKind).byField('spec.host.uid', host.metadata.uid) ?? [];
    const names = Array.from(instances, (each) => each.object() as Instance)
      .filter((instance) => !isDestroyed(instance))
      .flatMap(({ metadata: { namespace = '' }, spec }) => {
        const server = this.#cache
          .of(serverKind)
          .get(storageKeyOf(serverKind, { namespace, name: spec.server.name }))
          ?.object() as Server | undefined;
        const isPinned = server?.metadata.uid === spec.server.uid && server.spec.placement?.zone !== undefined;
        return isPinned ? [`${namespace}/${spec.server.name}`] : [];
      });
    return [...new Set(names)];
  }

  #aggregates(): readonly Aggregate[] {
    return this.#cache
      .of(aggregateKind)
      .objects()
      .map((each) => each.object() as Aggregate);
  }

  #hosts(): readonly Host[] {
    return this.#cache
      .of(hostKind)
      .objects()
      .map((each) => each.object() as Host);
  }
}

function refuseSecondZone(kind: KindDefinition, subject: ApiObject, host: Host, aggregates: readonly Aggregate[]): void {
  const claims = zoneClaims(host, aggregates);
  const [first] = claims;
  const second = claims.find(({ zone }) => zone !== first?.zone);
  if (first === undefined || second === undefined) return;
  const message = `Invalid value: host ${host.metadata.name} would be in two zones: "${first.zone}" by ${first.by} and "${second.zone}" by ${second.by}`;
  throw invalid(kind, subject.metadata.name, [{ reason: 'FieldValueInvalid', message, field: 'spec.zone' }]);
}

/** A transaction takes so many comparisons. Hosts beyond that are looked at afresh, and not compared. */
const maximumComparedHosts = 100;
const maximumNamedServers = 5;

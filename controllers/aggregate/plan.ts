import type { Zone } from '#apis/compute/zone.ts';
import type { Aggregate, AggregateStatus } from '#apis/infrastructure/aggregate.ts';
import { isMember } from '#apis/infrastructure/host-zone.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import { takesServers } from './observe.ts';

/*
 * Invariant: an Aggregate's status says which hosts belong to it, and there is a Zone if and only if a host is in a zone of that name. Both are reports.
 */

/** What an Aggregate is to say. Pure. */
export function aggregateStatus(aggregate: Aggregate, hosts: Iterable<Host>): AggregateStatus {
  const names = Array.from(hosts)
    .filter((host) => isMember(aggregate, host))
    .map(({ metadata }) => metadata.name);
  return {
    ...aggregate.status,
    observedGeneration: aggregate.metadata.generation,
    hostCount: names.length,
    hosts: names.toSorted().slice(0, maximumListedHosts),
  };
}

/** What is to be done about the Zone of a name. */
export type ZonePlan = { readonly kind: 'Nothing' | 'Create' | 'Delete' } | { readonly kind: 'Report'; readonly available: boolean };

/** `hosts` are those of the zone. Pure. */
export function planZone(zone: Zone | undefined, hosts: readonly Host[]): ZonePlan {
  if (hosts.length === 0) return { kind: zone === undefined ? 'Nothing' : 'Delete' };
  if (zone === undefined) return { kind: 'Create' };
  const available = hosts.some(takesServers);
  return zone.status?.available === available ? { kind: 'Nothing' } : { kind: 'Report', available };
}

/** So that the record of an aggregate stays small whatever its size. */
const maximumListedHosts = 1_000;

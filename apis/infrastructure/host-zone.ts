import { matchesLabels } from '../machinery/label-selector.ts';
import type { Aggregate } from './aggregate.ts';
import type { Host } from './host.ts';

/** Whether the host belongs to the aggregate, by its name or its labels. */
export function isMember({ spec }: Pick<Aggregate, 'spec'>, { metadata }: Pick<Host, 'metadata'>): boolean {
  const { hosts, hostSelector } = spec;
  return (
    (hosts !== undefined && setOf(hosts).has(metadata.name)) || (hostSelector !== undefined && matchesLabels(hostSelector, metadata.labels))
  );
}

/** Who says that a host is in a zone. */
export interface ZoneClaim {
  readonly zone: string;
  /** In words: `its own spec.zone`, or `aggregate "rack-1"`. */
  readonly by: string;
}

/** Everybody who says which zone the host is in, the host itself first, aggregates by their names. The api-server sees to it that all agree. */
export function zoneClaims(host: Pick<Host, 'metadata' | 'spec'>, aggregates: Iterable<Aggregate>): readonly ZoneClaim[] {
  return claimsOfMember(
    host,
    Array.from(aggregates).filter((aggregate) => aggregate.spec.zone !== undefined && isMember(aggregate, host)),
  );
}

/** The availability zone of a host: what it says itself, or else an aggregate that it belongs to. */
export function zoneOfHost(host: Pick<Host, 'metadata' | 'spec'>, aggregates: Iterable<Aggregate>): string | undefined {
  return host.spec.zone ?? zoneClaims(host, aggregates)[0]?.zone;
}

/** As {@link zoneOfHost}, given the aggregates that the host belongs to. */
export function zoneOfMember(host: Pick<Host, 'spec'>, own: readonly Aggregate[]): string | undefined {
  return host.spec.zone ?? claimsOfMember(host, own)[0]?.zone;
}

function claimsOfMember(host: Pick<Host, 'spec'>, own: readonly Aggregate[]): readonly ZoneClaim[] {
  const { zone } = host.spec;
  const others = own
    .toSorted((left, right) => (left.metadata.name < right.metadata.name ? -1 : 1))
    .flatMap(({ metadata, spec }) => (spec.zone === undefined ? [] : [{ zone: spec.zone, by: `aggregate "${metadata.name}"` }]));
  return [...(zone === undefined ? [] : [{ zone, by: 'its own spec.zone' }]), ...others];
}

/** Lists of names are long, and looked into once for each host. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(names: readonly string[]): ReadonlySet<string> {
  let set = sets.get(names);
  if (set === undefined) {
    set = new Set(names);
    sets.set(names, set);
  }
  return set;
}

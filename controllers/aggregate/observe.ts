import type { Informer } from '#apis/client/informer.ts';
import type { Zone } from '#apis/compute/zone.ts';
import type { Aggregate } from '#apis/infrastructure/aggregate.ts';
import { zoneOfHost } from '#apis/infrastructure/host-zone.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { isSubdomain } from '#apis/machinery/label-syntax.ts';
import { keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';

export interface AggregateInformers {
  readonly aggregates: Informer<Aggregate>;
  readonly hosts: Informer<Host>;
  readonly zones: Informer<Zone>;
}

/** Reads what aggregates and zones report about. */
export class Observer {
  readonly #informers: AggregateInformers;

  constructor(informers: AggregateInformers) {
    this.#informers = informers;
  }

  aggregate(key: ObjectKey): Aggregate | undefined {
    return this.#informers.aggregates.get(key);
  }

  zone(key: ObjectKey): Zone | undefined {
    return this.#informers.zones.get(key);
  }

  hosts(): Iterable<Host> {
    return this.#informers.hosts.list();
  }

  hostsIn(zone: string): readonly Host[] {
    const aggregates = [...this.#informers.aggregates.list()];
    return Array.from(this.hosts()).filter((host) => zoneOfHost(host, aggregates) === zone);
  }

  /** The aggregates whose report a change of a host makes untrue: which of them, is not worth finding out. */
  aggregatesTouched(previous: Host | undefined, current: Host | undefined): readonly ObjectKey[] {
    if (previous !== undefined && current !== undefined && samePlain(previous.metadata.labels, current.metadata.labels)) return [];
    return Array.from(this.#informers.aggregates.list(), (aggregate) => keyOf(aggregate));
  }

  /** The zones that a change of a host is about. */
  zonesTouched(previous: Host | undefined, current: Host | undefined): readonly ObjectKey[] {
    const aggregates = [...this.#informers.aggregates.list()];
    const factsOf = (host: Host | undefined) => host && [zoneOfHost(host, aggregates), takesServers(host)];
    if (samePlain(factsOf(previous), factsOf(current))) return [];
    return zoneKeys([previous, current].map((host) => host && zoneOfHost(host, aggregates)));
  }

  /** The zones that a change of an aggregate is about: its own, and those of hosts that it may have given to another. */
  zonesNamed(previous: Aggregate | undefined, current: Aggregate | undefined): readonly ObjectKey[] {
    return zoneKeys([previous?.spec.zone, current?.spec.zone]);
  }
}

/** Whether new servers may come to the host. */
export function takesServers({ metadata, spec, status }: Host): boolean {
  return metadata.deletionTimestamp === undefined && !spec.unschedulable && isConditionTrue(status?.conditions, 'Ready');
}

/** A zone of a host may have any name; only those that an object can have are told to tenants. */
function zoneKeys(names: readonly (string | undefined)[]): readonly ObjectKey[] {
  return [...new Set(names)].filter((name) => name !== undefined && isSubdomain(name)).map((name) => ({ name: name! }));
}

import type { Aggregate, AggregateSpec } from '../infrastructure/aggregate.ts';
import { isMember, zoneOfMember } from '../infrastructure/host-zone.ts';
import type { Host } from '../infrastructure/host.ts';
import { Bitset } from './bitset.ts';
import type { Multipliers, WeigherName } from './weighers/multipliers.ts';

/** What aggregates say about one host. */
export interface HostRules {
  readonly zone: string | undefined;
  /** Most servers on it; absent: any number. */
  readonly maximumServers: number | undefined;
  readonly multipliers: Multipliers | undefined;
}

/** Aggregates in the form in which decisions are cheap: each has a {@link Bitset} of its hosts. There are few of them, and they change seldom. */
export class AggregateTable {
  readonly #entries = new Map<string, Entry>();

  put(aggregate: Aggregate, hosts: Iterable<readonly [number, Host]>): void {
    const members = new Bitset();
    for (const [slot, host] of hosts) members.set(slot, isMember(aggregate, host));
    this.#entries.set(aggregate.metadata.name, { aggregate, members });
  }

  remove(name: string): void {
    this.#entries.delete(name);
  }

  putHost(slot: number, host: Host): void {
    for (const { aggregate, members } of this.#entries.values()) members.set(slot, isMember(aggregate, host));
  }

  removeHost(slot: number): void {
    for (const { members } of this.#entries.values()) members.set(slot, false);
  }

  /** What holds for a host; of several aggregates the least. */
  rulesFor(slot: number, host: Host): HostRules {
    const own = [...this.#entries.values()].filter(({ members }) => members.has(slot)).map(({ aggregate }) => aggregate);
    return {
      zone: zoneOfMember(host, own),
      maximumServers: least(own.map(({ spec }) => spec.maximumServersPerHost)),
      multipliers: multipliersOf(own),
    };
  }

  /** Whether any aggregate says how many servers a host takes. */
  get limitServers(): boolean {
    return [...this.#entries.values()].some(({ aggregate }) => aggregate.spec.maximumServersPerHost !== undefined);
  }

  /**
   * Hosts of aggregates that are kept for certain values, none of which is this one. A host that is kept for nothing in particular is not among them.
   * Undefined: no aggregate is kept for anything.
   */
  closedTo(keptFor: (spec: AggregateSpec) => readonly string[] | undefined, value: string): Bitset | undefined {
    let closed: Bitset | undefined;
    const open = new Bitset();
    for (const { aggregate, members } of this.#entries.values()) {
      const values = keptFor(aggregate.spec);
      if (values === undefined) continue;
      closed ??= new Bitset();
      closed.unite(members);
      if (values.includes(value)) open.unite(members);
    }
    closed?.subtract(open);
    return closed;
  }

  /** Hosts of aggregates that have this in their metadata with a value that will do. */
  withMetadata(key: string, willDo: (value: string) => boolean): Bitset {
    const hosts = new Bitset();
    for (const { aggregate, members } of this.#entries.values()) {
      const { metadata = {} } = aggregate.spec;
      if (Object.hasOwn(metadata, key) && valuesOf(metadata[key]!).some(willDo)) hosts.unite(members);
    }
    return hosts;
  }
}

/** Several values stand between commas. */
export function valuesOf(text: string): readonly string[] {
  return text.split(',').map((value) => value.trim());
}

interface Entry {
  readonly aggregate: Aggregate;
  readonly members: Bitset;
}

function multipliersOf(aggregates: readonly Aggregate[]): Multipliers | undefined {
  const named = weigherNames.flatMap((name) => {
    const value = least(aggregates.map(({ spec }) => spec.weights?.[name]));
    return value === undefined ? [] : [[name, value] as const];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const said = values.filter((value) => value !== undefined);
  return said.length === 0 ? undefined : Math.min(...said);
}

const weigherNames: readonly WeigherName[] = ['freeResources', 'serverGroup'];

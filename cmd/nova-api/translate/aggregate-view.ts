import type { Aggregate } from '#apis/infrastructure/aggregate.ts';
import { withMicroseconds } from './times.ts';

/** All that an aggregate is shown from. */
export interface AggregateFacts {
  readonly aggregate: Aggregate & { readonly updatedAt: string };
  /** What users call its zone. */
  readonly zone: string | undefined;
  /** Names of the hosts that belong to it. */
  readonly hosts: readonly string[];
}

/** What the answer to the creation of an aggregate says. */
export function aggregateCreated({ aggregate, zone }: AggregateFacts): Record<string, unknown> {
  const { metadata, spec, status } = aggregate;
  const isChanged = metadata.generation > 1;
  return {
    id: status?.number ?? 0,
    uuid: metadata.uid,
    name: spec.displayName ?? metadata.name,
    availability_zone: zone ?? null,
    created_at: withMicroseconds(metadata.creationTimestamp),
    updated_at: isChanged ? withMicroseconds(aggregate.updatedAt) : null,
    deleted: false,
    deleted_at: null,
  };
}

/** Everything of an aggregate, in the newest version. */
export function aggregateView(facts: AggregateFacts): Record<string, unknown> {
  const { aggregate, hosts, zone } = facts;
  return {
    ...aggregateCreated(facts),
    hosts,
    metadata: { ...aggregate.spec.metadata, ...(zone === undefined ? {} : { [zoneKey]: zone }) },
  };
}

/** The pair of an aggregate's metadata that says its zone. */
export const zoneKey = 'availability_zone';

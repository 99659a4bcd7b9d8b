import { isMember } from '#apis/infrastructure/host-zone.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownAggregate } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import type { AggregateFacts } from '../translate/aggregate-view.ts';
import { zoneTitleOf } from '../translate/zone-name.ts';
import { hostsInOrder } from './host-facts.ts';
import type { NovaRequest } from './route.ts';

/** Collects what an aggregate is shown from. Hosts belong to it by name, whether they are there or not, and by labels. */
export function aggregateFacts(cloud: Cloud, aggregate: KnownAggregate): AggregateFacts {
  const { zone, hosts = [] } = aggregate.spec;
  const members = hostsInOrder(cloud).filter((host) => isMember(aggregate, host));
  return {
    aggregate,
    zone: zone === undefined ? undefined : zoneTitleOf(zone, [aggregate, ...cloud.known.aggregates.list()]),
    hosts: [...new Set([...hosts, ...members.map(({ metadata }) => metadata.name)])],
  };
}

/** The aggregate of that number. Throws Nova's 404. */
export function findAggregate(cloud: Cloud, { parameters }: Pick<NovaRequest, 'parameters'>): KnownAggregate {
  const id = parameters['id'] ?? '';
  if (!/^[+-]?\d+$/.test(id)) throw new NovaFault(400, 'Invalid input received: id must be an integer');
  for (const aggregate of cloud.known.aggregates.list())
    if (aggregate.status?.number !== undefined && String(aggregate.status.number) === id) return aggregate;
  throw new NovaFault(404, `Aggregate ${id} could not be found.`);
}

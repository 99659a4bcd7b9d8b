import { refusing, type Filter } from './filter.ts';

/** No host that is kept for other flavors (Nova's AggregateTypeAffinity). */
export const aggregateFlavorsFilter: Filter = {
  name: 'AggregateFlavors',
  remedy: 'name a flavor that the hosts are kept for, or open an aggregate to this one (spec.isolation.flavors)',
  hosts: ({ aggregates }, { flavor }) => refusing(aggregates.closedTo(({ isolation }) => isolation?.flavors, flavor)),
};

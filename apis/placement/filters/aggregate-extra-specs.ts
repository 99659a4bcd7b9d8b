import { meetsDemand } from '../extra-spec-match.ts';
import type { Filter } from './filter.ts';

/** Only hosts of aggregates whose metadata is what the flavor asks for (Nova's AggregateInstanceExtraSpecs; only keys with their scope count). */
export const aggregateExtraSpecsFilter: Filter = {
  name: 'AggregateExtraSpecs',
  remedy: 'name another flavor, or put hosts into an aggregate with the metadata that this one asks for (spec.metadata)',
  hosts: ({ aggregates }, { extraSpecs }) => ({
    allowed: Object.entries(extraSpecs)
      .filter(([name]) => name.startsWith(scope))
      .map(([name, demand]) => aggregates.withMetadata(name.slice(scope.length), (value) => meetsDemand(value, demand))),
  }),
};

const scope = 'aggregate_instance_extra_specs:';

import type { Filter } from './filter.ts';

/** Hosts with every required trait and none of the forbidden ones. */
export const traitsFilter: Filter = {
  name: 'Traits',
  remedy: 'ask for other traits, or give a host these (spec.traits)',
  hosts: (table, request) => ({
    allowed: request.requiredTraits.map((trait) => table.withTrait(trait)),
    refused: request.forbiddenTraits.map((trait) => table.withTrait(trait)),
  }),
};

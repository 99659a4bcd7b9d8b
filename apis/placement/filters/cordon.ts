import type { Filter } from './filter.ts';

/** No host that an operator has cordoned. */
export const cordonFilter: Filter = {
  name: 'NotCordoned',
  remedy: 'uncordon a host (spec.unschedulable: false)',
  hosts: (table) => ({ allowed: [table.uncordoned] }),
};

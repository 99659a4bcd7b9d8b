import type { Filter } from './filter.ts';

/** Only hosts whose agent is connected and well. */
export const readinessFilter: Filter = {
  name: 'Ready',
  remedy: 'start or repair the agents of the hosts that are not ready (tycho get hosts), or join more hosts',
  hosts: (table) => ({ allowed: [table.ready] }),
};

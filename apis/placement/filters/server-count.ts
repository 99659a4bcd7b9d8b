import type { Filter } from './filter.ts';

/** No host with as many servers as its aggregates allow (Nova's AggregateNumInstances). */
export const serverCountFilter: Filter = {
  name: 'ServerCount',
  remedy: 'raise maximumServersPerHost of an aggregate, or put more hosts into it',
  hosts: (table, { serverUID }) => (table.aggregates.limitServers ? { refused: [table.fullOfOthers(serverUID)] } : {}),
};

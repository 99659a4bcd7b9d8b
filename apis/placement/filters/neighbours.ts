import type { Filter } from './filter.ts';

/** Not where certain servers of the project are (Nova's DifferentHost). */
export const differentHostFilter: Filter = {
  name: 'DifferentHost',
  remedy: 'name fewer servers in spec.placement.differentHostFrom, or join more hosts',
  hosts: (_table, { unwantedHosts }) => (unwantedHosts === undefined ? {} : { refused: [unwantedHosts] }),
};

/** Only where one of certain servers of the project is (Nova's SameHost). */
export const sameHostFilter: Filter = {
  name: 'SameHost',
  remedy: 'make room where the servers of spec.placement.sameHostAs are, or name others',
  hosts: (_table, { wantedHosts }) => (wantedHosts === undefined ? {} : { allowed: [wantedHosts] }),
};

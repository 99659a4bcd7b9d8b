import type { Filter } from './filter.ts';

/** Hosts that the server's group leaves open, given where its other members are. */
export const serverGroupFilter: Filter = {
  name: 'ServerGroup',
  remedy: "raise the group's maximumServersPerHost, or join more hosts",
  hosts: (_table, request) => ({
    ...(request.groupHosts?.allowed === undefined ? {} : { allowed: [request.groupHosts.allowed] }),
    ...(request.groupHosts?.refused === undefined ? {} : { refused: [request.groupHosts.refused] }),
  }),
};

import type { Filter } from './filter.ts';

/** Only hosts of the availability zone that was asked for. */
export const zoneFilter: Filter = {
  name: 'Zone',
  remedy: 'ask for another zone, or put a host into this one (its spec.zone, or an Aggregate with that zone)',
  hosts: (table, request) => (request.zone === undefined ? {} : { allowed: [table.inZone(request.zone)] }),
};

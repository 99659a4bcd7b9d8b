import type { Filter } from './filter.ts';

/** Only hosts whose driver can do what the server needs, so that no work is sent where it must fail. */
export const capabilityFilter: Filter = {
  name: 'Capabilities',
  remedy:
    'use an image format that a host supports, join a host that supports this one, or mend those that cannot run guests (tycho get hosts)',
  hosts: (table, request) => ({ allowed: request.capabilities.map((capability) => table.withCapability(capability)) }),
};

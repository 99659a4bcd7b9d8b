import { hostIDOf } from '../../infrastructure/host-id.ts';
import type { Filter } from './filter.ts';
import { hostSet } from './host-set.ts';

/** Only the host that an operator has named for this incarnation (Nova's requested destination). */
export const destinationFilter: Filter = {
  name: 'Destination',
  remedy: 'mend the host of spec.destination or make room on it, or take spec.destination away',
  hosts: (table, { destinationID, project }) => {
    if (destinationID === undefined) return {};
    // One hash a host, for the few servers that ask for it.
    const slot = [...table.all].find((each) => hostIDOf(project, table.row(each).uid) === destinationID);
    return { allowed: [hostSet(slot)] };
  },
};

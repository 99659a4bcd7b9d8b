import { resourceNames, resourcesWithoutRoom } from '../../infrastructure/allocatable.ts';
import type { Filter } from './filter.ts';

/**
 * Only hosts with room: claims plus this size must stay within (inventory - reserved) × allocation ratio. A host that one server takes whole has room
 * for a size that is just its own.
 */
export const capacityFilter: Filter = {
  name: 'Capacity',
  remedy: 'use a smaller flavor, or for a bare machine one of just its size, delete servers, or join more hosts',
  shortage: (table, { size }) => {
    const shared = [...table.all].map((slot) => table.row(slot)).filter(({ isExclusive }) => !isExclusive);
    const short = shared.map((row) => resourcesWithoutRoom(row, size)).filter((names) => names.length > 0);
    const everywhere = resourceNames.filter((name) => short.every((names) => names.includes(name)));
    const names = everywhere.length > 0 ? everywhere : resourceNames.filter((name) => short.some((each) => each.includes(name)));
    return short.length === 0 ? undefined : `there is too little ${names.join(', ')}`;
  },
  hosts: (table, request) => ({ allowed: [table.withRoomFor(request.size, request.serverUID)] }),
};

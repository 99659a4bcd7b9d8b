import type { Filter } from './filter.ts';

/**
 * Only hosts with room: claims plus this size must stay within (inventory - reserved) × allocation ratio. A host that one server takes whole has room
 * for a size that is just its own.
 */
export const capacityFilter: Filter = {
  name: 'Capacity',
  remedy: 'use a smaller flavor, or for a bare machine one of just its size, delete servers, or join more hosts',
  hosts: (table, request) => ({ allowed: [table.withRoomFor(request.size)] }),
};

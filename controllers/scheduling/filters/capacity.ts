import type { Filter } from './filter.ts';

/** Only hosts with room: claims plus this size must stay within (inventory - reserved) × allocation ratio. */
export const capacityFilter: Filter = {
  name: 'Capacity',
  remedy: 'use a smaller flavor, delete servers, or join more hosts',
  hosts: (table, request) => ({ allowed: [table.withRoomFor(request.size)] }),
};

import type { Filter } from './filter.ts';
import { hostSet } from './host-set.ts';

/** Not the host that a cold migration leads away from. */
export const otherHostFilter: Filter = {
  name: 'OtherHost',
  remedy: 'join more hosts, or make room on another one',
  hosts: (table, request) => (request.leftHostUID === undefined ? {} : { refused: [hostSet(table.slotOf(request.leftHostUID))] }),
};

import type { Filter } from './filter.ts';
import { hostSet } from './host-set.ts';

/** Only the host that keeps the volumes of the server, once one does. */
export const volumesFilter: Filter = {
  name: 'Volumes',
  remedy: 'make room on the host that keeps the volumes of the server, or detach them (delete its volume attachments)',
  hosts: (table, request) => (request.volumeHostUID === undefined ? {} : { allowed: [hostSet(table.slotOf(request.volumeHostUID))] }),
};

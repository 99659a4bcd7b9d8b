import type { ApiObject } from '../machinery/object-meta.ts';
import type { Instance } from './instance.ts';

/**
 * Whether a Server is to get its next incarnation. `instances` are all of that server, in any order and whatever their
 * state. A server that is being deleted gets none. One with an Instance gets another only once that one can never run
 * again and nothing of it is left: when its host has acknowledged the destruction, or the record itself is gone.
 * What power is wished for makes no difference: a server that is declared stopped is placed and prepared too.
 */
export function needsPlacement(server: Pick<ApiObject, 'metadata'>, instances: Iterable<Instance>): boolean {
  if (server.metadata.deletionTimestamp !== undefined) return false;
  for (const instance of instances) {
    if (!isDestroyed(instance)) return false;
  }
  return true;
}

/** Whether the host has said that nothing of this incarnation is left. The record may still be there for a moment. */
export function isDestroyed(instance: Instance): boolean {
  return instance.status?.phase === 'Destroyed';
}

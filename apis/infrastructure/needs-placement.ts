import type { Server } from '../compute/server.ts';
import type { Instance } from './instance.ts';
import { savedImageName } from './saved-image.ts';

/** What of a server decides whether it is to be placed. */
export type PlaceableServer = Pick<Server, 'metadata' | 'spec' | 'status'>;

/**
 * Whether a Server is to get its next incarnation. `instances` are all of that server, in any order and whatever their state. A server that is being
 * deleted, or is to be shelved, gets none. One with an Instance gets another only once that one can never run again: when its host has acknowledged the
 * destruction, the record itself is gone, or it has given up the right to run for good and its disk is in safety: kept until a resize is confirmed, or
 * on its way out.
 * Other wishes for power make no difference: a server that is declared stopped is placed and prepared too.
 */
export function needsPlacement(server: PlaceableServer, instances: Iterable<Instance>): boolean {
  if (server.metadata.deletionTimestamp !== undefined || server.spec.power === 'Shelved') return false;
  for (const instance of instances) {
    if (!isDestroyed(instance) && !mayStandBeside(server, instance)) return false;
  }
  return true;
}

/** Whether the host has said that nothing of this incarnation is left. The record may still be there for a moment. */
export function isDestroyed(instance: Instance): boolean {
  return instance.status?.phase === 'Destroyed';
}

/** Whether the incarnation has given up the right to run for good, and its disk is saved: it was wished to be shelved, and its agent says it is. */
export function isShelved({ spec, status }: Instance): boolean {
  return spec.power === 'Shelved' && status?.phase === 'Shelved';
}

/** Whether the incarnation comes from another host while it runs, and has no right to run yet; it may never get it. */
export function isArriving({ spec, status }: Instance): boolean {
  return spec.arrival !== undefined && status?.arrival?.phase !== 'Admitted';
}

/** Whether the incarnation has given up its right to run for good, to one on another host. */
export function hasLeft(instance: Instance, instances: Iterable<Instance>): boolean {
  const { transfer, phase } = instance.status?.departure ?? {};
  if (phase !== 'Left') return false;
  for (const { metadata, status } of instances) if (metadata.uid === transfer) return status?.arrival?.phase === 'Admitted';
  return false;
}

/**
 * The incarnation that holds, or is to get, the right to run: the newest one that is not merely arriving, unless it is on its way out or has given that right up for good. `instances`
 * are the newest first.
 */
export function currentIncarnation(instances: readonly Instance[]): Instance | undefined {
  const newest = instances.find((instance) => !isArriving(instance));
  if (newest === undefined || newest.metadata.deletionTimestamp !== undefined || isShelved(newest)) return undefined;
  return newest.status?.phase === 'Lost' || isDestroyed(newest) ? undefined : newest;
}

/** Whether the next incarnation may come to be while this one is still there. */
export function mayStandBeside(server: Pick<Server, 'spec' | 'status'>, instance: Instance): boolean {
  return isKept(server, instance) || isLeft(server, instance) || isMovedFrom(server, instance);
}

/** Whether the server is to go from here to another host while it runs, and that one is still to be found. */
export function isMovedFrom({ status }: Pick<Server, 'status'>, { metadata }: Instance): boolean {
  const { move } = status ?? {};
  if (move === undefined || move.failure !== undefined || move.destination !== undefined) return false;
  return move.source.uid === metadata.uid && metadata.deletionTimestamp === undefined;
}

/** Whether nothing is to come any more but its destruction, and what it had is the disk that the server goes on from. A host may be silent for long. */
function isLeft({ status }: Pick<Server, 'status'>, instance: Instance): boolean {
  return isShelved(instance) && instance.metadata.deletionTimestamp !== undefined && status?.savedImage === savedImageName(instance);
}

/**
 * Whether the incarnation is one that a resize or cold migration keeps beside the next one. On the way back it keeps the room of the one that takes its place;
 * not while the server merely wishes to be what it was before, and what it has become is not given up yet.
 */
export function isKept({ spec, status }: Pick<Server, 'spec' | 'status'>, instance: Instance): boolean {
  const resize = status?.resize;
  if (resize === undefined || resize.keptInstance !== instance.metadata.name || !isShelved(instance)) return false;
  return resize.revertedEpoch !== undefined || resize.actionUID !== undefined || spec.flavor !== resize.previousFlavor;
}

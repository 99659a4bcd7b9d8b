import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';

/** All that the server loop decides from. */
export interface Observation {
  /** Absent: there is no such server, but actions that name it. */
  readonly server: Server | undefined;
  /** Its incarnations, the newest first. */
  readonly instances: readonly Instance[];
  /** The host of the newest incarnation. */
  readonly host: HostState;
  /** Actions that name the server and are not finished, the oldest first. */
  readonly actions: readonly ServerAction[];
}

export type HostState =
  | { readonly kind: 'Connected' }
  /** Its agent has been silent past the grace period. */
  | { readonly kind: 'Lost' }
  /** An operator has deleted it. */
  | { readonly kind: 'Gone' }
  /** There is no incarnation that could have one. */
  | { readonly kind: 'None' };

/** The incarnation that holds, or is to get, the right to run: the newest one, unless it is on its way out. */
export function currentInstance({ instances }: Pick<Observation, 'instances'>): Instance | undefined {
  const [newest] = instances;
  if (newest === undefined || newest.metadata.deletionTimestamp !== undefined) return undefined;
  return isOver(newest) ? undefined : newest;
}

/** Whether an incarnation can never run again, by its agent's own word. */
export function isOver(instance: Instance): boolean {
  return instance.status?.phase === 'Lost' || instance.status?.phase === 'Destroyed';
}

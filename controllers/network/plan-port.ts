import { portFinalizer, type PortStatus } from '#apis/compute/port.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { isMadeFor } from '#apis/infrastructure/machine-ports.ts';
import type { ConditionUpdate } from '#apis/machinery/condition.ts';
import type { PortObservation } from './observation.ts';

export type PortPlan =
  /** Nobody has it: it may go. */
  | { readonly kind: 'ReleasePort' }
  /** What is to be said of it. `removable`: why it is still there although it is deleted. */
  | {
      readonly kind: 'Report';
      readonly holder: Pick<PortStatus, 'server' | 'serverUID'>;
      readonly phase: NonNullable<PortStatus['phase']>;
      readonly removable: ConditionUpdate | undefined;
    };

/** What becomes of a Port. Pure. */
export function planPort(observation: PortObservation): PortPlan {
  const { port, server, instances } = observation;
  const { uid, generation, deletionTimestamp, finalizers } = port.metadata;
  const holding = instances.filter((instance) => mayHave(instance, uid));
  const isGoing = deletionTimestamp !== undefined;
  if (isGoing && holding.length === 0 && finalizers?.includes(portFinalizer) === true) return { kind: 'ReleasePort' };
  const isWanted = server !== undefined && (isMadeFor(server, port) || namesPort(server, port.metadata.name));
  const { server: name, serverUID } = port.status ?? {};
  const isHeld = serverUID !== undefined && (isWanted || holding.length > 0);
  const isPlugged = instances.some(({ status }) => status?.phase !== 'Destroyed' && status?.ports?.includes(uid) === true);
  const holder = holding[0]?.spec.server.name ?? name;
  const removable = {
    type: 'Removable',
    status: 'False',
    reason: 'InUse',
    message: `it is deleted, but the guest of server "${holder}" may still have it: waits for its host to take it out`,
    observedGeneration: generation,
  } as const;
  return {
    kind: 'Report',
    holder: isHeld ? { ...(name === undefined ? {} : { server: name }), serverUID } : {},
    phase: isPlugged ? 'Plugged' : isHeld ? 'Pending' : 'Unplugged',
    removable: isGoing ? removable : undefined,
  };
}

/**
 * Whether a guest may have the Port: it is to have it, or says that it has, or its agent has not acted on the newest word, which may have been to plug it
 * in. An incarnation that will never run again has none but those that it speaks of.
 */
function mayHave({ metadata, spec, status }: Instance, portUID: string): boolean {
  if (status?.phase === 'Destroyed') return false;
  if (status?.ports?.includes(portUID) === true) return true;
  if (status?.phase === 'Shelved') return false;
  const isToHave = metadata.deletionTimestamp === undefined && spec.machine.ports?.some(({ uid }) => uid === portUID) === true;
  const isBehind = (status?.observedGeneration ?? 0) < metadata.generation;
  return isToHave || (isBehind && spec.machine.ports !== undefined);
}

export function namesPort({ spec }: Server, name: string): boolean {
  return spec.networks?.some(({ port }) => port === name) === true;
}

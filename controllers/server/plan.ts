import type { ServerAction, ServerActionStatus } from '#apis/compute/server-action.ts';
import { serverFinalizer, type Server } from '#apis/compute/server.ts';
import type { Instance, InstanceSpec } from '#apis/infrastructure/instance.ts';
import { planActions } from './action-plan.ts';
import { currentInstance, isOver, type Observation } from './observation.ts';

/**
 * The invariant of this loop: the newest Instance of a Server wishes for what the Server declares; a Server that is
 * being deleted, or whose incarnation is over, has no Instance that is not being deleted; and the Server's finalizer
 * goes only when no Instance is left.
 *
 * It leaves to others: the choice of a host and the making of Instances (scheduling), everything that happens on a host
 * (the agent, through the gateway), and the release of a deleted Instance (the gateway; the host loop where the host is
 * gone for good).
 */
export type ServerStep =
  /** Retire an incarnation. Its agent destroys what it had and releases the record. */
  | { readonly kind: 'DeleteInstance'; readonly instance: Instance; readonly because: 'ServerDeleted' | 'Lost' }
  /** Hand the server's wish down. */
  | { readonly kind: 'SetWish'; readonly instance: Instance; readonly wish: Wish }
  /** Nothing is left that the Server had to wait for. */
  | { readonly kind: 'ReleaseServer'; readonly server: Server }
  /** Write down how far an action is. */
  | { readonly kind: 'ReportAction'; readonly action: ServerAction; readonly status: ServerActionStatus };

/** What a Server makes an Instance strive for. */
export type Wish = Pick<InstanceSpec, 'power' | 'runPolicy' | 'reboot'>;

/** The steps to take, in order; each is harmless when repeated. Empty: the world is as it should be, or others have to act first. */
export function planServer(observation: Observation, now: Date): readonly ServerStep[] {
  const { server, instances } = observation;
  const { reports, reboot } = planActions(observation, now);
  const reportSteps = reports.map((report): ServerStep => ({ kind: 'ReportAction', ...report }));
  if (server === undefined) return reportSteps;
  if (server.metadata.deletionTimestamp !== undefined) return [...planDeletion(server, instances), ...reportSteps];
  return [...planRetirement(instances), ...planWish(server, currentInstance(observation), reboot), ...reportSteps];
}

function planDeletion(server: Server, instances: readonly Instance[]): readonly ServerStep[] {
  if (instances.length === 0) {
    return server.metadata.finalizers?.includes(serverFinalizer) === true ? [{ kind: 'ReleaseServer', server }] : [];
  }
  return instances
    .filter((instance) => instance.metadata.deletionTimestamp === undefined)
    .map((instance) => ({ kind: 'DeleteInstance', instance, because: 'ServerDeleted' }));
}

/** An incarnation that is over makes room for the next: scheduling places again when it is gone. */
function planRetirement(instances: readonly Instance[]): readonly ServerStep[] {
  return instances
    .filter((instance) => isOver(instance) && instance.metadata.deletionTimestamp === undefined)
    .map((instance) => ({ kind: 'DeleteInstance', instance, because: 'Lost' }));
}

function planWish(server: Server, instance: Instance | undefined, reboot: Wish['reboot']): readonly ServerStep[] {
  if (instance === undefined) return [];
  const { power, runPolicy } = server.spec;
  const newest = reboot ?? instance.spec.reboot;
  const isWished =
    instance.spec.power === power && instance.spec.runPolicy === runPolicy && instance.spec.reboot?.actionUID === newest?.actionUID;
  if (isWished) return [];
  return [{ kind: 'SetWish', instance, wish: { power, runPolicy, ...(newest === undefined ? {} : { reboot: newest }) } }];
}

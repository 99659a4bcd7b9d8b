import { restorableUntil } from '#apis/infrastructure/action-refusals.ts';
import { serverFinalizer, type Server } from '#apis/compute/server.ts';
import { hasLeft } from '#apis/infrastructure/needs-placement.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { planActions } from './action-plan.ts';
import { planIncarnations } from './incarnation-plan.ts';
import { isGoneSinceBackup } from '#apis/infrastructure/restored.ts';
import { currentInstance, isGoing, isOver, type Observation } from './observation.ts';
import { planMigrations } from './migration-plan.ts';
import { planRecords } from './record-plan.ts';
import type { ServerStep } from './server-step.ts';
import { differs } from './wish.ts';

/**
 * The invariant of this loop: the newest Instance of a Server wishes for what the Server declares, as far as its host can do it; an incarnation that is over
 * is deleted, one that left its host for good is kept only while somebody may want to go back; the disk of a server that no host has is an Image that the
 * status names; and the Server's finalizer goes only when no Instance is left.
 *
 * It leaves to others: the choice of a host and the making of Instances (scheduling), everything that happens on a host (the agent, through the gateway),
 * Ports and the granting of volumes (their loops), and the release of a deleted Instance (the gateway; the host loop where the host is gone for good).
 *
 * The steps are to be taken in order; each is harmless when repeated. None: the world is as it should be, or others have to act first.
 */
export function planServer(observation: Observation, now: Date): readonly ServerStep[] {
  const { server, instances } = observation;
  const actions = planActions(observation, now);
  const records = [...planRecords(observation, now), ...planMigrations(observation, now)];
  if (server === undefined) return [...actions.steps, ...actions.reports, ...records];
  const own = (): readonly ServerStep[] => {
    if (restorableUntil(server, now) !== undefined) return planSoftDeletion(observation);
    if (server.metadata.deletionTimestamp !== undefined) return planDeletion(server, observation);
    return [...planRetirement(instances), ...planIncarnations(server, observation, actions.wish, now)];
  };
  // Records come last: nobody waits for them.
  return [...actions.announcements, ...own(), ...actions.steps, ...actions.reports, ...records];
}

function planDeletion(server: Server, { instances, endsAreRecorded }: Observation): readonly ServerStep[] {
  if (instances.length === 0) {
    if (server.metadata.finalizers?.includes(serverFinalizer) !== true) return [];
    return [...(endsAreRecorded === true ? [{ kind: 'RecordEnd', server } as const] : []), { kind: 'ReleaseServer', server }];
  }
  return instances
    .filter((instance) => !isGoing(instance))
    .map((instance) => ({ kind: 'DeleteInstance', instance, because: 'ServerDeleted' }));
}

/** The guest is stopped, and everything else stays as it is for as long as the deletion can be taken back. */
function planSoftDeletion(observation: Observation): readonly ServerStep[] {
  const current = currentInstance(observation);
  if (current === undefined || current.status?.phase === 'Shelved') return [];
  const wish = { power: 'Stopped' } as const;
  return differs(current, wish) ? [{ kind: 'SetWish', instance: current, wish }] : [];
}

/**
 * An incarnation that is over makes room for the next: scheduling places again when it is gone. Not one that is gone since a backup was made: its server
 * was deleted or moved then, and somebody has to say what it is to be now.
 */
function planRetirement(instances: readonly Instance[]): readonly ServerStep[] {
  return instances
    .filter((instance) => (isOver(instance) || hasLeft(instance, instances)) && !isGoing(instance) && !isGoneSinceBackup(instance))
    .map((instance) => ({ kind: 'DeleteInstance', instance, because: isOver(instance) ? 'Lost' : 'Left' }));
}

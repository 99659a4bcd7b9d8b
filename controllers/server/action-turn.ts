import type { Image } from '#apis/compute/image.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import {
  awaitedImageUID,
  goingMessage,
  imageNameOf,
  nameTaken,
  shelvedMessage,
  whyImpossible,
  whyNothingToConfirm,
  whyNothingToRevert,
  whyNotMoved,
  whyNotRestored,
  type ActionSituation,
} from '#apis/infrastructure/action-refusals.ts';
import type { Instance, InstanceSpec, SavedDisk } from '#apis/infrastructure/instance.ts';
import { isAwaitingDisk } from '#apis/infrastructure/saved-image.ts';
import { isShelved } from '#apis/infrastructure/needs-placement.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { currentInstance, hasDisk, isSettled, lacks, type Observation } from './observation.ts';
import type { ActionTurn, Doing } from './turn.ts';
import { liveMoveOrderTurn, liveMoveTurn } from './live-move-turn.ts';
import { isComplete, isMadeBy } from './saved-disk.ts';

/** Decides about the oldest action of a server that is there. */
export function turnOf(action: ServerAction, server: Server, observation: Observation, now: Date): ActionTurn {
  if (action.spec.type === 'Restore') return restoreTurn(action, server, now);
  if (server.metadata.deletionTimestamp !== undefined) return fail(goingMessage(server));
  switch (action.spec.type) {
    case 'ConfirmResize':
      return confirmTurn(action, server, observation);
    case 'MigrateCold':
      return migrationTurn(action, server, observation);
    case 'RevertMigration':
      return revertTurn(action, server, observation);
    case 'MigrateLive':
      return liveMoveTurn(action, server, observation, { situation: situationOf(server, observation), now });
    case 'ForceMigration':
    case 'AbortMigration':
      return liveMoveOrderTurn(action, server);
    default:
      return agentTurn(action, server, observation);
  }
}

function restoreTurn(action: ServerAction, server: Server, now: Date): ActionTurn {
  const isBegun = action.status?.phase === 'Running';
  if (isBegun && server.metadata.deletionTimestamp === undefined) return { kind: 'Succeed', message: 'the deletion was taken back' };
  const obstacle = whyNotRestored(server, now);
  if (obstacle !== undefined) return fail(obstacle);
  return { kind: 'Run', event: 'Restore', message: 'the deletion is being taken back', does: { kind: 'Restore' } };
}

function confirmTurn(action: ServerAction, server: Server, observation: Observation): ActionTurn {
  const isBegun = action.status?.phase === 'Running';
  const nothing = whyNothingToConfirm(server);
  if (nothing !== undefined) return isBegun ? { kind: 'Succeed', message: 'the old incarnation is let go' } : fail(nothing);
  const current = currentInstance(observation);
  if (!isBegun && (current === undefined || !isSettled(current)))
    return wait('waits for the server to be up again after its resize or move');
  return { kind: 'Run', event: 'ReleaseOldIncarnation', message: 'the old incarnation is being let go', does: { kind: 'Confirm' } };
}

/** Back to what a cold migration kept. What a resize kept is gone back to by its flavor, which says what the server is to be. */
function revertTurn(action: ServerAction, server: Server, observation: Observation): ActionTurn {
  const run = (event: string, message: string, does: Doing): ActionTurn => ({ kind: 'Run', event, message, does });
  const nothing = whyNothingToRevert(server);
  if (nothing === undefined) return run('GiveUpNewIncarnation', 'the incarnation on the new host is being given up', { kind: 'Revert' });
  if (action.status?.phase !== 'Running') return fail(nothing);
  if (server.spec.power === 'Shelved') return { kind: 'Succeed', message: 'the server has the disk from before its move again' };
  const newest = currentInstance(observation);
  const current = (newest?.spec.epoch ?? 0) > (server.status?.resize?.revertedEpoch ?? 0) ? newest : undefined;
  if (current?.status?.phase === 'Failed') return fail('the server went back, and does not come up: its condition Ready says why');
  return current !== undefined && (isSettled(current) || hasDisk(current))
    ? { kind: 'Succeed', message: 'the server is up with its disk from before the move' }
    : run('Start', 'the server is being started with its disk from before the move', { kind: 'Nothing' });
}

function migrationTurn(action: ServerAction, server: Server, observation: Observation): ActionTurn {
  const { resize, conditions } = server.status ?? {};
  const current = currentInstance(observation);
  const run = (event: string, message: string): ActionTurn => ({ kind: 'Run', event, message, does: { kind: 'Migrate' } });
  if (server.spec.power === 'Shelved') return fail(shelvedMessage(server));
  if (resize?.actionUID === action.metadata.uid) {
    if (current !== undefined && current.metadata.name !== resize.keptInstance) {
      const back = observation.actions.find(({ spec }) => spec.type === 'RevertMigration');
      if (back !== undefined && !isSettled(current)) return fail(`it is taken back by the action "${back.metadata.name}"`);
      return isSettled(current)
        ? { kind: 'Succeed', message: `the server is up on another host; ${howMovesEnd}` }
        : run('Start', 'the server is being started on another host');
    }
    const scheduled = findCondition(conditions, 'Scheduled');
    return scheduled?.status === 'False' && !passingReasons.includes(scheduled.reason)
      ? fail(`there is no other host for it: ${scheduled.message}; the server is brought up again where there is room`)
      : run('Place', 'another host is being looked for');
  }
  const isLeaving = current === undefined ? observation.instances.some(isShelved) : current.spec.power === 'Shelved';
  if (action.status?.phase === 'Running' && isLeaving) return run('SaveDisk', 'the disk of the server is on its way to the image store');
  const obstacle = whyNotMoved(action, situationOf(server, observation));
  if (obstacle !== undefined) return fail(obstacle);
  if (current === undefined) return wait('waits for the server to be placed on a host');
  if (isLeaving) return wait('waits for the server to leave its host for another reason');
  return run('SaveDisk', 'the disk of the server is on its way to the image store');
}

const howMovesEnd = 'confirm with a ServerAction of type ConfirmResize, or go back with one of type RevertMigration';

/** What a placement waits for that comes by itself. */
const passingReasons = ['PortMissing', 'ImageNotReady', 'SavedImageNotFound'];

function situationOf(server: Server, { instances, host, references }: Observation): ActionSituation {
  return {
    server,
    instances,
    lacks: (capability) => lacks(host, capability),
    flavor: references.flavor,
    image: references.image,
    rescueImage: references.rescueImage,
    namesake: references.actionImage,
    heldVolume: references.volumes[0]?.volume.name,
  };
}

/** Types that an agent carries out. */
function agentTurn(action: ServerAction, server: Server, observation: Observation): ActionTurn {
  const { uid } = action.metadata;
  const told = observation.instances.find(({ spec }) => spec.action?.uid === uid || spec.reboot?.actionUID === uid);
  const outcome = told === undefined ? undefined : outcomeOf(action, told);
  if (told !== undefined && outcome !== undefined) return endOf(action, told, outcome, observation);
  const current = currentInstance(observation);
  if (told !== undefined && told === current) return toldTurn(action, observation);
  const dropped = dropTurn(action, server, observation);
  if (dropped !== undefined) return dropped;
  if (server.spec.power === 'Shelved') return fail(shelvedMessage(server));
  const obstacle = whyImpossible(action, situationOf(server, observation));
  if (obstacle !== undefined) return fail(obstacle);
  const isTold = action.status?.phase === 'Running' && action.spec.type !== 'Reboot';
  if (current === undefined)
    return isTold ? toldTurn(action, observation, { kind: 'Nothing' }) : wait('waits for the server to be placed on a host');
  if (isTold && isYounger(current, action))
    return fail('the incarnation that was asked for it is gone, and whether it was done is not known');
  if (current.spec.power === 'Shelved') return wait('waits for the server to come up in its new size');
  return toldTurn(action, observation);
}

/** Whether the incarnation came to be after the action was begun, and so with another one. */
function isYounger({ metadata }: Instance, { status }: ServerAction): boolean {
  return status?.startedAt !== undefined && Date.parse(metadata.creationTimestamp) > Date.parse(status.startedAt);
}

function toldTurn(action: ServerAction, { host }: Observation, instead?: Doing): ActionTurn {
  const message =
    host.kind === 'Lost' ? 'the agent of its host, which has been told, or is to be, is silent' : 'the agent of its host has been told';
  const { uid } = action.metadata;
  const { type, reboot, setPassword } = action.spec;
  const run = (event: string, does: Doing): ActionTurn => ({ kind: 'Run', event, message, does: instead ?? does });
  const tell = (event: string, name: NonNullable<InstanceSpec['action']>['type']): ActionTurn =>
    run(event, { kind: 'Tell', action: { uid, type: name } });
  switch (type) {
    case 'Reboot':
      return run('Reboot', { kind: 'Reboot', reboot: { actionUID: uid, mode: reboot?.mode ?? 'Soft' } });
    case 'Snapshot':
    case 'Backup':
      return tell('SaveDisk', 'Snapshot');
    case 'SetPassword': {
      const { user, secretName = '', key = '' } = setPassword ?? {};
      const secret = { secretName, key };
      return run('SetPassword', { kind: 'Tell', action: { uid, type, secret, ...(user === undefined ? {} : { user }) } });
    }
    case 'Rebuild':
    case 'Reset':
    case 'CrashDump':
      return tell(type, type);
    case 'ConfirmResize':
    case 'MigrateCold':
    case 'MigrateLive':
    case 'ForceMigration':
    case 'AbortMigration':
    case 'RevertMigration':
    case 'Restore':
    case 'Record':
      throw new TypeError(`an action of type ${type} is nothing for an agent`);
  }
}

interface AgentOutcome {
  readonly outcome: 'Succeeded' | 'Failed';
  readonly message: string;
  readonly at: string;
  readonly disk: SavedDisk | undefined;
}

function outcomeOf({ metadata: { uid }, spec }: ServerAction, { status }: Instance): AgentOutcome | undefined {
  if (spec.type === 'Reboot') {
    const { lastReboot } = status ?? {};
    return lastReboot?.actionUID === uid ? { ...lastReboot, disk: undefined } : undefined;
  }
  const { lastAction } = status ?? {};
  return lastAction?.uid === uid ? { ...lastAction, disk: lastAction.savedDisk } : undefined;
}

function endOf(
  action: ServerAction,
  instance: Instance,
  { outcome, message, at, disk }: AgentOutcome,
  observation: Observation,
): ActionTurn {
  if (outcome === 'Failed') return { kind: 'Fail', message, at };
  const name = imageNameOf(action);
  if (name === undefined) return { kind: 'Succeed', message, at };
  if (disk === undefined) return fail('the agent said that it saved the disk, and not where: it is of an older version');
  const { actionImage, backups } = observation.references;
  // With a rotation of 0 the new backup goes with the old ones: what was made once is not made again.
  const isRotating = action.status?.events?.some(({ name: event }) => event === rotationEvent) === true;
  if (!isRotating && (actionImage === undefined || !isMadeBy(action, actionImage) || !isComplete(actionImage))) {
    const obstacle = actionImage === undefined || isMadeBy(action, actionImage) ? undefined : whyNotFilled(action, actionImage, disk);
    if (obstacle !== undefined) return fail(obstacle);
    return { kind: 'Run', event: 'CreateImage', message: `the image "${name}" is being made`, does: { kind: 'MakeImage', instance, disk } };
  }
  const surplus = backups.slice(action.spec.backup?.rotation ?? backups.length);
  if (surplus.length > 0) {
    const does: Doing = { kind: 'DeleteImages', images: surplus };
    return { kind: 'Run', event: rotationEvent, message: 'backups that are too old are being deleted', does };
  }
  return { kind: 'Succeed', message: `the image "${name}" was made`, image: name };
}

/** Why an image that bears the name is not to get the disk. */
function whyNotFilled(action: ServerAction, image: Image, disk: SavedDisk): string | undefined {
  const { name, uid } = image.metadata;
  const { format } = image.spec;
  if (awaitedImageUID(action) !== uid) return nameTaken(action, name);
  if (!isAwaitingDisk(image, action.spec.server)) return `the image "${name}" does not wait for the disk of this server`;
  return format === disk.format ? undefined : `the image "${name}" says ${format}, and the disk was saved as ${disk.format}`;
}

const rotationEvent = 'RotateBackups';

/** A Rebuild of a server that no host has: its next incarnation begins with a new disk. The way out when a saved disk is gone, too. */
function dropTurn(action: ServerAction, server: Server, { instances }: Observation): ActionTurn | undefined {
  if (action.spec.type !== 'Rebuild' || instances.length > 0) return undefined;
  const message = 'the saved disk is given up; the next incarnation starts from the image';
  if (server.status?.savedImage !== undefined) return { kind: 'Run', event: dropEvent, message, does: { kind: 'DropSavedDisk' } };
  return isDropping(action, server) ? { kind: 'Succeed', message } : undefined;
}

function isDropping({ status }: ServerAction, server: Server): boolean {
  return status?.events?.at(-1)?.name === dropEvent && status.serverUID === server.metadata.uid;
}

const dropEvent = 'GiveUpSavedDisk';

function fail(message: string): ActionTurn {
  return { kind: 'Fail', message };
}

function wait(message: string): ActionTurn {
  return { kind: 'Wait', message };
}

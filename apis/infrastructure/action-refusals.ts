import type { Flavor } from '../compute/flavor.ts';
import type { Image } from '../compute/image.ts';
import type { ServerAction } from '../compute/server-action.ts';
import type { Server } from '../compute/server.ts';
import { actionCapability, unsupportedMessage } from './capabilities-for.ts';
import type { Instance } from './instance.ts';
import { currentIncarnation } from './needs-placement.ts';
import { builtFromOf } from './saved-image.ts';
import { imageRefusal, rebuildRefusal, resizeRefusal, whyNotSaved, type Lacks } from './wish-refusals.ts';

/*
 * Why nothing can come of an action. The server loop ends it with these words, and a plan refuses it with them before it is made.
 */

/** All that the refusal of an action depends on. */
export interface ActionSituation {
  readonly server: Server;
  /** Its incarnations, the newest first. */
  readonly instances: readonly Instance[];
  readonly lacks: Lacks;
  /** What the spec of the server names. */
  readonly flavor: Flavor | undefined;
  readonly image: Image | undefined;
  readonly rescueImage: Image | undefined;
  /** What bears the name of the image that the action is to make. */
  readonly namesake: Image | undefined;
  /** The name of a volume that is in the server. */
  readonly heldVolume: string | undefined;
}

/** The name of the Image that an action is to make; undefined: it makes none. */
export function imageNameOf({ spec }: Pick<ServerAction, 'spec'>): string | undefined {
  return spec.snapshot?.image ?? spec.backup?.image;
}

/** The uid of that Image where it is there before its bytes. */
export function awaitedImageUID({ spec }: Pick<ServerAction, 'spec'>): string | undefined {
  return spec.snapshot?.imageUID ?? spec.backup?.imageUID;
}

/** There is no server of that name. */
export function noServerMessage({ spec }: Pick<ServerAction, 'spec'>): string {
  return `there is no server "${spec.server}" in this namespace`;
}

/** Nothing is done to it any more. */
export function goingMessage({ metadata }: Server): string {
  return `the server "${metadata.name}" is being deleted`;
}

/** When a deletion that can still be taken back takes effect; undefined: there is none, or it is for good. */
export function restorableUntil({ metadata }: Pick<Server, 'metadata'>, now: Date): Date | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === 0) return undefined;
  const until = new Date(deletionTimestamp);
  return until > now ? until : undefined;
}

/** Of a Restore that has not begun. */
export function whyNotRestored(server: Server, now: Date): string | undefined {
  const { name, deletionTimestamp } = server.metadata;
  if (deletionTimestamp === undefined) return `the server "${name}" is not being deleted`;
  return restorableUntil(server, now) === undefined ? `the deletion of the server "${name}" cannot be taken back any more` : undefined;
}

/** Of a ConfirmResize that has not begun. */
export function whyNothingToConfirm({ metadata, status }: Server): string | undefined {
  return status?.resize === undefined || isReturning(status)
    ? `the server "${metadata.name}" has no resize or cold migration that waits to be confirmed`
    : undefined;
}

/** Whether the new incarnation of a resize or cold migration is given up, and the server goes back to what is kept. */
function isReturning(status: Server['status']): boolean {
  return status?.resize?.revertedEpoch !== undefined;
}

/** Of a RevertMigration that has not begun. */
export function whyNothingToRevert({ metadata, status }: Server): string | undefined {
  const isBack = status?.resize === undefined || isReturning(status);
  if (!isBack && status.resize.actionUID !== undefined) return undefined;
  return isBack
    ? `the server "${metadata.name}" has no cold migration that waits to be confirmed`
    : `the server "${metadata.name}" was resized: set spec.flavor to "${status.resize.previousFlavor}" to go back`;
}

/** Why nothing can come of an action that has not begun while the server declares the power that it does, whose turn ever it is. */
export function whyNeverWhileDeclared(action: ServerAction, server: Server): string | undefined {
  const { spec, metadata } = server;
  const { type } = action.spec;
  if (
    type === 'ConfirmResize' ||
    type === 'Restore' ||
    type === 'AbortMigration' ||
    type === 'ForceMigration' ||
    action.status?.phase === 'Running'
  )
    return undefined;
  if (spec.power === 'Shelved') return type === 'Rebuild' && server.status?.savedImage !== undefined ? undefined : shelvedMessage(server);
  const needsRunning = type === 'Reboot' || type === 'CrashDump' || type === 'SetPassword' || type === 'MigrateLive';
  if (!needsRunning || spec.power === 'Running') return undefined;
  return type === 'Reboot' && spec.power === 'Stopped'
    ? `the server "${metadata.name}" is declared stopped: set spec.power to Running, which starts it anew`
    : `the server "${metadata.name}" is declared ${spec.power.toLowerCase()}: set spec.power to Running first`;
}

/** Of what an agent carries out: what can never come true from here, whatever others do next. */
export function whyImpossible(action: ServerAction, situation: ActionSituation): string | undefined {
  const missing = whyUnsupported(action, situation);
  return missing ?? (action.spec.type === 'Rebuild' ? whyNotRebuilt(situation) : whyNoImage(action, situation));
}

/** Of a MigrateCold that has not begun. */
export function whyNotMoved(action: ServerAction, situation: ActionSituation): string | undefined {
  const { server, heldVolume } = situation;
  if (server.status?.resize !== undefined)
    return 'the last resize or cold migration is not confirmed yet: confirm it with a ServerAction of type ConfirmResize, or take it back first';
  const missing = whyUnsupported(action, situation);
  if (missing !== undefined) return missing;
  const held = server.spec.bootVolume ?? heldVolume;
  if (held !== undefined)
    return `spec.type: MigrateCold: the volume "${held}" lies on the host of the server, and stays there; detach it first`;
  const unsavable = whyCurrentNotSaved(situation);
  return unsavable === undefined ? whyNotUpAgain(situation) : `spec.type: MigrateCold ${unsavable}`;
}

/** Of a MigrateLive that has not begun. */
export function whyNotMovedLive(action: ServerAction, situation: ActionSituation): string | undefined {
  const { server, heldVolume, instances } = situation;
  if (server.status?.resize !== undefined)
    return 'the last resize or cold migration is not confirmed yet: confirm it with a ServerAction of type ConfirmResize, or take it back first';
  const missing = whyUnsupported(action, situation);
  if (missing !== undefined) return missing;
  const held = server.spec.bootVolume ?? heldVolume;
  if (held !== undefined)
    return `spec.type: MigrateLive: the volume "${held}" lies on the host of the server, and stays there; detach it first`;
  const current = currentIncarnation(instances);
  if (current?.status?.inRescue === true || server.spec.rescue !== undefined)
    return 'spec.type: MigrateLive: the server is in rescue; take spec.rescue away first';
  return current?.spec.machine.tpm === true
    ? 'spec.type: MigrateLive: what its trusted platform module keeps would stay behind; move it with MigrateCold'
    : undefined;
}

/** Of a ForceMigration or AbortMigration that nobody has looked at yet. */
export function whyNoLiveMove({ metadata, status }: Server): string | undefined {
  return status?.move === undefined ? `the server "${metadata.name}" is not on its way to another host` : undefined;
}

/** Whether what the server declares to be made from is not what its disk is made from: a change of it was refused. */
export function isOfAnotherImage({ spec }: Server, { spec: { machine } }: Instance): boolean {
  return spec.image !== undefined && machine.bootVolumeUID === undefined && builtFromOf(machine).name !== spec.image;
}

/** The next incarnation is made as the server declares: what of that was refused up to now would keep it from coming up. */
function whyNotUpAgain({ server, instances, lacks, flavor, image, rescueImage }: ActionSituation): string | undefined {
  const current = currentIncarnation(instances);
  if (current === undefined) return undefined;
  const { spec } = server;
  const { machine } = current.spec;
  if (flavor === undefined || spec.flavor !== machine.flavor) {
    const refusal = resizeRefusal(spec, machine, { lacks, flavor, image });
    if (refusal !== undefined) return refusal.message;
  }
  const missing = isOfAnotherImage(server, current) ? imageRefusal('spec.image', spec.image ?? '', image) : undefined;
  const rescue =
    spec.rescue === undefined ? undefined : imageRefusal('spec.rescue.image', spec.rescue.image ?? spec.image ?? '', rescueImage);
  return (missing ?? rescue)?.message;
}

/** What there is to do for a server that is shelved, before anything else. */
export function shelvedMessage({ metadata: { name }, status }: Server): string {
  const disk = status?.savedImage === undefined ? '' : `: its disk is the image "${status.savedImage}"`;
  return `the server "${name}" is shelved${disk}; set spec.power to Running first`;
}

/** Somebody else made an image of that name. */
export function nameTaken({ spec }: ServerAction, name: string): string {
  return `spec.${spec.snapshot === undefined ? 'backup' : 'snapshot'}.image: there is an image "${name}" already; name another`;
}

function whyUnsupported(action: ServerAction, { lacks }: ActionSituation): string | undefined {
  const capability = actionCapability(action);
  return capability !== undefined && lacks(capability) ? unsupportedMessage(`spec.type: ${action.spec.type}`, capability) : undefined;
}

function whyNotRebuilt({ server: { spec }, instances, lacks, image }: ActionSituation): string | undefined {
  if (spec.bootVolume !== undefined) return `spec.type: Rebuild: the root disk of the server is the volume "${spec.bootVolume}"`;
  const current = currentIncarnation(instances);
  return current === undefined ? undefined : rebuildRefusal(spec.image ?? '', current.spec.machine, { lacks, image })?.message;
}

function whyNoImage(action: ServerAction, situation: ActionSituation): string | undefined {
  const name = imageNameOf(action);
  if (name === undefined) return undefined;
  const { server, namesake } = situation;
  if (server.spec.bootVolume !== undefined)
    return `spec.type: ${action.spec.type}: the root disk of the server is the volume "${server.spec.bootVolume}": make a snapshot of that`;
  const unsavable = whyCurrentNotSaved(situation);
  if (unsavable !== undefined) return `spec.type: ${action.spec.type} ${unsavable}`;
  // What is to get the disk may not be known here yet, and may go at any time: it is looked for when the disk is there.
  if (namesake === undefined || awaitedImageUID(action) !== undefined) return undefined;
  return nameTaken(action, name);
}

function whyCurrentNotSaved({ instances }: ActionSituation): string | undefined {
  const current = currentIncarnation(instances);
  return current === undefined ? undefined : whyNotSaved(current.spec.machine);
}

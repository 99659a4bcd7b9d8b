import type { Image } from '../compute/image.ts';
import type { ServerAction } from '../compute/server-action.ts';
import {
  goingMessage,
  imageNameOf,
  isOfAnotherImage,
  noServerMessage,
  whyImpossible,
  whyNeverWhileDeclared,
  whyNothingToConfirm,
  whyNothingToRevert,
  whyNoLiveMove,
  whyNotMoved,
  whyNotMovedLive,
  whyNotRestored,
  type ActionSituation,
} from './action-refusals.ts';
import type { Instance } from './instance.ts';
import { currentIncarnation } from './needs-placement.ts';
import { savedFrom } from './saved-image.ts';
import { none, predictionOf, rebuildSentence, whileHostIsLost, type Part, type ServerPrediction } from './server-prediction.ts';

/** An action that is not made yet, and all that its outcome depends on. */
export interface ActionOutlook extends Omit<ActionSituation, 'server'> {
  readonly action: ServerAction;
  readonly server: ActionSituation['server'] | undefined;
  /** What `status.savedImage` of the server names. */
  readonly savedImage: Image | undefined;
  /** Whether the host of the newest incarnation has been silent past its grace period. */
  readonly isHostLost?: boolean;
  readonly now: Date;
}

/** That of a server that is there. */
type Situation = ActionSituation & Pick<ActionOutlook, 'savedImage'>;

/**
 * What the server loop and the agent will do to the server's guest for an action, once it is its turn and if nothing fails. Pure. It refuses what the
 * loop ends, by the same functions; a test runs both over random servers and compares.
 */
export function predictAction(outlook: ActionOutlook): ServerPrediction {
  const { action, server, now } = outlook;
  if (action.spec.type === 'Record') return predictionOf([none('nothing is done: it is noted that the server was changed')]);
  if (server === undefined) return refusal(noServerMessage(action));
  const situation = { ...outlook, server };
  const { type } = action.spec;
  if (server.metadata.deletionTimestamp !== undefined) {
    const obstacle = type === 'Restore' ? whyNotRestored(server, now) : goingMessage(server);
    if (obstacle !== undefined) return refusal(obstacle);
    return predictionOf([{ effect: 'Power', sentence: `the deletion is taken back, and the guest is brought to ${server.spec.power}` }]);
  }
  const obstacle = whyNeverWhileDeclared(action, server) ?? whyNot(action, situation, now);
  if (obstacle !== undefined) return refusal(obstacle);
  const current = currentIncarnation(outlook.instances);
  const parts = [partOf(action, situation), ...startPart(action, current)];
  return predictionOf(whileHostIsLost(parts, outlook.isHostLost));
}

function refusal(message: string): ServerPrediction {
  return predictionOf([{ refusal: { message } }]);
}

function whyNot(action: ServerAction, situation: ActionSituation, now: Date): string | undefined {
  switch (action.spec.type) {
    case 'Restore':
      return whyNotRestored(situation.server, now);
    case 'ConfirmResize':
      return whyNothingToConfirm(situation.server);
    case 'RevertMigration':
      return whyNothingToRevert(situation.server);
    case 'MigrateCold':
      return whyNotMoved(action, situation);
    case 'MigrateLive':
      return whyNotMovedLive(action, situation);
    case 'ForceMigration':
    case 'AbortMigration':
      return whyNoLiveMove(situation.server);
    default:
      return isDiskGivenUp(action, situation) ? undefined : whyImpossible(action, situation);
  }
}

/** A Rebuild of a server that no host has: its next incarnation begins with a new disk. */
function isDiskGivenUp({ spec }: ServerAction, { server, instances }: ActionSituation): boolean {
  return spec.type === 'Rebuild' && instances.length === 0 && server.status?.savedImage !== undefined;
}

function partOf(action: ServerAction, situation: Situation): Part {
  const { instances } = situation;
  const { type, reboot, setPassword, backup } = action.spec;
  const image = imageNameOf(action);
  switch (type) {
    case 'Reboot':
      return reboot?.mode === 'Hard'
        ? { effect: 'Restart', sentence: 'the power of the guest is cut, and it is started again' }
        : { effect: 'Restart', sentence: 'the guest is asked to restart, and its power is cut if it does not' };
    case 'Rebuild':
      return rebuildPart(action, situation);
    case 'CrashDump':
      return { effect: 'Restart', sentence: 'the kernel of the guest is interrupted: it crashes, and dumps its memory or starts again' };
    case 'SetPassword':
      return { effect: 'Live', sentence: `the password of the user "${setPassword?.user ?? 'root'}" is set inside the guest` };
    case 'Snapshot':
      return { effect: 'Live', sentence: `${diskCopied} "${image}"` };
    case 'Backup':
      return {
        effect: 'Live',
        sentence: `${diskCopied} "${image}", and of the series "${backup?.series}" the newest ${backup?.rotation} are kept`,
      };
    case 'Reset':
      return isFailed(instances[0])
        ? { effect: 'Power', sentence: 'what failed is tried again at once' }
        : none('nothing that failed is waiting: there is nothing to try again');
    case 'ConfirmResize':
      return none('what its resize or cold migration has kept is let go: there is no way back from it any more');
    case 'MigrateCold':
      return movePart(situation);
    case 'MigrateLive':
      return { effect: 'Live', sentence: 'the guest goes to another host while it runs, with its disk and addresses' };
    case 'ForceMigration':
      return { effect: 'Live', sentence: 'the guest stands still until it is on the other host' };
    case 'AbortMigration':
      return none('the guest stays where it is, if it has not left yet');
    case 'RevertMigration':
      return returnPart(situation);
    case 'Restore':
    case 'Record':
      return none('the server is not being deleted');
  }
}

/** Back to the disk that was kept, unless the server names another image by now. */
function returnPart({ server, savedImage }: Situation): Part {
  const source = savedImage === undefined ? undefined : savedFrom(savedImage);
  return source === undefined || source.name === server.spec.image
    ? {
        effect: 'Move',
        sentence: 'the guest is stopped and goes on from the disk that it had before its move; what was written since is lost',
      }
    : {
        effect: 'Replace',
        sentence: `the guest is stopped and goes on with a new root disk from image "${server.spec.image}"; what is on its disk is lost`,
      };
}

function movePart({ server, instances }: ActionSituation): Part {
  const current = currentIncarnation(instances);
  const kept = 'what it was is kept until that is confirmed';
  return current !== undefined && isOfAnotherImage(server, current)
    ? {
        effect: 'Replace',
        sentence: `the guest is stopped and goes on on another host with a new root disk from image "${server.spec.image}"; ${kept}`,
      }
    : { effect: 'Move', sentence: `the guest is stopped and goes on on another host, with its disk and addresses; ${kept}` };
}

const diskCopied = 'its disk is copied while the guest goes on, but for a moment at most, into the image';

function rebuildPart(action: ServerAction, situation: ActionSituation): Part {
  const { server } = situation;
  if (!isDiskGivenUp(action, situation)) return { effect: 'Rebuild', sentence: rebuildSentence(server.spec.image ?? '') };
  const sentence = 'its saved disk is given up: what is on it is lost, and the next incarnation starts from the image';
  return server.spec.power === 'Shelved' ? none(sentence) : { effect: 'Replace', sentence };
}

/** What an agent is told counts as a wish to have the guest run, whatever its run policy. */
function startPart({ spec: { type } }: ServerAction, current: Instance | undefined): readonly Part[] {
  const isTold = type === 'Snapshot' || type === 'Backup' || type === 'Reset';
  const isOff = current?.spec.power === 'Running' && current.status?.phase === 'Stopped' && current.status.observedGeneration !== undefined;
  return isTold && isOff ? [{ effect: 'Power', sentence: 'the guest, which is off although it is declared running, is started' }] : [];
}

function isFailed(instance: Instance | undefined): boolean {
  return instance?.status?.phase === 'Failed';
}

import type { Flavor } from '../compute/flavor.ts';
import type { Image } from '../compute/image.ts';
import type { KeyPair } from '../compute/key-pair.ts';
import { powerWords, serverFieldChanges } from '../compute/server-effects.ts';
import type { Server, ServerSpec } from '../compute/server.ts';
import { displayNameOf } from '../machinery/kind.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { changeCapabilities, powerCapabilities } from './capabilities-for.ts';
import type { Instance } from './instance.ts';
import { wishedKeyPair } from './machine-key-pair.ts';
import { currentIncarnation } from './needs-placement.ts';
import { hostnameOf } from './resolve-image.ts';
import { builtFromOf, savedFrom } from './saved-image.ts';
import { none, predictionOf, rebuildSentence, whileHostIsLost, type Part, type ServerPrediction } from './server-prediction.ts';
import {
  imageRefusal,
  rebuildRefusal,
  refused,
  rescueRefusal,
  resizeRefusal,
  unsupported,
  whyNotSaved,
  type Refusal,
} from './wish-refusals.ts';

/** A server that is there, what is to become of it, and all that the outcome depends on. */
export interface ServerSituation {
  readonly server: Server;
  readonly wish: ServerSpec;
  /** Its incarnations, the newest first. */
  readonly instances: readonly Instance[];
  /** Features of the host of the newest incarnation; absent: not known. */
  readonly capabilities?: ReadonlySet<string> | undefined;
  /** Whether that host has been silent past its grace period. */
  readonly isHostLost?: boolean;
  /** What the wish names, as it will be then. */
  readonly flavor: Flavor | undefined;
  readonly image: Image | undefined;
  readonly rescueImage: Image | undefined;
  readonly keyPair: KeyPair | undefined;
  /** What `status.savedImage` names. */
  readonly savedImage: Image | undefined;
}

/**
 * What the server loop and the agent will do when `wish` takes the place of the server's spec, in their present state. Pure. It decides as the loop's
 * `wish.ts` and `incarnation-plan.ts` do: a test runs them over random pairs of specs and compares.
 */
export function predictServer(situation: ServerSituation): ServerPrediction {
  const { server, wish } = situation;
  if (serverFieldChanges(server.spec, wish).length === 0) return predictionOf([]);
  if (server.metadata.deletionTimestamp !== undefined) return predictionOf([none('the server is being deleted')]);
  const current = currentIncarnation(situation.instances);
  const parts = current === undefined ? withoutGuest(situation) : withGuest(situation, current);
  if (current !== undefined) parts.push(...driftParts(situation, current, parts));
  return predictionOf(whileHostIsLost(parts, situation.isHostLost));
}

/** Nothing of it is on a host that could be changed: what counts is what the next incarnation starts from. */
function withoutGuest(situation: ServerSituation): Part[] {
  const { server, wish, savedImage, instances } = situation;
  const source = savedImage === undefined ? undefined : savedFrom(savedImage);
  const isDiskGivenUp = source !== undefined && source.name !== wish.image;
  if (wish.power === 'Shelved') {
    return [none(isDiskGivenUp ? `${diskGivenUp} when it comes back` : 'it is on no host, and stays so')];
  }
  if (server.spec.power !== 'Shelved' && instances.length === 0) {
    if (server.status?.savedImage === undefined) return [none('it has no host yet, and will be placed as it is declared then')];
  }
  const missing = missingForPlacement(situation, source === undefined || isDiskGivenUp);
  if (missing !== undefined) return [{ refusal: missing }];
  if (isDiskGivenUp) return [{ effect: 'Replace', sentence: `it is placed anew, with a new root disk: ${diskGivenUp}` }];
  if (server.spec.power === 'Shelved') return [{ effect: 'Power', sentence: 'it is placed anew, and started from its saved disk' }];
  return [{ effect: 'Move', sentence: 'it is between two incarnations: the next one is made as it is declared then, with its disk' }];
}

/** What placement would wait for. */
function missingForPlacement({ wish, flavor, image, rescueImage }: ServerSituation, startsFromImage: boolean): Refusal | undefined {
  if (flavor === undefined) return refused('FlavorNotFound', `spec.flavor: there is no flavor "${wish.flavor}" (tycho get flavors)`);
  const rescueName = rescueNameOf(wish);
  return (
    (startsFromImage && wish.image !== undefined ? imageRefusal('spec.image', wish.image, image) : undefined) ??
    (rescueName === undefined ? undefined : imageRefusal('spec.rescue.image', rescueName, rescueImage))
  );
}

const diskGivenUp = 'what is on its saved disk is not used, since it names another image,';

function withGuest(situation: ServerSituation, current: Instance): Part[] {
  const back = returnPart(situation, current);
  if (back !== undefined) return [back];
  const { wish } = situation;
  if (wish.power === 'Shelved') {
    const refusal = powerRefusal(situation, current);
    if (refusal === undefined) return [{ effect: 'Power', sentence: powerWords.Shelved }];
  }
  const resize = wish.power === 'Shelved' ? [] : resizeParts(situation, current);
  if (resize.some((part) => 'effect' in part)) return resize;
  return [
    ...resize,
    ...powerParts(situation, current),
    ...imageParts(situation, current),
    ...rescueParts(situation, current),
    ...keyPairParts(situation, current),
    ...networkParts(situation, current),
    ...liveParts(situation, current),
  ];
}

/** A flavor that is set back while the resize can still be taken back. */
function returnPart({ server, wish, savedImage, image }: ServerSituation, { spec: { machine } }: Instance): Part | undefined {
  const previous = server.status?.resize?.previousFlavor;
  if (previous === undefined || wish.flavor !== previous || machine.flavor === previous) return undefined;
  const lost = 'what was written since the resize is lost';
  if (wish.power === 'Shelved')
    return { effect: 'Power', sentence: `it goes back to the disk from before its resize, and stays on no host; ${lost}` };
  const source = savedImage === undefined ? undefined : savedFrom(savedImage);
  const isAnotherImage = source !== undefined && source.name !== wish.image;
  const missing = isAnotherImage && wish.image !== undefined ? imageRefusal('spec.image', wish.image, image) : undefined;
  if (missing !== undefined) return undefined;
  return isAnotherImage
    ? {
        effect: 'Replace',
        sentence: `it is stopped and goes on as "${previous}" with a new root disk from image "${wish.image}"; what is on its disk is lost`,
      }
    : { effect: 'Move', sentence: `it is stopped and goes back to "${previous}", with its disk from before the resize; ${lost}` };
}

function resizeParts(situation: ServerSituation, { spec: { machine } }: Instance): Part[] {
  const { wish } = situation;
  if (wish.flavor === machine.flavor) return [];
  const refusal = resizeRefusal(wish, machine, { ...situation, lacks: lacksOf(situation) });
  if (refusal !== undefined) return [{ refusal }];
  const isAnotherImage = machine.bootVolumeUID === undefined && wish.image !== undefined && builtFromOf(machine).name !== wish.image;
  return [
    isAnotherImage
      ? {
          effect: 'Replace',
          sentence: `the guest is stopped and goes on as "${wish.flavor}" with a new root disk from image "${wish.image}": what is on the old one is lost once that is confirmed`,
        }
      : {
          effect: 'Move',
          sentence: `the guest is stopped and goes on as "${wish.flavor}", perhaps on another host, with its disk and addresses; what it was is kept until that is confirmed`,
        },
  ];
}

function powerParts(situation: ServerSituation, current: Instance): readonly Part[] {
  const { wish } = situation;
  const refusal = powerRefusal(situation, current);
  if (refusal !== undefined) return [{ refusal }];
  if (wish.power !== current.spec.power) return [{ effect: 'Power', sentence: powerWords[wish.power] }];
  return isOffByItself(current) && isAboutPower(situation, current)
    ? [{ effect: 'Power', sentence: 'the guest, which is off although it is declared running, is started' }]
    : [];
}

function powerRefusal(situation: ServerSituation, { spec }: Instance): Refusal | undefined {
  const { power } = situation.wish;
  const capability = powerCapabilities[power];
  if (capability !== undefined && lacksOf(situation)(capability)) return unsupported(`spec.power: ${power}`, capability);
  const obstacle = power === 'Shelved' ? whyNotSaved(spec.machine) : undefined;
  return obstacle === undefined ? undefined : refused('Unsupported', `spec.power: ${power} ${obstacle}`);
}

/** A guest that ended while it should run, and that its run policy leaves so: what is new about its power starts it. */
function isOffByItself({ spec, status }: Instance): boolean {
  return spec.power !== 'Stopped' && status?.phase === 'Stopped' && status.observedGeneration !== undefined;
}

function isAboutPower({ wish }: ServerSituation, { spec: { runPolicy, machine } }: Instance): boolean {
  const isImageNew = machine.bootVolumeUID === undefined && wish.image !== undefined && builtFromOf(machine).name !== wish.image;
  return wish.runPolicy !== runPolicy || isImageNew || rescueNameOf(wish) !== machine.rescueImage?.name;
}

function imageParts(situation: ServerSituation, { spec: { machine } }: Instance): readonly Part[] {
  const { wish } = situation;
  if (wish.image === undefined || machine.bootVolumeUID !== undefined || builtFromOf(machine).name === wish.image) return [];
  const refusal = rebuildRefusal(wish.image, machine, { ...situation, lacks: lacksOf(situation) });
  if (refusal !== undefined) return [{ refusal }];
  return [{ effect: 'Rebuild', sentence: rebuildSentence(wish.image) }];
}

function rescueParts(situation: ServerSituation, current: Instance): readonly Part[] {
  const { wish } = situation;
  const name = rescueNameOf(wish);
  if (name === current.spec.machine.rescueImage?.name) return [];
  const refusal = name === undefined ? undefined : rescueRefusal(name, { ...situation, lacks: lacksOf(situation) });
  if (refusal !== undefined) return [{ refusal }];
  const what =
    name === undefined ? 'boots from its own disk again' : `boots from the rescue image "${name}", with its own disk as the second`;
  if (!isExecuting(current) || wish.power === 'Stopped') return [{ effect: 'Live', sentence: `at its next start the guest ${what}` }];
  return [{ effect: 'Restart', sentence: `the guest is stopped and started again, and ${what}` }];
}

function rescueNameOf({ rescue, image }: ServerSpec): string | undefined {
  return rescue === undefined ? undefined : (rescue.image ?? image ?? '');
}

function networkParts(situation: ServerSituation, current: Instance): readonly Part[] {
  const { server, wish } = situation;
  if (samePlain(server.spec.networks, wish.networks)) return [];
  const cards = ({ networks = [] }: ServerSpec): readonly object[] => networks.map(({ tag: _tag, ...card }) => card);
  if (samePlain(cards(server.spec), cards(wish)))
    return [{ effect: 'Live', sentence: 'the tags of its network cards change in its metadata' }];
  const isRunning = isExecuting(current);
  const capability = isRunning ? changeCapabilities.networksWhileRunning : changeCapabilities.networks;
  if (lacksOf(situation)(capability)) return [{ refusal: unsupported('spec.networks', capability) }];
  return [{ effect: 'Live', sentence: `network cards are plugged in and out${isRunning ? ' while the guest runs' : ''}` }];
}

function keyPairParts({ wish, keyPair }: ServerSituation, { spec: { machine } }: Instance): readonly Part[] {
  const { value, refusal } = wishedKeyPair(wish.keyPair, { found: keyPair, before: machine.keyPair });
  if (refusal !== undefined) return [{ refusal }];
  return samePlain(value, machine.keyPair)
    ? []
    : [{ effect: 'Live', sentence: 'the guest finds another key in its metadata, and takes it when its disk is next made anew' }];
}

function liveParts({ server, wish }: ServerSituation, { spec }: Instance): readonly Part[] {
  const parts: Part[] = [];
  const wished = { ...server, spec: wish };
  const isTold =
    !samePlain(wish.metadata, spec.machine.metadata) ||
    hostnameOf(wished) !== spec.machine.hostname ||
    displayNameOf(wished) !== spec.machine.displayName;
  if (isTold) parts.push({ effect: 'Live', sentence: 'the guest finds the news in its metadata; nothing of it is touched' });
  if (wish.runPolicy !== spec.runPolicy) parts.push({ effect: 'Live', sentence: `from now on its run policy is ${wish.runPolicy}` });
  const isRecorded = serverFieldChanges(server.spec, wish).some(({ effect }) => effect === 'none');
  if (isRecorded) parts.push(none('the guest does not notice'));
  return parts;
}

/** What was only reported up to now is undone by any change that its agent is told. */
function driftParts({ wish }: ServerSituation, { spec, status }: Instance, parts: readonly Part[]): readonly Part[] {
  const open = (status?.drift ?? []).filter(({ healedAt }) => healedAt === undefined);
  const isTold = wish.driftPolicy !== spec.driftPolicy || parts.some((part) => 'effect' in part && part.effect !== 'None');
  if (open.length === 0 || spec.driftPolicy !== 'Report' || !isTold) return [];
  return [{ effect: 'Power', sentence: `what was changed on its host is undone: ${open.map(({ message }) => message).join('; ')}` }];
}

/** Whether the guest has processes or a memory that could be lost. */
function isExecuting({ status }: Instance): boolean {
  return status?.phase === 'Running' || status?.phase === 'Paused' || status?.phase === 'Suspended';
}

function lacksOf({ capabilities }: ServerSituation): (capability: string) => boolean {
  return (capability) => capabilities !== undefined && !capabilities.has(capability);
}

import type { Image } from '#apis/compute/image.ts';
import type { Server, ServerStatus } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { isKept, isShelved } from '#apis/infrastructure/needs-placement.ts';
import { resolvedImageOf } from '#apis/infrastructure/resolve-image.ts';
import { savedFrom, savedImageName } from '#apis/infrastructure/saved-image.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { currentInstance, hasDisk, isGoing, isSettled, type Observation } from './observation.ts';
import { planLiveMove } from './live-move-plan.ts';
import { incarnationOf, isComplete, savedDiskImage } from './saved-disk.ts';
import { note, type ServerStep } from './server-step.ts';
import { differs, farewellWish, wishFor, type ActionWish } from './wish.ts';

/**
 * How a server goes from one incarnation to the next. Its disk goes by way of an Image, which is made and noted in the status before anything else may go,
 * and deleted only when the next incarnation has a disk of its own and nobody could want to go back.
 */
export function planIncarnations(server: Server, observation: Observation, asked: ActionWish, now: Date): readonly ServerStep[] {
  const moves = planLiveMove(server, observation, asked, now);
  if (moves.length > 0) return moves;
  const current = currentInstance(observation);
  const [newest] = observation.instances;
  if (current !== undefined) return planCurrent(server, current, observation, asked, now);
  // An older one that remains while the newest is gone has nothing to say: its disk is not the latest.
  if (newest !== undefined && isLatest(server, newest) && isShelved(newest) && !isGoing(newest))
    return planShelved(server, newest, observation, asked);
  return planBetween(server, observation, asked);
}

/** Whether nothing was ever written to a disk of a later one: those that were to come while it ran, and never did, do not count. */
function isLatest({ status }: Server, { metadata, spec }: Instance): boolean {
  return spec.epoch === (status?.epoch ?? spec.epoch) || metadata.name === status?.instance;
}

/** There is an incarnation that is to run. */
function planCurrent(server: Server, current: Instance, observation: Observation, asked: ActionWish, now: Date): readonly ServerStep[] {
  const resize = server.status?.resize;
  if (resize !== undefined && isGivenUp(server, current, observation, asked)) return planReturn(server, current, observation);
  const noted = noteResize(server, current, observation, asked, now) ?? noteDisk(server, current);
  if (noted !== undefined) return [noted];
  const { wish } = wishFor(server, current, observation, asked);
  return [
    ...(differs(current, wish) ? [{ kind: 'SetWish', instance: current, wish } as const] : []),
    ...leftovers(server, observation, current),
  ];
}

/** Whether the server goes back from what it has become. One that came after the return is where it went back to. */
function isGivenUp(server: Server, current: Instance, observation: Observation, asked: ActionWish): boolean {
  const reverted = server.status?.resize?.revertedEpoch;
  if (reverted !== undefined) return current.spec.epoch <= reverted;
  return asked.reverts === true || isTakenBack(server, current, observation);
}

/** Back to what is kept. Only when the newer one is on its way out is that noted: the kept one stays until the next one has its room. */
function planReturn(server: Server, current: Instance, observation: Observation): readonly ServerStep[] {
  // The disk from before is what it goes back to: no step without it.
  const restored = restoredImage(server, observation);
  if (restored !== undefined) return restored;
  const noted = note(server, { resize: returning(server.status!.resize!, current.spec.epoch) });
  return [{ kind: 'DeleteInstance', instance: current, because: 'Reverted' }, ...(noted === undefined ? [] : [noted])];
}

function returning(resize: Resize, revertedEpoch: number): Resize {
  return { ...resize, revertedEpoch: resize.revertedEpoch ?? revertedEpoch };
}

type Resize = NonNullable<ServerStatus['resize']>;

/** Whether the flavor was set back to what it was before a resize that is not confirmed. */
function isTakenBack(server: Server, { spec: { machine } }: Instance, observation: Observation): boolean {
  const previous = server.status?.resize?.previousFlavor;
  return server.spec.flavor === previous && machine.flavor !== previous && couldComeUp(server, observation);
}

/** Whether what it goes back to has a disk to start from: nothing is given up for an image that is not there. */
function couldComeUp({ spec, status }: Server, { references: { image, savedDisks } }: Observation): boolean {
  if (spec.power === 'Shelved' || spec.image === undefined) return true;
  const saved = savedDisks.find(({ metadata }) => metadata.name === status?.savedImage);
  const source = saved === undefined ? undefined : savedFrom(saved);
  return source?.name === spec.image || (image !== undefined && resolvedImageOf(image) !== undefined);
}

/** What is new about a resize that waits to be confirmed. */
function noteResize(server: Server, current: Instance, observation: Observation, asked: ActionWish, now: Date): ServerStep | undefined {
  const resize = server.status?.resize;
  if (resize === undefined) return undefined;
  const isKeptStill = observation.instances.some(({ metadata }) => metadata.name === resize.keptInstance);
  if (
    !isKeptStill ||
    resize.revertedEpoch !== undefined ||
    asked.confirms === true ||
    isSuperseded(server, current) ||
    isConfirmedByTime(server, now)
  )
    return note(server, { resize: undefined });
  if (resize.runningSince === undefined && isSettled(current)) return note(server, { resize: { ...resize, runningSince: timestamp(now) } });
  return undefined;
}

/** Whoever wishes for yet another size, or for no host at all, does not wish to go back. */
function isSuperseded({ spec, status }: Server, { spec: { machine } }: Instance): boolean {
  return spec.power === 'Shelved' || (spec.flavor !== machine.flavor && spec.flavor !== status?.resize?.previousFlavor);
}

function isConfirmedByTime(server: Server, now: Date): boolean {
  const at = confirmationTime(server);
  return at !== undefined && at <= now;
}

/** When a resize that is not confirmed yet confirms itself; undefined: never, or it has not run yet. */
export function confirmationTime({ spec, status }: Server): Date | undefined {
  const seconds = spec.resize?.autoConfirmSeconds;
  const since = status?.resize?.runningSince;
  return seconds === undefined || since === undefined ? undefined : new Date(Date.parse(since) + seconds * 1000);
}

/** The saved disk has done its work. */
function noteDisk({ status, ...server }: Server, current: Instance): ServerStep | undefined {
  const isDone = status?.savedImage !== undefined && status.resize === undefined && hasDisk(current);
  return isDone ? note({ status, ...server }, { savedImage: undefined }) : undefined;
}

/** The newest incarnation has given its right to run up for good. */
function planShelved(server: Server, newest: Instance, observation: Observation, asked: ActionWish): readonly ServerStep[] {
  const farewell = farewellWish(newest);
  const letGo: readonly ServerStep[] = differs(newest, farewell) ? [{ kind: 'SetWish', instance: newest, wish: farewell }] : [];
  const made = imageStep(server, newest, observation.references.savedDisks);
  if (made !== undefined) return [...letGo, made];
  const hasImage = newest.status?.savedDisk !== undefined;
  // Without a disk and without a volume to boot from nothing could go on from here: wait for the agent to say where the disk is.
  if (!hasImage && newest.spec.machine.bootVolumeUID === undefined) return letGo;
  const wanted = {
    savedImage: hasImage ? savedImageName(newest) : undefined,
    resize: resizeOf(server, newest, asked),
  };
  const noted = note(server, wanted);
  if (noted !== undefined) return [...letGo, noted];
  const kept = wanted.resize === undefined ? undefined : newest;
  return [...letGo, ...leftovers(server, observation, kept)];
}

/** Why the incarnation left its host, if it is to be kept until somebody confirms it. */
function resizeOf(
  { spec, status }: Server,
  { metadata, spec: { epoch, machine } }: Instance,
  { migration }: ActionWish,
): ServerStatus['resize'] {
  if (spec.power === 'Shelved') return undefined;
  const before = status?.resize?.keptInstance === metadata.name ? status.resize : undefined;
  if (migration === undefined && spec.flavor === machine.flavor) return before === undefined ? undefined : returning(before, epoch);
  const actionUID = migration ?? before?.actionUID;
  return { keptInstance: metadata.name, previousFlavor: machine.flavor, ...(actionUID === undefined ? {} : { actionUID }) };
}

/** The newest incarnation is going, or gone: scheduling makes the next one. */
function planBetween(server: Server, observation: Observation, { reverts }: ActionWish): readonly ServerStep[] {
  const resize = server.status?.resize;
  const kept = observation.instances.find(({ metadata }) => metadata.name === resize?.keptInstance);
  // Whoever wishes for no host goes on from the disk that is saved.
  const isReturning = resize?.revertedEpoch !== undefined;
  const isThere = kept !== undefined && isShelved(kept) && !isGoing(kept) && server.spec.power !== 'Shelved';
  const isWanted = isThere && isKept(server, kept) && (isReturning || reverts !== true);
  if (resize !== undefined && !isWanted) {
    const restored = restoredImage(server, observation);
    const noted = note(server, { resize: isThere ? returning(resize, server.status?.epoch ?? kept.spec.epoch) : undefined });
    return restored ?? (noted === undefined ? [] : [noted]);
  }
  return leftovers(server, observation, kept);
}

/** Old incarnations that nobody keeps, and disks that nobody needs. `stays`: the one that does. */
function leftovers(server: Server, { instances, references }: Observation, stays: Instance | undefined): readonly ServerStep[] {
  const keptName = server.status?.resize?.keptInstance;
  const spent = instances.filter(
    (instance) => instance !== stays && instance.metadata.name !== keptName && isShelved(instance) && !isGoing(instance),
  );
  const unneeded = references.savedDisks.filter(
    (image) =>
      image.metadata.deletionTimestamp === undefined &&
      image.metadata.name !== server.status?.savedImage &&
      incarnationOf(image, instances) === undefined,
  );
  return [
    ...spent.map((instance): ServerStep => ({ kind: 'DeleteInstance', instance, because: 'Left' })),
    ...unneeded.map((image): ServerStep => ({ kind: 'DeleteSavedDisk', server, image })),
  ];
}

/** Steps that put back the saved image if somebody has deleted it while its incarnation is still kept; undefined: it is there, or cannot be had. */
function restoredImage(server: Server, { instances, references }: Observation): readonly ServerStep[] | undefined {
  const kept = instances.find(({ metadata }) => metadata.name === server.status?.resize?.keptInstance);
  const step = kept === undefined || isGoing(kept) ? undefined : imageStep(server, kept, references.savedDisks);
  return step === undefined ? undefined : [step];
}

function imageStep(server: Server, instance: Instance, images: readonly Image[]): ServerStep | undefined {
  const disk = instance.status?.savedDisk;
  if (disk === undefined) return undefined;
  const name = savedImageName(instance);
  const found = images.find((image) => image.metadata.name === name);
  return found !== undefined && isComplete(found) ? undefined : { kind: 'MakeImage', image: savedDiskImage(server, instance, disk) };
}

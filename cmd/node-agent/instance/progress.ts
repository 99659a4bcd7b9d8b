import type { SavedDisk } from '#apis/infrastructure/instance.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { GuestExit, Observation } from '#drivers/contract/driver.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import { withoutOldDrift } from './drift.ts';
import { sameDevices, seenDevices } from './held-devices.ts';
import { isExecuting, type Executing } from './instance-observation.ts';

/**
 * What an observation adds to what is remembered of an instance: that it exists and what it holds, how its last run ended, that it has run long
 * enough to be called healthy. Returns the same object when nothing is new.
 */
export function progressAfter(record: InstanceRecord, guest: Observation, now: Date): InstanceProgress {
  const { desired, progress } = record;
  if (isExecuting(guest)) return progressWhileExecuting(record, guest, now);
  if (guest.kind !== 'Stopped' || guest.exit === undefined || isRecorded(guest.exit, progress)) return progress;
  const { reason, message, at } = guest.exit;
  // The wish that was in force when it ended is the one fulfilled last; the present one may be newer.
  const generation = Math.min(progress.fulfilledGeneration, desired.generation);
  return { ...progress, lastExit: { reason, message, at: at.toISOString(), generation } };
}

function progressWhileExecuting(record: InstanceRecord, guest: Executing, now: Date): InstanceProgress {
  const { progress } = record;
  const { image, bootVolumeUID, rescueImage } = record.desired.instance.spec.machine;
  const isHealthy = progress.restartsInARow > 0 && ranForAWhile(guest.startedAt, now);
  const isAdopted = !progress.prepared;
  const devices = seenDevices(record, guest);
  const inRescue = guest.inRescue ?? false;
  const rescueIsNews = inRescue !== (progress.rescueImageUID !== undefined);
  if (!isHealthy && !isAdopted && !rescueIsNews && sameDevices(devices, progress.devices)) return progress;
  const { rescueImageUID, ...rest } = progress;
  const startedFrom = inRescue ? (rescueImageUID ?? rescueImage?.uid ?? '') : undefined;
  return {
    ...rest,
    prepared: true,
    ...(isAdopted && bootVolumeUID === undefined ? { rootDisk: progress.rootDisk ?? { imageUID: image.uid } } : {}),
    restartsInARow: isHealthy ? 0 : progress.restartsInARow,
    ...(startedFrom === undefined ? {} : { rescueImageUID: startedFrom }),
    ...(sameDevices(devices, undefined) && progress.devices === undefined ? {} : { devices }),
  };
}

/** Once the guest is as it is wished for. Returns the same object when that was known. */
export function progressWhenFulfilled({ desired: { generation }, progress }: InstanceRecord): InstanceProgress {
  if (progress.settledGeneration === generation && progress.fulfilledGeneration === generation) return progress;
  return { ...withoutOldDrift(progress), fulfilledGeneration: generation, settledGeneration: generation };
}

/** After a start that succeeded. */
export function progressAfterStart(
  { desired, progress }: InstanceRecord,
  start: { readonly because: 'Wish' | 'RunPolicy'; readonly fulfilsReboot: string | undefined },
  now: Date,
): InstanceProgress {
  const byPolicy = start.because === 'RunPolicy';
  const { rescueImageUID: _previous, fetchedImageUIDs: _used, ...rest } = progress;
  const { rescueImage } = desired.instance.spec.machine;
  const started: InstanceProgress = {
    ...rest,
    ...(rescueImage === undefined ? {} : { rescueImageUID: rescueImage.uid }),
    fulfilledGeneration: desired.generation,
    restartCount: progress.restartCount + (byPolicy ? 1 : 0),
    restartsInARow: byPolicy ? progress.restartsInARow + 1 : 0,
  };
  if (start.fulfilsReboot === undefined) return started;
  return {
    ...started,
    lastReboot: { actionUID: start.fulfilsReboot, outcome: 'Succeeded', message: 'the guest was started', at: timestamp(now) },
  };
}

/** After a reboot was done, tried in vain or declined. */
export function progressAfterReboot(
  { desired, progress }: InstanceRecord,
  reboot: { readonly actionUID: string; readonly outcome: 'Succeeded' | 'Failed'; readonly message: string },
  now: Date,
): InstanceProgress {
  const fulfilledGeneration = reboot.outcome === 'Succeeded' ? desired.generation : progress.fulfilledGeneration;
  return { ...progress, fulfilledGeneration, lastReboot: { ...reboot, at: timestamp(now) } };
}

/** After the root disk was made anew, for the action that asked for it if one did. */
export function progressAfterRebuild(
  record: InstanceRecord,
  { imageUID, fulfilsAction }: { readonly imageUID: string; readonly fulfilsAction: string | undefined },
  now: Date,
): InstanceProgress {
  const rebuilt: InstanceProgress = { ...record.progress, rootDisk: { imageUID } };
  if (fulfilsAction === undefined) return rebuilt;
  const outcome = { actionUID: fulfilsAction, outcome: 'Succeeded', message: 'the root disk was made anew' } as const;
  return progressAfterAction({ ...record, progress: rebuilt }, outcome, now);
}

export interface ActionOutcome {
  readonly actionUID: string;
  readonly outcome: 'Succeeded' | 'Failed';
  readonly message: string;
  readonly savedDisk?: SavedDisk;
}

/** After an action was done, tried in vain or declined. */
export function progressAfterAction({ progress }: InstanceRecord, action: ActionOutcome, now: Date): InstanceProgress {
  const { actionUID: uid, outcome, message, savedDisk } = action;
  const { actionAttempt, ...rest } = progress;
  const startedAt = actionAttempt?.actionUID === uid ? { startedAt: actionAttempt.at } : {};
  const disk = savedDisk === undefined ? {} : { savedDisk };
  return { ...rest, lastAction: { uid, outcome, message, ...startedAt, at: timestamp(now), ...disk } };
}

function isRecorded(exit: GuestExit, { lastExit }: InstanceProgress): boolean {
  return lastExit !== undefined && lastExit.reason === exit.reason && lastExit.at === exit.at.toISOString();
}

/** A guest that ran for ten minutes starts with a clean slate when it crashes. */
function ranForAWhile(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() >= 600_000;
}

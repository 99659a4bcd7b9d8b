import { timestamp } from '#apis/machinery/condition.ts';
import type { GuestExit, Observation } from '#drivers/contract/driver.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';

/**
 * What an observation adds to what is remembered of an instance: that it exists, how its last run ended, that it has run long enough to be
 * called healthy. Returns the same object when nothing is new.
 */
export function progressAfter({ desired, progress }: InstanceRecord, guest: Observation, now: Date): InstanceProgress {
  if (guest.kind === 'Running') {
    const isNews = !progress.prepared || (progress.restartsInARow > 0 && ranForAWhile(guest.startedAt, now));
    return isNews
      ? { ...progress, prepared: true, restartsInARow: ranForAWhile(guest.startedAt, now) ? 0 : progress.restartsInARow }
      : progress;
  }
  if (guest.kind !== 'Stopped' || guest.exit === undefined || isRecorded(guest.exit, progress)) return progress;
  const { reason, message, at } = guest.exit;
  // The wish that was in force when it ended is the one fulfilled last; the present one may be newer.
  const generation = Math.min(progress.fulfilledGeneration, desired.generation);
  return { ...progress, lastExit: { reason, message, at: at.toISOString(), generation } };
}

/** Once the guest is as it is wished for. Returns the same object when that was known. */
export function progressWhenFulfilled({ desired, progress }: InstanceRecord): InstanceProgress {
  return progress.fulfilledGeneration === desired.generation ? progress : { ...progress, fulfilledGeneration: desired.generation };
}

/** After a start that succeeded. */
export function progressAfterStart(
  { desired, progress }: InstanceRecord,
  start: { readonly because: 'Wish' | 'RunPolicy'; readonly fulfilsReboot: string | undefined },
  now: Date,
): InstanceProgress {
  const byPolicy = start.because === 'RunPolicy';
  const started: InstanceProgress = {
    ...progress,
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

function isRecorded(exit: GuestExit, { lastExit }: InstanceProgress): boolean {
  return lastExit !== undefined && lastExit.reason === exit.reason && lastExit.at === exit.at.toISOString();
}

/** A guest that ran for ten minutes starts with a clean slate when it crashes. */
function ranForAWhile(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() >= 600_000;
}

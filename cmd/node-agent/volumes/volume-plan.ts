import type { VolumeFile } from '#drivers/contract/guest-devices.ts';
import type { DriverErrorReason } from '#drivers/contract/driver.ts';
import type { StepFailure } from '../instance/step-failure.ts';
import type { VolumeRecord } from '../journal/journal-state.ts';

/** What is so, at one moment, about one volume on this host. */
export interface VolumeObservation {
  readonly record: VolumeRecord;
  /** The complete file; undefined when there is none. */
  readonly file: VolumeFile | undefined;
  /** Whether a guest has it open, or could at any moment. */
  readonly isHeld: boolean;
  /** Whether the guest that has it open can have it copied meanwhile. */
  readonly isSavedByGuest: boolean;
  /** Whether another record speaks of the same volume, and is to be kept. */
  readonly isClaimedElsewhere: boolean;
  /** Steps that went wrong the last time. */
  readonly failures: ReadonlyMap<VolumeStep, StepFailure>;
}

export type VolumeStep = 'Create' | 'Extend' | 'Save' | 'Destroy';

export type VolumePlan =
  | { readonly kind: VolumeStep }
  | { readonly kind: 'Nothing' }
  | {
      readonly kind: 'Wait';
      readonly reason: 'Retry' | 'Unclaimed' | 'Lost' | 'InUse';
      readonly message: string;
      readonly until?: Date;
      readonly failureReason?: DriverErrorReason;
    };

const bytesPerGiB = 1024 ** 3;

/** How large the volume is to be. */
export function wantedSizeBytes({ desired }: VolumeRecord): number {
  return desired.object.spec.sizeGiB * bytesPerGiB;
}

/** Decides the next step for a volume. */
export function planVolume(observation: VolumeObservation, now: Date): VolumePlan {
  const plan = wishedStep(observation);
  if (plan.kind === 'Nothing' || plan.kind === 'Wait') return plan;
  const failure = observation.failures.get(plan.kind);
  if (failure === undefined || failure.generation !== observation.record.desired.generation || now >= failure.retryAt) return plan;
  return { kind: 'Wait', reason: 'Retry', message: failure.message, until: failure.retryAt, failureReason: failure.reason };
}

/** The snapshot that is asked for and was not sent yet. */
export function pendingSave({ desired, progress }: VolumeRecord): string | undefined {
  const { save } = desired.object.spec;
  return save === undefined || progress.saved?.uid === save.uid || desired.tombstone || !desired.claimed ? undefined : save.uid;
}

function wishedStep({ record, file, isHeld, isSavedByGuest, isClaimedElsewhere }: VolumeObservation): VolumePlan {
  const { desired, progress } = record;
  if (progress.destroyed) return { kind: 'Nothing' };
  if (desired.tombstone) {
    if (isClaimedElsewhere)
      return { kind: 'Wait', reason: 'InUse', message: 'another record of this host says that the volume is to be kept' };
    return isHeld
      ? { kind: 'Wait', reason: 'InUse', message: 'a guest has the volume open: it is destroyed once that let go' }
      : { kind: 'Destroy' };
  }
  if (!desired.claimed)
    return { kind: 'Wait', reason: 'Unclaimed', message: 'the control plane has no record of this volume: it is left as it is' };
  if (!progress.created) return { kind: 'Create' };
  if (file === undefined) return { kind: 'Wait', reason: 'Lost', message: 'the file of the volume is no longer on the host' };
  const isSmall = file.sizeBytes < wantedSizeBytes(record);
  if (isSmall && !isHeld) return { kind: 'Extend' };
  if (pendingSave(record) !== undefined) {
    return isHeld && !isSavedByGuest
      ? { kind: 'Wait', reason: 'InUse', message: 'it is copied once no guest has it open, or only one that can have it copied meanwhile' }
      : { kind: 'Save' };
  }
  return isSmall
    ? { kind: 'Wait', reason: 'InUse', message: 'a guest has the volume open: it grows within the guest, or once that has ended' }
    : { kind: 'Nothing' };
}

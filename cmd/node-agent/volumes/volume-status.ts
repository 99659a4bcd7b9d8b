import { goneSinceBackup, isWantedByBackup } from '#apis/infrastructure/restored.ts';
import { timestamp, withCondition, type Condition } from '#apis/machinery/condition.ts';
import type { HostVolumeStatus } from '#apis/infrastructure/host-volume.ts';
import type { VolumeFile } from '#drivers/contract/guest-devices.ts';
import type { VolumeRecord } from '../journal/journal-state.ts';
import type { VolumePlan, VolumeStep } from './volume-plan.ts';

/** What is known of a volume beyond the journal. */
export interface VolumeView {
  readonly file: VolumeFile | undefined;
  readonly plan: VolumePlan | undefined;
  readonly step: { readonly kind: VolumeStep; readonly since: Date } | undefined;
}

/** What the agent reports of a volume. `previous` is its last report, so that a condition keeps the time of its last change. */
export function volumeStatus(
  record: VolumeRecord,
  view: VolumeView,
  context: { readonly previous: HostVolumeStatus | undefined; readonly now: Date },
): HostVolumeStatus {
  const { generation } = record.desired;
  const { previous, now } = context;
  const condition = { type: 'Converged', ...convergence(record, view), observedGeneration: generation };
  const before: readonly Condition[] = previous?.conditions ?? [];
  const { saved } = record.progress;
  return {
    observedGeneration: generation,
    phase: phaseOf(record, view),
    conditions: withCondition(before, condition, { now: () => now }),
    ...(view.file === undefined || record.progress.destroyed ? {} : { sizeGiB: Math.floor(view.file.sizeBytes / 1024 ** 3) }),
    ...(saved === undefined || saved.uid !== record.desired.object.spec.save?.uid ? {} : { saved }),
  };
}

function phaseOf({ progress, desired }: VolumeRecord, { file, plan, step }: VolumeView): NonNullable<HostVolumeStatus['phase']> {
  if (progress.destroyed) return isWantedByBackup(desired.object) ? 'Lost' : 'Destroyed';
  if (plan?.kind === 'Wait' && plan.reason === 'Lost') return 'Lost';
  if (progress.created && file !== undefined) return 'Ready';
  if (step?.kind === 'Create') return 'Creating';
  return plan?.kind === 'Wait' && plan.reason === 'Retry' ? 'Failed' : 'Pending';
}

function convergence(
  { progress, desired }: VolumeRecord,
  { plan, step }: VolumeView,
): { readonly status: Condition['status']; readonly reason: string; readonly message: string } {
  if (progress.destroyed) {
    return isWantedByBackup(desired.object)
      ? { status: 'False', reason: goneSinceBackup, message: 'it was in a restored backup, and nothing of it is on the host' }
      : { status: 'True', reason: 'Destroyed', message: 'nothing of the volume is left on the host' };
  }
  if (step !== undefined) return { status: 'False', reason: step.kind, message: `${words[step.kind]}, since ${timestamp(step.since)}` };
  switch (plan?.kind) {
    case undefined:
      return { status: 'Unknown', reason: 'NotLookedYet', message: 'the agent has not looked at the volume yet' };
    case 'Nothing':
      return { status: 'True', reason: 'AsWished', message: 'the volume is as it is wished for' };
    case 'Wait': {
      const next = plan.until === undefined ? '' : `; next try after ${timestamp(plan.until)}`;
      return { status: 'False', reason: plan.failureReason ?? plan.reason, message: `${plan.message}${next}` };
    }
    case 'Create':
    case 'Extend':
    case 'Save':
    case 'Destroy':
      return { status: 'False', reason: plan.kind, message: 'waits for its turn on the host' };
  }
}

const words: Readonly<Record<VolumeStep, string>> = {
  Create: 'the volume is being made',
  Extend: 'the volume is being made larger',
  Save: 'the volume is being copied to the image store',
  Destroy: 'the volume is being destroyed',
};

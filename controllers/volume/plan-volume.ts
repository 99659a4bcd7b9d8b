import { volumeFinalizer, type Volume, type VolumeStatus } from '#apis/compute/volume.ts';
import { hostVolumeFinalizer, type HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { resolvedImageOf } from '#apis/infrastructure/resolve-image.ts';
import type { ResolvedImage } from '#apis/infrastructure/resolved-image.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import type { VolumeObservation } from './observation.ts';
import { planAttachments, type AttachmentPlan } from './plan-attachments.ts';

export type VolumeStep =
  /** Make the volume on the host of that incarnation, which was the first to want it. */
  | { readonly kind: 'MakeVolume'; readonly volume: Volume; readonly instance: Instance; readonly source: ResolvedImage | undefined }
  /** Its host is to know of a larger size, or that it is shared. */
  | { readonly kind: 'ChangeVolume'; readonly hostVolume: HostVolume; readonly sizeGiB: number; readonly shareable: boolean }
  | { readonly kind: 'DestroyVolume'; readonly hostVolume: HostVolume }
  /** Its host is gone for good: nobody will say that nothing is left. */
  | { readonly kind: 'ReleaseHostVolume'; readonly hostVolume: HostVolume }
  /** Nothing is left of it. */
  | { readonly kind: 'ReleaseVolume'; readonly volume: Volume };

/** What is to be said of the volume. */
export interface VolumeReport {
  readonly phase: NonNullable<VolumeStatus['phase']>;
  readonly reason: string;
  readonly message: string;
}

export interface VolumePlan {
  readonly attachments: readonly AttachmentPlan[];
  readonly steps: readonly VolumeStep[];
  /** Absent when there is no volume of that name, or it goes now. */
  readonly report: VolumeReport | undefined;
}

/** What becomes of a volume and of all that name it. Pure. */
export function planVolume(observation: VolumeObservation): VolumePlan {
  const attachments = planAttachments(observation);
  const { volume } = observation;
  if (volume === undefined) return { attachments, steps: [], report: undefined };
  if (volume.metadata.deletionTimestamp !== undefined) return { attachments, ...planDeletion(volume, observation) };
  const wanted = attachments.map((each) => (each.kind === 'Report' ? each.makeFor : undefined)).find((each) => each !== undefined);
  if (observation.hostVolume === undefined) return { attachments, ...planMaking(volume, wanted, observation) };
  return { attachments, steps: planChange(volume, observation.hostVolume, observation), report: reportOf(observation, attachments) };
}

type Decision = Pick<VolumePlan, 'steps' | 'report'>;

function planMaking(volume: Volume, instance: Instance | undefined, { sourceImage }: VolumeObservation): Decision {
  const waits = (reason: string, message: string): Decision => ({ steps: [], report: { phase: 'Pending', reason, message } });
  if (volume.status?.hostID !== undefined) {
    const message = 'nothing is left of it: its record on the host was taken away; delete it, and make it anew from an image';
    return { steps: [], report: { phase: 'Failed', reason: 'Lost', message } };
  }
  const { source } = volume.spec;
  const resolved = sourceImage === undefined ? undefined : resolvedImageOf(sourceImage);
  if (source !== undefined) {
    if (sourceImage === undefined) {
      return waits(
        'ImageNotFound',
        `spec.source.image: there is no image "${source.image}" in namespace "${volume.metadata.namespace}" or "public"; create it (tycho get images)`,
      );
    }
    if (resolved === undefined)
      return waits('ImageNotUploaded', `spec.source.image: the bytes of image "${source.image}" are not there yet`);
    if (resolved.format !== 'Raw' && resolved.format !== 'Qcow2')
      return waits('InvalidImage', `spec.source.image: image "${source.image}" is no disk: its format is ${resolved.format}`);
  }
  if (instance === undefined) return waits('WaitingForAttachment', 'it is made on the host of the first server that attaches it');
  return {
    steps: [{ kind: 'MakeVolume', volume, instance, source: resolved }],
    report: { phase: 'Creating', reason: 'Creating', message: 'it is being made' },
  };
}

function planChange({ spec }: Volume, hostVolume: HostVolume, { attachments }: VolumeObservation): readonly VolumeStep[] {
  if (hostVolume.metadata.deletionTimestamp !== undefined) return [];
  const sizeGiB = Math.max(spec.sizeGiB, hostVolume.spec.sizeGiB);
  // What several servers have is not taken away from some of them by a word.
  const shareable = spec.shareable === true || (hostVolume.spec.shareable && attachments.length > 1);
  if (hostVolume.spec.sizeGiB === sizeGiB && hostVolume.spec.shareable === shareable) return [];
  return [{ kind: 'ChangeVolume', hostVolume, sizeGiB, shareable }];
}

function planDeletion(volume: Volume, { attachments, hostVolume, host }: VolumeObservation): Decision {
  const waits = (reason: string, message: string): VolumeReport => ({ phase: 'Terminating', reason, message });
  if (attachments.length > 0) {
    const names = attachments.slice(0, mostNamed).map(({ attachment }) => `"${attachment.metadata.name}"`);
    const rest = attachments.length > mostNamed ? ` and ${attachments.length - mostNamed} more` : '';
    const message = `it is deleted, but servers have it by the attachments ${names.join(', ')}${rest}: delete those first`;
    return { steps: [], report: waits('InUse', message) };
  }
  if (hostVolume === undefined) {
    const isHeld = volume.metadata.finalizers?.includes(volumeFinalizer) === true;
    return { steps: isHeld ? [{ kind: 'ReleaseVolume', volume }] : [], report: undefined };
  }
  const report = waits('WaitingForHost', 'waits for its host to confirm that nothing of it is left');
  if (hostVolume.metadata.deletionTimestamp === undefined) return { steps: [{ kind: 'DestroyVolume', hostVolume }], report };
  const isStuck = host === undefined && hostVolume.metadata.finalizers?.includes(hostVolumeFinalizer) === true;
  return { steps: isStuck ? [{ kind: 'ReleaseHostVolume', hostVolume }] : [], report };
}

function reportOf({ volume, hostVolume, host }: VolumeObservation, attachments: readonly AttachmentPlan[]): VolumeReport {
  if (host === undefined) {
    const message = 'its host was removed from service, and what was on it with it: delete the volume, and make it anew from an image';
    return { phase: 'Failed', reason: 'HostGone', message };
  }
  const converged = findCondition(hostVolume?.status?.conditions, 'Converged');
  switch (hostVolume?.status?.phase) {
    case 'Failed':
      return { phase: 'Failed', reason: 'MakingFailed', message: converged?.message ?? 'its host could not make it yet and tries again' };
    case 'Lost':
      return { phase: 'Failed', reason: 'Lost', message: converged?.message ?? 'its host does not find it any more' };
    case 'Ready': {
      const isInUse = attachments.some((each) => each.kind === 'Report' && (each.grant !== undefined || each.phase === 'Detaching'));
      const phase = isInUse ? 'InUse' : 'Available';
      if ((hostVolume.status.sizeGiB ?? 0) < (volume?.spec.sizeGiB ?? 0)) {
        const message = `it is to be ${volume?.spec.sizeGiB} GiB large: ${converged?.message ?? 'waits for its host'}`;
        return { phase, reason: 'Growing', message };
      }
      return { phase, reason: phase, message: isInUse ? 'a server has it' : 'it can be attached to servers of the same hostID' };
    }
    case 'Pending':
    case 'Creating':
    case 'Destroyed':
    case undefined:
      return { phase: 'Creating', reason: 'Creating', message: converged?.message ?? 'waits for its host to make it' };
  }
}

const mostNamed = 5;

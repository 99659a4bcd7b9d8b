import type { VolumeAttachment, VolumeAttachmentStatus } from '#apis/compute/volume-attachment.ts';
import type { Volume, VolumeStatus } from '#apis/compute/volume.ts';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { withCondition } from '#apis/machinery/condition.ts';
import type { VolumeObservation } from './observation.ts';
import type { AttachmentPlan } from './plan-attachments.ts';
import type { VolumeReport } from './plan-volume.ts';

/** The condition of Volumes and VolumeAttachments alike: whether it is there for a guest, and if not, who waits for what. */
export const readyCondition = 'Ready';

/** The attachment's status as planned. What it was handed to before stays until it is handed to another. */
export function attachmentStatus(
  attachment: VolumeAttachment,
  plan: AttachmentPlan & { readonly kind: 'Report' },
  clock: Pick<Clock, 'now'>,
): VolumeAttachmentStatus {
  const { phase, reason, message, grant } = plan;
  const before = attachment.status ?? {};
  const { generation } = attachment.metadata;
  const status = phase === 'Attached' ? 'True' : 'False';
  const condition = { type: readyCondition, status, reason, message, observedGeneration: generation } as const;
  return {
    ...before,
    ...grant,
    phase,
    observedGeneration: generation,
    conditions: withCondition(before.conditions ?? [], condition, clock),
  };
}

/** The volume's status as planned. No word of it tells a tenant which host that is. */
export function volumeStatus(
  volume: Volume,
  { hostVolume, attachments }: VolumeObservation,
  { phase, reason, message }: VolumeReport,
  clock: Pick<Clock, 'now'>,
): VolumeStatus {
  const before = volume.status ?? {};
  const { generation, namespace = '' } = volume.metadata;
  const status = phase === 'Available' || phase === 'InUse' ? 'True' : 'False';
  const condition = { type: readyCondition, status, reason, message, observedGeneration: generation } as const;
  const named = attachments.map(({ attachment: { metadata, spec } }) => ({ name: metadata.name, server: spec.server }));
  return {
    ...before,
    observedGeneration: generation,
    phase,
    conditions: withCondition(before.conditions ?? [], condition, clock),
    ...(hostVolume === undefined ? {} : { hostID: hostIDOf(namespace, hostVolume.spec.host.uid) }),
    ...(hostVolume?.status?.sizeGiB === undefined ? {} : { sizeGiB: hostVolume.status.sizeGiB }),
    attachments: named,
  };
}

import type { VolumeAttachment, VolumeAttachmentStatus } from '#apis/compute/volume-attachment.ts';
import type { Volume, VolumeStatus } from '#apis/compute/volume.ts';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { withHealth, type Health } from '#apis/machinery/health.ts';
import type { VolumeObservation } from './observation.ts';
import type { AttachmentPlan } from './plan-attachments.ts';
import type { VolumeReport } from './plan-volume.ts';

/** The attachment's status as planned. What it was handed to before stays until it is handed to another. */
export function attachmentStatus(
  attachment: VolumeAttachment,
  plan: AttachmentPlan & { readonly kind: 'Report' },
  clock: Pick<Clock, 'now'>,
): VolumeAttachmentStatus {
  const { phase, reason, message, grant } = plan;
  const before = attachment.status ?? {};
  const { generation } = attachment.metadata;
  const health: Health = { ready: phase === 'Attached' ? 'True' : 'False', reason, message, outlook: outlookOf(reason) };
  return {
    ...before,
    ...grant,
    phase,
    observedGeneration: generation,
    conditions: withHealth(before.conditions ?? [], health, generation, clock),
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
  const health: Health = { ready: readyReasons.has(reason) ? 'True' : 'False', reason, message, outlook: outlookOf(reason) };
  const named = attachments.map(({ attachment: { metadata, spec } }) => ({ name: metadata.name, server: spec.server }));
  return {
    ...before,
    observedGeneration: generation,
    phase,
    conditions: withHealth(before.conditions ?? [], health, generation, clock),
    ...(hostVolume === undefined ? {} : { hostID: hostIDOf(namespace, hostVolume.spec.host.uid) }),
    ...(hostVolume?.status?.sizeGiB === undefined ? {} : { sizeGiB: hostVolume.status.sizeGiB }),
    attachments: named,
  };
}

/** As it is to be: a volume that nobody has attached yet is, since its bytes are made where they are first needed. */
const readyReasons: ReadonlySet<string> = new Set(['Available', 'InUse', 'WaitingForAttachment']);

/** What to expect of one that is not ready, by its reason. */
function outlookOf(reason: string): Health['outlook'] {
  if (underWay.has(reason)) return 'Reconciling';
  return stuck.has(reason) ? 'Stalled' : 'Waiting';
}

const underWay: ReadonlySet<string> = new Set([
  'Creating',
  'Growing',
  'MakingFailed',
  'WaitingForVolume',
  'WaitingForHost',
  'Attaching',
  'AttachFailed',
  'Detaching',
]);

/** Somebody has to change something, here or about what is in the way. What is not there yet may be declared in the next moment. */
const stuck: ReadonlySet<string> = new Set([
  'InvalidImage',
  'Lost',
  'HostGone',
  'VolumeLost',
  'Unsupported',
  'AlreadyAttached',
  'VolumeInUse',
  'VolumeOnAnotherHost',
]);

import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';

/**
 * Whether a guest may have the volume by this attachment: it is to have it, or says that it has; or it is the one that the attachment was handed to, and
 * its agent has not acted on the newest word, which may have been to let it in. An incarnation that will never run again has none but what it speaks of.
 */
export function mayHold({ metadata, spec, status }: Instance, attachment: VolumeAttachment): boolean {
  const { uid } = attachment.metadata;
  if (status?.phase === 'Destroyed') return false;
  if (status?.volumes?.some((each) => each.attachmentUID === uid) === true) return true;
  if (status?.phase === 'Shelved') return false;
  if (spec.volumes?.some((each) => each.attachment.uid === uid) === true) return true;
  const isBehind = (status?.observedGeneration ?? 0) < metadata.generation;
  return attachment.status?.instance === metadata.name && isBehind && spec.volumes !== undefined;
}

/** The incarnation that volumes are handed to: the newest, unless it is on its way out or will not stay where it is. */
export function receivingInstance(instances: readonly Instance[]): Instance | undefined {
  const newest = instances.toSorted((one, other) => other.spec.epoch - one.spec.epoch)[0];
  if (newest === undefined || newest.metadata.deletionTimestamp !== undefined || newest.spec.power === 'Shelved') return undefined;
  const phase = newest.status?.phase;
  return phase === 'Lost' || phase === 'Destroyed' || phase === 'Shelved' ? undefined : newest;
}

/** Attachments that were handed down once come first, then the oldest: the first in line has a volume that cannot be shared. */
export function inLine(attachments: readonly VolumeAttachment[]): readonly VolumeAttachment[] {
  const rank = ({ metadata, status }: VolumeAttachment): string =>
    `${status?.epoch === undefined ? 1 : 0} ${metadata.creationTimestamp} ${metadata.name}`;
  return attachments.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

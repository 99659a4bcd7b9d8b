import type { VolumeAttachment, VolumeAttachmentStatus } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import { unsupportedMessage } from '#apis/infrastructure/capabilities-for.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import { volumeSerial } from '#apis/infrastructure/instance-volumes.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import type { AttachmentObservation, VolumeObservation } from './observation.ts';

/** What becomes of one attachment. */
export type AttachmentPlan =
  /** No guest has it: it may go. */
  | { readonly kind: 'Release'; readonly attachment: VolumeAttachment }
  /** Its server is gone, and nothing is left to attach to. */
  | { readonly kind: 'Delete'; readonly attachment: VolumeAttachment }
  /** What is to be said of it. One with `grant` is the incarnation's from then on. */
  | {
      readonly kind: 'Report';
      readonly attachment: VolumeAttachment;
      readonly phase: NonNullable<VolumeAttachmentStatus['phase']>;
      readonly reason: string;
      readonly message: string;
      readonly grant: Grant | undefined;
      /** It has to wait for the volume to be made on the host of this incarnation. */
      readonly makeFor?: Instance;
    };

/** The words of an attachment's status that hand it to an incarnation. */
export type Grant = Required<Pick<VolumeAttachmentStatus, 'epoch' | 'instance' | 'serverUID' | 'volumeUID' | 'device'>>;

type Report = AttachmentPlan & { readonly kind: 'Report' };

/** One plan for each attachment, in the same order. Pure. */
export function planAttachments(observation: VolumeObservation): readonly AttachmentPlan[] {
  return observation.attachments.map((each) => planAttachment(each, observation));
}

function planAttachment(observed: AttachmentObservation, observation: VolumeObservation): AttachmentPlan {
  const { attachment, server, holders, current } = observed;
  const wait = (reason: string, message: string): Report => report(observed, 'Pending', reason, message);
  if (attachment.metadata.deletionTimestamp !== undefined) return planRemoval(observed);
  const knownUID = attachment.status?.serverUID;
  if (knownUID !== undefined && server?.metadata.uid !== knownUID) return { kind: 'Delete', attachment };
  const { spec, metadata } = attachment;
  if (server === undefined) {
    const message = `spec.server: there is no server "${spec.server}" in namespace "${metadata.namespace}"; create it (tycho get servers)`;
    return wait('ServerNotFound', message);
  }
  const { volume } = observation;
  if (volume === undefined) {
    const message = `spec.volume: there is no volume "${spec.volume}" in namespace "${metadata.namespace}"; create it (tycho get volumes)`;
    return wait('VolumeNotFound', message);
  }
  if (volume.metadata.deletionTimestamp !== undefined && attachment.status?.epoch === undefined)
    return wait('VolumeTerminating', `spec.volume: volume "${spec.volume}" is being deleted`);
  // Before anything that may pass: this does not.
  const unsupported = lacks(observed.currentHost?.status?.capabilities, 'volume');
  if (unsupported !== undefined) return report(observed, 'Failed', unsupported.reason, unsupported.message);
  const rival = rivalOf(observed, observation, volume);
  if (rival !== undefined) return wait(rival.reason, rival.message);
  if (current === undefined) return wait('WaitingForServer', `server "${spec.server}" is on no host at the moment`);
  const others = holders.filter((holder) => holder.metadata.uid !== current.metadata.uid);
  if (others.length > 0) return wait('WaitingForHost', 'an incarnation of the server that was before has yet to let go of it');
  return planHandover(observed, current, { ...observation, volume });
}

function planRemoval(observed: AttachmentObservation): AttachmentPlan {
  const { attachment, holders } = observed;
  const [holder] = holders;
  if (holder === undefined) return { kind: 'Release', attachment };
  const said = holder.status?.volumes?.find(({ attachmentUID }) => attachmentUID === attachment.metadata.uid);
  const message =
    said?.message ?? whyDevicesWait(holder) ?? `waits for the host of server "${attachment.spec.server}" to take it out of the guest`;
  return report(observed, 'Detaching', 'Detaching', message);
}

/** Whoever comes before it in line, or still has it, keeps a volume that cannot be shared; and a server has a volume once. */
function rivalOf(
  { attachment, currentHost }: AttachmentObservation,
  { attachments, hostVolume }: VolumeObservation,
  volume: Volume,
): { readonly reason: string; readonly message: string } | undefined {
  const { spec } = attachment;
  const before = attachments.slice(
    0,
    attachments.findIndex((each) => each.attachment === attachment),
  );
  const rivals = attachments.filter(
    (each) => each.attachment !== attachment && (each.holders.length > 0 || (before.includes(each) && hasClaim(each, hostVolume))),
  );
  const twin = rivals.find((each) => each.attachment.spec.server === spec.server);
  if (twin !== undefined) {
    const message = `spec.volume: server "${spec.server}" has volume "${spec.volume}" by the attachment "${twin.attachment.metadata.name}" already`;
    return { reason: 'AlreadyAttached', message };
  }
  const [rival] = rivals;
  if (rival === undefined) return undefined;
  if (volume.spec.shareable !== true) {
    const { name, deletionTimestamp } = rival.attachment.metadata;
    if (deletionTimestamp !== undefined) {
      const message = `spec.volume: volume "${spec.volume}" is on its way out of server "${rival.attachment.spec.server}"`;
      return { reason: 'VolumeInUse', message };
    }
    const message = `spec.volume: server "${rival.attachment.spec.server}" has volume "${spec.volume}"; delete its attachment "${name}" first, or set spec.shareable of the volume if both know how to share it`;
    return { reason: 'VolumeInUse', message };
  }
  return lacks(currentHost?.status?.capabilities, 'volume-multi-attach');
}

/** It was handed down once, or could be now. One that waits for something else keeps nobody waiting. */
function hasClaim({ attachment, server, current }: AttachmentObservation, hostVolume: HostVolume | undefined): boolean {
  if (attachment.metadata.deletionTimestamp !== undefined) return false;
  if (attachment.status?.epoch !== undefined) return true;
  return server !== undefined && current !== undefined && (hostVolume === undefined || hostVolume.spec.host.uid === current.spec.host.uid);
}

function lacks(
  capabilities: readonly string[] | undefined,
  capability: string,
): { readonly reason: string; readonly message: string } | undefined {
  if (capabilities?.includes(capability) !== false) return undefined;
  return { reason: 'Unsupported', message: unsupportedMessage('spec.volume', capability) };
}

function planHandover(
  observed: AttachmentObservation,
  current: Instance,
  { volume, hostVolume, host }: Pick<VolumeObservation, 'hostVolume' | 'host'> & { readonly volume: Volume },
): AttachmentPlan {
  const { attachment } = observed;
  const { spec } = attachment;
  const isLost = hostVolume === undefined ? volume.status?.hostID !== undefined : host === undefined;
  if (isLost) {
    return report(observed, 'Failed', 'VolumeLost', `spec.volume: nothing is left of volume "${spec.volume}"; delete it, and make it anew`);
  }
  if (hostVolume === undefined) {
    const message = 'the volume is about to be made on the host of the server';
    return { ...report(observed, 'Pending', 'WaitingForVolume', message), makeFor: current };
  }
  if (hostVolume.spec.host.uid !== current.spec.host.uid) {
    const message = `spec.volume: volume "${spec.volume}" is kept on another host than the server; set spec.power of server "${spec.server}" to Shelved and back, and it is placed where the volume is, or use another volume`;
    return report(observed, 'Pending', 'VolumeOnAnotherHost', message);
  }
  const { instance, epoch = 0, volumeUID } = attachment.status ?? {};
  const isHanded = instance === current.metadata.name && volumeUID === volume.metadata.uid;
  const grant: Grant = {
    epoch: isHanded ? epoch : epoch + 1,
    instance: current.metadata.name,
    serverUID: current.spec.server.uid,
    volumeUID: volume.metadata.uid,
    device: volumeSerial(volume.metadata.uid),
  };
  return { ...reportOfAgent(observed, current, grant), grant };
}

/** Only what is said about this handing over counts. */
function reportOfAgent(observed: AttachmentObservation, current: Instance, { epoch }: Grant): Report {
  const { uid } = observed.attachment.metadata;
  const said = current.status?.volumes?.find((each) => each.attachmentUID === uid && each.epoch === epoch);
  switch (said?.phase) {
    case 'Attached':
      return report(observed, 'Attached', 'Attached', 'the guest has it, or will have it when it is started');
    case 'Failed':
      return report(observed, 'Failed', 'AttachFailed', said.message ?? 'the host could not do it yet and tries again');
    case 'Detaching':
    case 'Attaching':
    case undefined:
      return report(
        observed,
        'Attaching',
        'Attaching',
        said?.message ?? whyDevicesWait(current) ?? 'waits for the host of the server to take it up',
      );
  }
}

function report({ attachment }: AttachmentObservation, phase: Report['phase'], reason: string, message: string): Report {
  return { kind: 'Report', attachment, phase, reason, message, grant: undefined };
}

/** A guest that stands still takes nothing in and lets nothing go: its agent says so for all its devices at once. */
function whyDevicesWait({ status }: Instance): string | undefined {
  const converged = findCondition(status?.conditions, 'Converged');
  return converged?.reason === 'DevicesWait' ? converged.message : undefined;
}

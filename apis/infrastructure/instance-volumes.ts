import type { Server } from '../compute/server.ts';
import type { VolumeAttachment } from '../compute/volume-attachment.ts';
import type { Volume } from '../compute/volume.ts';
import type { HostVolume } from './host-volume.ts';
import type { Instance, InstanceVolume } from './instance.ts';

/**
 * The volumes that an incarnation is to have, for `Instance.spec.volumes`: the attachments that the volume loop has handed to it, the oldest first. The
 * loop decides all there is to decide; this only writes it down. An attachment that is being deleted is left out, which makes the agent detach.
 */
export function instanceVolumesOf(
  instance: Pick<Instance, 'metadata'>,
  attachments: readonly VolumeAttachment[],
  volumeOf: (attachment: VolumeAttachment) => Volume | undefined,
): readonly InstanceVolume[] {
  return attachments
    .filter((attachment) => attachment.status?.instance === instance.metadata.name && attachment.metadata.deletionTimestamp === undefined)
    .toSorted(byAge)
    .flatMap((attachment): InstanceVolume[] => {
      const { metadata, spec, status } = attachment;
      const volume = volumeOf(attachment);
      if (status?.epoch === undefined || volume === undefined || volume.metadata.uid !== status.volumeUID) return [];
      return [
        {
          attachment: { name: metadata.name, uid: metadata.uid },
          epoch: status.epoch,
          volume: { name: volume.metadata.name, uid: volume.metadata.uid },
          readOnly: spec.readOnly ?? false,
          shareable: volume.spec.shareable ?? false,
          serial: volumeSerial(volume.metadata.uid),
          ...(spec.tag === undefined ? {} : { tag: spec.tag }),
        },
      ];
    });
}

/** By what the guest finds the disk, as `/dev/disk/by-id/virtio-SERIAL`: the beginning of the volume's uid, since virtio carries 20 characters. */
export function volumeSerial(volumeUID: string): string {
  return volumeUID.slice(0, 20);
}

/** Where a server's volumes let it be. */
export type VolumePlace =
  | { readonly kind: 'Anywhere' }
  /** The volume of that name is kept there. */
  | { readonly kind: 'Host'; readonly host: { readonly name: string; readonly uid: string }; readonly volume: string };

/**
 * The host that a server without an incarnation has to be placed on: that of its boot volume, or else of the volume that was first to be attached. Volumes
 * that were never attached are made wherever the server comes to be.
 */
export function volumePlaceOf(
  server: Server,
  attachments: readonly VolumeAttachment[],
  hostVolumeOf: (volumeName: string) => HostVolume | undefined,
): VolumePlace {
  const wished = attachments
    .filter(({ metadata, spec }) => spec.server === server.metadata.name && metadata.deletionTimestamp === undefined)
    .toSorted(byAge)
    .map(({ spec }) => spec.volume);
  const { bootVolume } = server.spec;
  for (const volume of bootVolume === undefined ? wished : [bootVolume, ...wished]) {
    const kept = hostVolumeOf(volume);
    if (kept !== undefined && kept.metadata.deletionTimestamp === undefined) return { kind: 'Host', host: kept.spec.host, volume };
  }
  return { kind: 'Anywhere' };
}

function byAge({ metadata: one }: VolumeAttachment, { metadata: other }: VolumeAttachment): number {
  const [first, second] = [one, other].map(({ creationTimestamp, name }) => `${creationTimestamp} ${name}`);
  return first! < second! ? -1 : 1;
}

import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import { displayNameOf } from '#apis/machinery/kind.ts';
import type { View } from '../http/list-page.ts';

/** All that a volume is shown from. */
export interface VolumeFacts {
  readonly volume: Volume;
  /** Those of this volume, and none that is being deleted. */
  readonly attachments: readonly VolumeAttachment[];
  /** The id of the image that it was made from, if there is still one of that name. */
  readonly imageID: string | undefined;
}

/** The one type of volume that there is: a file on a host. */
export const onlyType = {
  id: 'default',
  name: 'default',
  is_public: true,
  description: 'A disk on the host of its server',
  extra_specs: {},
};

export const onlyZone = 'nova';

/** The whole form, as `GET /volumes/detail` has it (reference: the Block Storage API, v3.0). */
export function volumeView({ volume, attachments, imageID }: VolumeFacts, baseURL: string): View {
  const { metadata, spec, status } = volume;
  return {
    ...volumeBrief(volume, baseURL),
    status: statusOf(volume, attachments),
    size: status?.sizeGiB ?? spec.sizeGiB,
    description: spec.description ?? null,
    volume_type: onlyType.name,
    availability_zone: onlyZone,
    bootable: String(spec.source !== undefined),
    encrypted: false,
    multiattach: spec.shareable === true,
    metadata: {},
    attachments: attachments.flatMap((each) => attachmentView(each, volume)),
    snapshot_id: null,
    source_volid: null,
    consistencygroup_id: null,
    replication_status: null,
    user_id: null,
    created_at: withoutZone(metadata.creationTimestamp),
    updated_at: null,
    'os-vol-tenant-attr:tenant_id': metadata.namespace ?? '',
    ...(spec.source === undefined
      ? {}
      : { volume_image_metadata: { image_name: spec.source.image, ...(imageID === undefined ? {} : { image_id: imageID }) } }),
  };
}

/** The short form, as `GET /volumes` has it. */
export function volumeBrief({ metadata, spec }: Volume, baseURL: string): View {
  const href = `${baseURL}/volumes/${metadata.uid}`;
  return {
    id: metadata.uid,
    name: displayNameOf({ metadata, spec }),
    links: [
      { rel: 'self', href },
      { rel: 'bookmark', href },
    ],
  };
}

/** A volume that nobody has had yet is made on the host of its first server: for Cinder's clients it is there and free. */
function statusOf({ status }: Volume, attachments: readonly VolumeAttachment[]): string {
  if (status?.phase === 'Failed') return 'error';
  if (status === undefined) return 'creating';
  if (attachments.some((each) => each.status?.phase === 'Attached')) return 'in-use';
  return attachments.length === 0 ? 'available' : 'attaching';
}

/** One that no server has been found for yet is not shown: it has no server's id. */
function attachmentView({ metadata, status }: VolumeAttachment, volume: Volume): readonly object[] {
  if (status?.serverUID === undefined) return [];
  return [
    {
      id: volume.metadata.uid,
      attachment_id: metadata.uid,
      volume_id: volume.metadata.uid,
      server_id: status.serverUID,
      host_name: null,
      device: status.device === undefined ? null : `/dev/disk/by-id/virtio-${status.device}`,
      attached_at: withoutZone(metadata.creationTimestamp),
    },
  ];
}

/** Cinder tells times of UTC without saying so. */
function withoutZone(time: string): string {
  return `${time.slice(0, 19)}.000000`;
}

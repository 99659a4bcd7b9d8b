import {
  volumeAttachmentFinalizer,
  volumeAttachmentKind,
  type VolumeAttachment,
  type VolumeAttachmentSpec,
  type VolumeAttachmentStatus,
} from '#apis/compute/volume-attachment.ts';
import { volumeFinalizer, volumeKind, type Volume, type VolumeSpec, type VolumeStatus } from '#apis/compute/volume.ts';
import {
  hostVolumeFinalizer,
  hostVolumeKind,
  type HostVolume,
  type HostVolumeSpec,
  type HostVolumeStatus,
} from '#apis/infrastructure/host-volume.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';

interface Overrides<Spec, Status> {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<Spec>;
  readonly status?: Status;
}

/** A valid Volume `data` of 5 GiB in `default`, of which nothing was made yet. */
export function aVolume({ metadata, spec, status }: Overrides<VolumeSpec, VolumeStatus> = {}): Volume {
  return {
    apiVersion: apiVersionOf(volumeKind),
    kind: volumeKind.kind,
    metadata: aMeta('data', volumeFinalizer, metadata),
    spec: { sizeGiB: 5, ...spec },
    ...(status === undefined ? {} : { status }),
  };
}

/** A valid VolumeAttachment `data-web` of volume `data` to server `web`, that nobody has looked at. */
export function anAttachment({ metadata, spec, status }: Overrides<VolumeAttachmentSpec, VolumeAttachmentStatus> = {}): VolumeAttachment {
  return {
    apiVersion: apiVersionOf(volumeAttachmentKind),
    kind: volumeAttachmentKind.kind,
    metadata: aMeta('data-web', volumeAttachmentFinalizer, metadata),
    spec: { server: 'web', volume: 'data', ...spec },
    ...(status === undefined ? {} : { status }),
  };
}

/** Volume `data` on `host-a`. */
export function aHostVolume({ metadata, spec, status }: Overrides<HostVolumeSpec, HostVolumeStatus> = {}): HostVolume {
  return {
    apiVersion: apiVersionOf(hostVolumeKind),
    kind: hostVolumeKind.kind,
    metadata: aMeta('data-uid', hostVolumeFinalizer, { uid: 'host-volume-of-data', ...metadata }),
    spec: {
      volume: { name: 'data', uid: 'data-uid' },
      host: { name: 'host-a', uid: 'host-a-uid' },
      sizeGiB: 5,
      shareable: false,
      ...spec,
    },
    ...(status === undefined ? {} : { status }),
  };
}

function aMeta(defaultName: string, finalizer: string, metadata: Partial<ObjectMeta> = {}): ObjectMeta {
  const name = metadata.name ?? defaultName;
  return {
    namespace: 'default',
    uid: `${name}-uid`,
    resourceVersion: '70',
    generation: 1,
    creationTimestamp: '2026-06-01T12:00:00Z',
    finalizers: [finalizer],
    ...metadata,
    name,
  };
}

import type { Image } from '#apis/compute/image.ts';
import type { Server } from '#apis/compute/server.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';

/** All that is decided from about one name of a volume: there may be none of that name, and attachments that name it all the same. */
export interface VolumeObservation {
  readonly volume: Volume | undefined;
  readonly hostVolume: HostVolume | undefined;
  /** The host that keeps it, if it is there still. */
  readonly host: Host | undefined;
  /** What the volume is made from; absent if it names none, or if there is none of that name. */
  readonly sourceImage: Image | undefined;
  /** All that name it, the first in line first. */
  readonly attachments: readonly AttachmentObservation[];
}

export interface AttachmentObservation {
  readonly attachment: VolumeAttachment;
  /** The server of that name. */
  readonly server: Server | undefined;
  /** The incarnation that is to have the volume; undefined while there is none. */
  readonly current: Instance | undefined;
  /** The host of the current incarnation. */
  readonly currentHost: Host | undefined;
  /** Incarnations that may have the volume by this attachment, for all that is known. */
  readonly holders: readonly Instance[];
}

import type { GuestPort, GuestVolume } from '#drivers/contract/guest-devices.ts';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { InstanceVolume } from '#apis/infrastructure/instance.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import { guestOf, isolatedPort, markOf, type ConfigDriveDocuments } from './guest-of.ts';
import type { ImageProgress, ImageSource } from './image-source.ts';
import type { PortPlugger } from './port-plugger.ts';
import type { VolumeSource } from './volume-source.ts';

export interface MaterialSources {
  readonly images: ImageSource;
  readonly ports: PortPlugger;
  readonly volumes: VolumeSource;
  readonly configDriveDocuments: ConfigDriveDocuments;
  readonly controlPlaneUID: string;
}

export interface MaterialRequest {
  readonly signal: AbortSignal;
  readonly onImageProgress: (progress: ImageProgress) => void;
}

/** The instance with all that it is made of on this host: images fetched, ports plugged in, volumes found. */
export async function materialize({ desired }: InstanceRecord, sources: MaterialSources, request: MaterialRequest): Promise<Guest> {
  const { images, configDriveDocuments, controlPlaneUID } = sources;
  const { machine, volumes = [] } = desired.instance.spec;
  const { namespace = '', uid } = desired.instance.metadata;
  const imageRequest = { for: { namespace, uid }, onProgress: request.onImageProgress, signal: request.signal };
  const image = await images.acquire(machine.image, imageRequest);
  const rescueImage = machine.rescueImage === undefined ? undefined : await images.acquire(machine.rescueImage, imageRequest);
  const ports = await plugPorts({ desired }, sources);
  return guestOf(desired, {
    mark: markOf(desired, controlPlaneUID),
    image,
    rescueImage,
    ports,
    // Last, and nothing is waited for in between: a volume that is being changed is in nobody's guest.
    volumes: volumes.map((volume) => guestVolume(volume, sources)),
    configDriveDocuments,
  });
}

/** The volume as a driver wants it. Throws a DriverError when it is not ready. */
export function guestVolume(wanted: InstanceVolume, { volumes }: Pick<MaterialSources, 'volumes'>): GuestVolume {
  const hosted = volumes.volume(wanted.volume.uid);
  if (hosted.kind !== 'Ready') throw new DriverError('Temporary', `volume ${wanted.volume.name}: ${hosted.message}`);
  return {
    attachmentUID: wanted.attachment.uid,
    epoch: wanted.epoch,
    volumeUID: wanted.volume.uid,
    file: hosted.file,
    isReadOnly: wanted.readOnly,
    isShareable: wanted.shareable,
    serial: wanted.serial,
  };
}

/** Ports of an instance as they are plugged in here; `keep` are others that its guest still has. */
export async function plugPorts(
  { desired }: Pick<InstanceRecord, 'desired'>,
  { ports }: Pick<MaterialSources, 'ports'>,
  keep: readonly string[] = [],
): Promise<readonly GuestPort[]> {
  const { machine } = desired.instance.spec;
  return machine.ports === undefined ? [isolatedPort(machine.macAddress)] : ports.plug(desired.instance, { keep });
}

import type { GuestPort, GuestVolume } from '#drivers/contract/guest-devices.ts';
import { DriverError, type Guest, type LocalImage } from '#drivers/contract/driver.ts';
import type { InstanceVolume } from '#apis/infrastructure/instance.ts';
import type { DesiredInstance, InstanceRecord } from '../journal/journal-state.ts';
import { guestOf, isolatedPort, markOf, userDataOf, type ConfigDriveDocuments } from './guest-of.ts';
import type { ImageProgress, ImageSource } from './image-source.ts';
import { isolatedPorts, type PortPlugger } from './port-plugger.ts';
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

/** How far the devices of a guest are made: for one that starts, or only named, for one that is made ready to be started later. */
export type DeviceState = 'Real' | 'Planned';

/** The instance with all that it is made of on this host: images fetched, ports plugged in, volumes found. */
export async function materialize(
  { desired }: Pick<InstanceRecord, 'desired'>,
  devices: DeviceState,
  sources: MaterialSources,
  request: MaterialRequest,
): Promise<Guest> {
  const { configDriveDocuments, controlPlaneUID } = sources;
  const { volumes = [] } = desired.instance.spec;
  const images = await acquireImages(desired, sources, request);
  const configDrive =
    desired.instance.spec.machine.configDrive === false
      ? noConfigDrive
      : await configDriveDocuments({ instance: desired.instance, userData: userDataOf(desired) });
  const ports = await plugPorts({ desired }, devices === 'Real' ? sources : { ports: isolatedPorts });
  // Last, and nothing is waited for in between: a volume that is being changed is in nobody's guest.
  const present = devices === 'Real' ? volumes : volumes.filter(({ volume }) => sources.volumes.volume(volume.uid).kind === 'Ready');
  return guestOf(desired, {
    ...images,
    mark: markOf(desired, controlPlaneUID),
    ports,
    volumes: present.map((volume) => guestVolume(volume, sources)),
    configDrive,
  });
}

/** No document at all: drivers then leave the config drive out. */
const noConfigDrive: ReadonlyMap<string, Uint8Array> = new Map();

/** What a guest is made from, as files on this host. */
export async function acquireImages(
  { instance }: DesiredInstance,
  { images }: MaterialSources,
  { onImageProgress: onProgress, signal }: MaterialRequest,
): Promise<{ readonly image: LocalImage; readonly rescueImage: LocalImage | undefined }> {
  const { namespace = '', uid } = instance.metadata;
  const { image, rescueImage, bootVolumeUID } = instance.spec.machine;
  const request = { for: { namespace, uid }, onProgress, signal };
  // A server that boots from a volume need not have one.
  const isNone = bootVolumeUID !== undefined && image.source === undefined && image.kernel === undefined;
  return {
    image: isNone ? { format: 'Raw', path: '/dev/null', virtualSizeBytes: 0 } : await images.acquire(image, request),
    rescueImage: rescueImage === undefined ? undefined : await images.acquire(rescueImage, request),
  };
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

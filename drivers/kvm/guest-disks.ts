import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configDriveImage } from '#drivers/config-drive/config-drive-image.ts';
import { DriverError, type Guest, type LocalImage } from '#drivers/contract/driver.ts';
import { qcow2Layer, type Qcow2Layer } from './disk/qcow2-layer.ts';
import type { Firmware } from './host/firmware.ts';
import { writeDurably } from './instance-directory/durable-file.ts';
import { firmwareVariablesName, rescueDiskName, type InstanceDirectory } from './instance-directory/instance-directory.ts';

const gibibyteBytes = 1024 ** 3;

/** How large the guest's own root disk is to be; 0: it has none. Throws {@link DriverError}. */
export function rootDiskSizeBytes({ image, diskGiB, mark, bootVolumeUID }: Guest): number {
  if (bootVolumeUID !== undefined) return 0;
  const wantedBytes = diskGiB * gibibyteBytes;
  if (image.format === 'Kernel') return wantedBytes;
  const imageBytes = imageSizeBytes(image, `prepare ${mark.instanceUID}`);
  if (wantedBytes === 0) return imageBytes;
  if (wantedBytes >= imageBytes) return wantedBytes;
  const imageGiB = Math.ceil(imageBytes / gibibyteBytes);
  throw new DriverError(
    'InvalidImage',
    `prepare ${mark.instanceUID}: the image is ${imageGiB} GiB large and the flavor's disk only ${diskGiB} GiB; take a flavor with more disk`,
  );
}

function imageSizeBytes(image: Exclude<LocalImage, { format: 'Kernel' }>, what: string): number {
  if ('virtualSizeBytes' in image) return Math.ceil(image.virtualSizeBytes / 512) * 512;
  throw new DriverError('InvalidImage', `${what}: a virtual machine needs a disk or a kernel, and the image is a root file system`);
}

interface RootDisk {
  readonly guest: Guest;
  readonly userID: number;
  readonly virtualSizeBytes: number;
}

/** A fresh layer over the guest's image, in the place of what was there. Durable once this resolves; before that the old one is. */
export async function writeRootDisk(directory: InstanceDirectory, { guest, userID, virtualSizeBytes }: RootDisk): Promise<void> {
  const backing = backingOf(guest.image);
  await writeLayer(directory, { virtualSizeBytes, ...(backing && { backing }) }, { path: directory.rootDiskPath, userID });
}

/** A fresh layer over the rescue image, which is thrown away with the next one. Nothing for an image that is a kernel. */
export async function writeRescueDisk(directory: InstanceDirectory, image: LocalImage, userID: number): Promise<void> {
  if (image.format === 'Kernel') return;
  const backing = backingOf(image);
  const virtualSizeBytes = imageSizeBytes(image, `rescue ${directory.mark.instanceUID}`);
  const path = join(directory.machinePath, rescueDiskName);
  await writeLayer(directory, { virtualSizeBytes, ...(backing && { backing }) }, { path, userID });
}

/** Written where only we may write, then moved to where QEMU may: nothing that lies there can lead the write elsewhere. */
async function writeLayer(
  directory: InstanceDirectory,
  layer: Qcow2Layer,
  { path, userID }: { path: string; userID: number },
): Promise<void> {
  await writeDurably(path, qcow2Layer(layer), { mode: 0o600, ownerID: userID, temporaryPath: join(directory.path, 'disk.new') });
}

function backingOf(image: LocalImage): { readonly path: string; readonly format: 'raw' | 'qcow2' } | undefined {
  switch (image.format) {
    case 'Raw':
      return { path: image.path, format: 'raw' };
    case 'Qcow2':
      return { path: image.path, format: 'qcow2' };
    case 'Kernel':
    case 'RootFS':
    case 'OCI':
      return undefined;
  }
}

/** Makes the config drive say what it is to say. It holds user data, which may be secret: nobody but the guest's own QEMU may read it. */
export async function writeConfigDrive(directory: InstanceDirectory, { configDrive }: Guest, userID: number): Promise<void> {
  if (configDrive.size === 0) return;
  const image = configDriveImage(configDrive);
  const existing = await readFile(directory.configDrivePath).catch(() => undefined);
  if (existing?.equals(image) === true) return;
  await writeDurably(directory.configDrivePath, image, { mode: 0o400, ownerID: userID });
}

/** The variables of the guest's firmware, if it has none yet: they live as long as its root disk. */
export async function writeFirmwareVariables(directory: InstanceDirectory, { variablesPath }: Firmware, userID: number): Promise<void> {
  const path = join(directory.machinePath, firmwareVariablesName);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await writeDurably(path, await readFile(variablesPath), {
    mode: 0o600,
    ownerID: userID,
    temporaryPath: join(directory.path, 'firmware.new'),
  });
}

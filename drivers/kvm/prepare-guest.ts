import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError, type Guest, type LocalImage } from '#drivers/contract/driver.ts';
import { isoImage } from './disk/iso-image.ts';
import { qcow2Layer } from './disk/qcow2-layer.ts';
import type { DriverParts } from './driver-parts.ts';
import { writeDurably } from './instance-directory/durable-file.ts';
import { isRootDiskLost, type InstanceDirectory, type Preparation } from './instance-directory/instance-directory.ts';

const gibibyteBytes = 1024 ** 3;

/**
 * Makes what the guest needs to start, in an order in which each step may be the last: the mark before anything that it
 * marks, the note that all is there after all of it. What is there already is kept, the root disk above all; the config
 * drive is written anew. Throws {@link DriverError}.
 */
export async function prepareGuest(
  guest: Guest,
  { directories, users, network }: Pick<DriverParts, 'directories' | 'users' | 'network'>,
): Promise<void> {
  const rootDiskBytes = rootDiskSizeBytes(guest);
  const directory = await directories.ensure(guest.mark);
  const [userID, existing] = await Promise.all([users.allocate(guest.mark.instanceUID), directory.readPreparation()]);
  if (await isRootDiskLost(directory, existing)) {
    throw new DriverError(
      'HostBroken',
      `prepare ${guest.mark.instanceUID}: its root disk ${directory.rootDiskPath} was there and is gone; it is not replaced by an empty one`,
    );
  }
  await makeMachineDirectory(directory, userID);
  await allOf([
    ...(existing === undefined && rootDiskBytes > 0 ? [writeRootDisk(directory, { guest, userID, virtualSizeBytes: rootDiskBytes })] : []),
    ...(guest.configDrive.size > 0 ? [writeConfigDrive(directory, guest, userID)] : []),
    // Not needed before the start, but it takes its time, and here that is not waited for.
    network.ensure(),
  ]);
  const preparation: Preparation = { userID, macAddress: guest.ports[0]?.macAddress ?? '', hasRootDisk: rootDiskBytes > 0 };
  if (existing === undefined) await directory.writePreparation(preparation);
}

/** Waits for all of it, also when some of it fails: nothing may be going on any more when the next call comes. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** 0: the guest has none. */
function rootDiskSizeBytes({ image, diskGiB, mark }: Guest): number {
  const wantedBytes = diskGiB * gibibyteBytes;
  if (image.format === 'Kernel') return wantedBytes;
  if (!('virtualSizeBytes' in image))
    throw new DriverError(
      'InvalidImage',
      `prepare ${mark.instanceUID}: a virtual machine needs a disk or a kernel, and the image is a root file system`,
    );
  const imageBytes = Math.ceil(image.virtualSizeBytes / 512) * 512;
  if (wantedBytes === 0) return imageBytes;
  if (wantedBytes >= imageBytes) return wantedBytes;
  const imageGiB = Math.ceil(imageBytes / gibibyteBytes);
  throw new DriverError(
    'InvalidImage',
    `prepare ${mark.instanceUID}: the image is ${imageGiB} GiB large and the flavor's disk only ${diskGiB} GiB; take a flavor with more disk`,
  );
}

async function makeMachineDirectory({ machinePath }: InstanceDirectory, userID: number): Promise<void> {
  await mkdir(machinePath, { recursive: true });
  // Not through a link: what it leads to would be given away.
  const directory = await open(machinePath, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    await directory.chmod(0o700);
    await directory.chown(userID, userID);
  } catch (error) {
    throw new DriverError(
      'HostBroken',
      `give ${machinePath} to user ${userID}: the agent must run as root, and the range of users must exist on this host`,
      { cause: error },
    );
  } finally {
    await directory.close();
  }
}

interface RootDisk {
  readonly guest: Guest;
  readonly userID: number;
  readonly virtualSizeBytes: number;
}

/** Written where only we may write, then moved to where QEMU may: nothing that lies there can lead the write elsewhere. */
async function writeRootDisk(directory: InstanceDirectory, { guest, userID, virtualSizeBytes }: RootDisk): Promise<void> {
  const backing = backingOf(guest.image);
  await writeDurably(directory.rootDiskPath, qcow2Layer({ virtualSizeBytes, ...(backing && { backing }) }), {
    mode: 0o600,
    ownerID: userID,
    temporaryPath: join(directory.path, 'disk.new'),
  });
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

/** It holds user data, which may be secret: nobody but the guest's own QEMU may read it. */
async function writeConfigDrive(directory: InstanceDirectory, { configDrive }: Guest, userID: number): Promise<void> {
  const image = isoImage(configDrive, { volumeLabel: 'config-2' });
  await writeDurably(directory.configDrivePath, image, { mode: 0o400, ownerID: userID });
}

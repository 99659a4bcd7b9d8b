import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { DriverParts } from './driver-parts.ts';
import { rootDiskSizeBytes, writeConfigDrive, writeRootDisk } from './guest-disks.ts';
import { findLostDisk, type InstanceDirectory, type Preparation } from './instance-directory/instance-directory.ts';
import { makeLocalDisks } from './local-disks.ts';
import { localDisksOf } from './machine/local-disks.ts';

/**
 * Makes what the guest needs to start, in an order in which each step may be the last: the mark before anything that it
 * marks, the note that all is there after all of it. What is there already is kept, the root disk above all; the config
 * drive is written anew. Throws {@link DriverError}.
 */
export async function prepareGuest(guest: Guest, parts: DriverParts): Promise<void> {
  const { directories, users, network } = parts;
  const rootDiskBytes = rootDiskSizeBytes(guest);
  const directory = await directories.ensure(guest.mark);
  const [userID, existing, run] = await Promise.all([
    users.allocate(guest.mark.instanceUID),
    directory.readPreparation(),
    directory.readRun(),
  ]);
  const lost = await findLostDisk(directory, existing);
  if (lost !== undefined) {
    throw new DriverError(
      'HostBroken',
      `prepare ${guest.mark.instanceUID}: its ${lost.what} ${lost.path} was there and is gone; it is not replaced by an empty one`,
    );
  }
  await makeMachineDirectory(directory, userID);
  await allOf([
    ...(existing === undefined && rootDiskBytes > 0 ? [writeRootDisk(directory, { guest, userID, virtualSizeBytes: rootDiskBytes })] : []),
    ...(existing === undefined ? [makeLocalDisks(directory, { guest, userID, parts })] : []),
    // The memory of one that is suspended knows the old one.
    ...(run?.kind === 'Suspended' ? [] : [writeConfigDrive(directory, guest, userID)]),
    // Not needed before the start, but it takes its time, and here that is not waited for.
    network.ensure(),
  ]);
  const preparation: Preparation = {
    userID,
    macAddress: guest.ports[0]?.macAddress ?? '',
    hasRootDisk: rootDiskBytes > 0,
    localDisks: localDisksOf(guest),
    layout: 2,
    image: guest.image,
  };
  if (existing === undefined) await directory.writePreparation(preparation);
}

/** Waits for all of it, also when some of it fails: nothing may be going on any more when the next call comes. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
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

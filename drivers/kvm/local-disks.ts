import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { DriverParts } from './driver-parts.ts';
import type { Command } from './host/process-runner.ts';
import type { Programs } from './host/programs.ts';
import { syncDirectory } from './instance-directory/durable-file.ts';
import type { InstanceDirectory } from './instance-directory/instance-directory.ts';
import { localDisksOf, type LocalDisk } from './machine/local-disks.ts';

const timeoutMilliseconds = 10 * 60_000;

interface LocalDiskOptions {
  readonly guest: Guest;
  readonly userID: number;
  readonly parts: Pick<DriverParts, 'runner' | 'programs'>;
}

/**
 * Makes the disks that come with the guest's size, each in the place of the one that was there: a sparse file, formatted before the guest can see it,
 * with a label by which the guest finds it. The whole disk is the file system, without partitions, as Nova makes it. Throws {@link DriverError}.
 */
export async function makeLocalDisks(directory: InstanceDirectory, { guest, userID, parts }: LocalDiskOptions): Promise<void> {
  const disks = localDisksOf(guest);
  if (disks.length === 0) return;
  const programs = await parts.programs();
  // Written where only we may write, then moved to where QEMU may: nothing that lies there can lead the write elsewhere.
  for (const disk of disks) {
    const newPath = join(directory.path, `${disk.fileName}.new`);
    await rm(newPath, { force: true });
    await makeFile(newPath, disk.sizeBytes);
    await format(newPath, { disk, programs, parts, instanceUID: guest.mark.instanceUID });
    await giveAway(newPath, userID);
    await rename(newPath, join(directory.machinePath, disk.fileName));
  }
  await syncDirectory(directory.machinePath);
}

async function makeFile(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.truncate(sizeBytes);
  } finally {
    await file.close();
  }
}

async function giveAway(path: string, userID: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.chown(userID, userID);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function format(
  path: string,
  { disk, programs, parts, instanceUID }: Pick<LocalDiskOptions, 'parts'> & { disk: LocalDisk; programs: Programs; instanceUID: string },
): Promise<void> {
  const what = `make the disk ${disk.name} of ${instanceUID}`;
  const outcome = await parts.runner.run(formatCommand(path, { disk, programs, what }), { timeoutMilliseconds });
  if (outcome.exitCode === 0) return;
  const words = outcome.stderr.trim().slice(-500) || (outcome.signal ?? `exit code ${outcome.exitCode}`);
  throw new DriverError(/No space left|quota/i.test(words) ? 'DiskFull' : 'Temporary', `${what}: ${words}`);
}

/** All of the room is the guest's (`-m 0`), and what can be written later is not written now. */
function formatCommand(path: string, { disk, programs, what }: { disk: LocalDisk; programs: Programs; what: string }): Command {
  const { mke2fs, mkswap } = programs;
  if (disk.name === 'swap') {
    if (mkswap === undefined)
      throw new DriverError('HostBroken', `${what}: no mkswap on this host: install the package util-linux (Debian's name)`);
    return [mkswap, '-L', disk.name, path];
  }
  if (mke2fs === undefined)
    throw new DriverError('HostBroken', `${what}: no mke2fs on this host: install the package e2fsprogs (Debian's name)`);
  const later = 'lazy_itable_init=1,lazy_journal_init=1,nodiscard';
  return [mke2fs, '-q', '-F', '-t', 'ext4', '-m', '0', '-L', disk.name, '-E', later, path];
}

import { constants } from 'node:fs';
import { link, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DriverError } from '#drivers/contract/driver.ts';
import type { GuestVolume } from '#drivers/contract/guest-devices.ts';
import type { InstanceDirectory } from '../instance-directory/instance-directory.ts';
import type { Slot } from '../machine/slots.ts';

const linkPrefix = 'volume-';

/** What the guest's QEMU finds a volume's file by, in its working directory. */
export function volumeLinkName(place: Slot | 'Boot'): string {
  return `${linkPrefix}${String(place).toLowerCase()}`;
}

/**
 * Lets the guest's QEMU open a volume's file, and no other: by a link in its working directory, since it may look into none of the directories above
 * the file, and by the group of the file, which it does not own and so cannot open up further. Throws {@link DriverError}.
 */
export async function exposeVolume(
  directory: InstanceDirectory,
  volume: GuestVolume,
  { place, userID }: { readonly place: Slot | 'Boot'; readonly userID: number },
): Promise<void> {
  const { path, format } = volume.file;
  const what = `give the volume ${volume.volumeUID} to ${directory.mark.instanceUID}`;
  if (volume.isShareable && !volume.isReadOnly && format === 'Qcow2') {
    throw new DriverError('Unsupported', `${what}: several guests can write to a raw file, and it is qcow2`);
  }
  if (volume.isShareable && !(await isClosedToOthers(path))) {
    throw new DriverError('HostBroken', `${what}: everybody on this host can look into the directory of ${path}; close it (chmod o-x)`);
  }
  const file = await openVolume(path, what);
  try {
    await file.chown((await file.stat()).uid, userID);
    await file.chmod(modeOf(volume));
  } finally {
    await file.close();
  }
  const linkPath = join(directory.machinePath, volumeLinkName(place));
  await rm(linkPath, { force: true });
  await link(path, linkPath).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EXDEV') throw cause;
    throw new DriverError('HostBroken', `${what}: ${path} must be on the file system that the guests are on`, { cause });
  });
}

/** Takes the way to a volume's file away again. */
export async function concealVolume(
  directory: InstanceDirectory,
  volume: GuestVolume | undefined,
  { place, userID }: { readonly place: Slot | 'Boot'; readonly userID: number },
): Promise<void> {
  await rm(join(directory.machinePath, volumeLinkName(place)), { force: true });
  if (volume === undefined || volume.isShareable) return;
  const file = await open(volume.file.path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined);
  try {
    // It may be another guest's by now.
    if (file === undefined || (await file.stat()).gid !== userID) return;
    await file.chmod(0o600);
    await file.chown(0, 0);
  } finally {
    await file?.close();
  }
}

/** Takes all ways away, as before a start that makes new ones. */
export async function removeVolumeLinks({ machinePath }: InstanceDirectory): Promise<void> {
  const names = (await readdir(machinePath)).filter((name) => name.startsWith(linkPrefix));
  await Promise.all(names.map((name) => rm(join(machinePath, name), { force: true })));
}

/** Other guests are neither the owner nor in the group; they too come by a link, and only they can. */
function modeOf({ isReadOnly, isShareable }: GuestVolume): number {
  if (isShareable) return 0o666;
  return isReadOnly ? 0o640 : 0o660;
}

async function openVolume(path: string, what: string): ReturnType<typeof open> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (cause) {
    throw new DriverError('Temporary', `${what}: ${path} cannot be opened: ${(cause as Error).message}`, { cause });
  }
  throw new DriverError('HostBroken', `${what}: ${path} is not a file`);
}

/** Whether a directory on the way keeps everybody out who is not its owner. */
async function isClosedToOthers(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o011) === 0) return true;
    if (folder === dirname(folder)) return false;
  }
}

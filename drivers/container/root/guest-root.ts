import { chmod, chown, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import type { GuestDirectory } from '../guest/guest-directory.ts';
import { mountPointsBelow } from '../host/mount-table.ts';
import { runProgram } from '../host/run-program.ts';
import { idRangeProgram } from './save-root.ts';
import type { IDRange } from '../specification/guest-specification.ts';

/**
 * Makes the empty disk that takes what the guest writes, so large and no larger; one that is there is left alone. It is a sparse file: it takes what
 * the guest really writes.
 */
export async function makeDisk(
  { diskPath }: GuestDirectory,
  { sizeBytes, clock }: { readonly sizeBytes: number; readonly clock: Clock },
): Promise<void> {
  if (await isThere(diskPath)) return;
  const newPath = `${diskPath}.new`;
  await rm(newPath, { force: true });
  const file = await open(newPath, 'wx', 0o600);
  try {
    await file.truncate(sizeBytes);
  } finally {
    await file.close();
  }
  await runProgram(['mkfs.ext4', '-q', '-F', '-m', '0', '-E', 'lazy_itable_init=1,lazy_journal_init=1,nodiscard', newPath], { clock });
  await rename(newPath, diskPath);
}

/**
 * Puts a guest's root together: over the image, with the guest's own ids, lies the layer on its disk. Relative paths, because the guest can read
 * them. What it was made from is detached again at once: it stays for as long as the root does.
 */
export async function mountRoot(directory: GuestDirectory, { imagePath, idRange, clock }: RootOptions): Promise<void> {
  await unmountRoots(directory, { clock });
  for (const path of [directory.layerPath, directory.imagePath, directory.rootPath]) await mkdir(path, { recursive: true });
  await runProgram(['mount', '-t', 'ext4', '-o', 'loop,nodev,noinit_itable', directory.diskPath, directory.layerPath], { clock });
  await overlay(directory.path, { imagePath, idRange, clock });
}

/** A root for one rescue: what is written to it is forgotten. */
export async function mountRescueRoot(directory: GuestDirectory, { imagePath, idRange, clock }: RootOptions): Promise<string> {
  await rm(directory.rescuePath, { recursive: true, force: true });
  for (const name of ['layer', 'image', 'root']) await mkdir(join(directory.rescuePath, name), { recursive: true });
  await overlay(directory.rescuePath, { imagePath, idRange, clock });
  return join(directory.rescuePath, 'root');
}

/** Copies what the guest finds beside its root to where it is mounted from. */
export async function showSurroundings(
  { surroundingsPath, shownPath }: GuestDirectory,
  { clock }: { readonly clock: Clock },
): Promise<void> {
  await mkdir(shownPath, { recursive: true });
  await runProgram(['mount', '-t', 'tmpfs', '-o', 'mode=0711,nosuid,nodev,size=80m', 'tmpfs', shownPath], { clock });
  await runProgram(['cp', '--archive', '--no-target-directory', surroundingsPath, shownPath], { clock });
  await chmod(shownPath, 0o711);
}

/** Detaches all that is mounted in the guest's directory. */
export async function unmountRoots({ path }: GuestDirectory, { clock }: { readonly clock: Clock }): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const mounted = await mountPointsBelow(path);
    if (mounted.length === 0) return;
    try {
      await runProgram(['umount', '--lazy', '--no-canonicalize', ...mounted], { clock });
    } catch (error) {
      // A driver that died may have left an umount behind that is at work too.
      if (attempt === maximumAttempts) throw error;
    }
  }
}

const maximumAttempts = 3;

export interface RootOptions {
  /** The image's files. */
  readonly imagePath: string;
  readonly idRange: IDRange;
  readonly clock: Clock;
}

/** In a directory with `layer`, `image` and `root`. */
async function overlay(path: string, { imagePath, idRange, clock }: RootOptions): Promise<void> {
  const upper = join(path, 'layer/upper');
  await mkdir(join(path, 'layer/work'), { recursive: true });
  if (!(await isThere(upper))) {
    const { mode } = await stat(imagePath);
    await mkdir(upper, { mode: mode & 0o7777 });
  }
  await chown(upper, idRange.firstID, idRange.firstID);
  const ids = [String(idRange.firstID), String(idRange.count)];
  await runProgram(['perl', idRangeProgram, ...ids, 'mount', imagePath, join(path, 'image')], { clock });
  const layers = 'lowerdir=image,upperdir=layer/upper,workdir=layer/work';
  await runProgram(['mount', '-t', 'overlay', '-o', `nodev,${layers}`, 'overlay', 'root'], { clock, workingDirectory: path });
  const parts = (await mountPointsBelow(path)).filter((each) => each === join(path, 'image') || each === join(path, 'layer'));
  await runProgram(['umount', '--lazy', '--no-canonicalize', ...parts], { clock });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

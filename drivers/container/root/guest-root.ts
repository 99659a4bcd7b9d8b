import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import type { GuestDirectory } from '../guest/guest-directory.ts';
import { mountPointsBelow } from '../host/mount-table.ts';
import { runProgram } from '../host/run-program.ts';
import type { IDRange } from '../specification/guest-specification.ts';
import { idRangeCommand } from './id-range.ts';

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

/** Puts a guest's root together, and what the guest finds beside it; the program says how. Nothing may be mounted there: {@link unmountRoots}. */
export function mountRoot({ path }: GuestDirectory, options: RootOptions): Promise<void> {
  return layOut(path, options);
}

/** A root for one rescue: what is written to it is forgotten. Gives where it is. */
export async function mountRescueRoot({ rescuePath }: GuestDirectory, options: RootOptions): Promise<string> {
  await rm(rescuePath, { recursive: true, force: true });
  await mkdir(rescuePath);
  await layOut(rescuePath, options);
  return join(rescuePath, 'root');
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

async function layOut(path: string, { imagePath, idRange, clock }: RootOptions): Promise<void> {
  await runProgram(idRangeCommand(idRange, 'lay-out', imagePath), { clock, workingDirectory: path });
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

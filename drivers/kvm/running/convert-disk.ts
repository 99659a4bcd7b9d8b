import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { DiskSaveOptions, SavedDisk } from '#drivers/contract/abilities.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { DriverParts } from '../driver-parts.ts';
import { confinedCommand } from '../host/confined-command.ts';
import { endHelpers } from '../host/helper-processes.ts';
import type { InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { savedDiskName, SavedDiskFile } from './saved-disk.ts';

/** A disk that nobody has open. */
export interface DiskSource {
  readonly format: 'Raw' | 'Qcow2';
  readonly path: string;
  /** The read-only image below it. */
  readonly imagePath: string | undefined;
  /** How QEMU's programs are to open it, from the guest's working directory, with the image at that path. */
  readonly blockdev: (imagePath: string | undefined) => object;
}

export interface ConvertOptions extends Omit<DiskSaveOptions, 'disk'> {
  readonly source: DiskSource;
  readonly userID: number;
  readonly parts: DriverParts;
}

/** More than any disk takes; a program that hangs must end some day. */
const timeoutMilliseconds = 24 * 3_600_000;

/**
 * Has qemu-img copy a disk with everything below it, as the guest's own user: the disk is what a guest wrote, and says of itself what it likes. Rejects
 * with the signal's reason when that is aborted. Throws {@link DriverError}.
 */
export async function convertDisk(
  directory: InstanceDirectory,
  { source, path, signal, userID, parts }: ConvertOptions,
): Promise<SavedDisk> {
  const what = `save a disk of ${directory.mark.instanceUID}`;
  const [programs] = await Promise.all([parts.programs(), parts.network.ensure()]);
  const { qemuImg } = programs;
  if (qemuImg === undefined)
    throw new DriverError('HostBroken', `${what}: no qemu-img on this host: install the package qemu-utils (Debian's name)`);
  await endHelpers(parts.table, { userID, clock: parts.clock });
  const target = new SavedDiskFile(directory, userID);
  const image = source.imagePath === undefined ? undefined : await open(source.imagePath, 'r');
  try {
    const virtualSizeBytes = await virtualSizeOf(source, what);
    await target.create(virtualSizeBytes);
    const from = `json:${JSON.stringify(source.blockdev(image && '/proc/self/fd/3'))}`;
    const words = [qemuImg, 'convert', '-n', '--target-is-zero', '-O', 'qcow2', from, savedDiskName];
    const outcome = await parts.runner.run(confinedCommand(programs, { networkNamespacePath: parts.network.path, userID }, words), {
      timeoutMilliseconds,
      workingDirectory: directory.machinePath,
      signal,
      descriptors: image === undefined ? [] : [image.fd],
    });
    signal.throwIfAborted();
    if (outcome.exitCode !== 0) {
      throw new DriverError(
        /No space left|quota/i.test(outcome.stderr) ? 'DiskFull' : 'Temporary',
        `${what}: ${outcome.stderr.trim() || outcome.signal}`,
      );
    }
    await target.moveTo(path, { signal });
    return { format: 'Qcow2', virtualSizeBytes };
  } catch (error) {
    await target.remove();
    throw error;
  } finally {
    await image?.close();
  }
}

/** The size that the header of a qcow2 file states, or that of a raw file. */
async function virtualSizeOf({ format, path }: DiskSource, what: string): Promise<number> {
  const file = await openDisk(path, what);
  try {
    const { size } = await file.stat();
    if (format === 'Raw') return Math.ceil(size / 512) * 512;
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 24);
    return Number(buffer.readBigUInt64BE());
  } finally {
    await file.close();
  }
}

async function openDisk(path: string, what: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new DriverError('HostBroken', `${what}: ${path} is not a file`);
}

import { execFile } from 'node:child_process';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedDisk } from '../contract/abilities.ts';
import { DriverError, type LocalImage } from '../contract/driver.ts';
import type { VolumeFile } from '../contract/guest-devices.ts';
import type { VolumeDriver, VolumeMark } from '../contract/volume-driver.ts';
import { rawContent, writeSparse } from './disk-content.ts';
import { qcow2Content, qcow2VirtualSize } from './qcow2-content.ts';
import { readMark, VolumeDirectory } from './volume-directory.ts';

export interface LocalVolumeOptions {
  /** Volumes are below it; it is made when it is not there, closed to others. Guests' disks have to be on the same file system. */
  readonly directory: string;
}

/** Volumes as raw files in a directory. */
export function createLocalVolumeDriver(options: LocalVolumeOptions): VolumeDriver {
  return new LocalVolumeDriver(options);
}

class LocalVolumeDriver implements VolumeDriver {
  readonly #directory: string;

  constructor({ directory }: LocalVolumeOptions) {
    this.#directory = directory;
  }

  async recover(): Promise<readonly VolumeMark[]> {
    const names = await readdir(this.#directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const marks = await Promise.all(names.map((name) => readMark(join(this.#directory, name))));
    return marks.filter((mark, index) => mark !== undefined && mark.volumeUID === names[index]) as VolumeMark[];
  }

  create(mark: VolumeMark, { sizeBytes, source }: { readonly sizeBytes: number; readonly source: LocalImage | undefined }): Promise<void> {
    return during(`make volume ${mark.volumeUID}`, async () => {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      const directory = new VolumeDirectory(this.#directory, mark);
      await directory.make();
      if ((await directory.diskSizeBytes()) !== undefined) return;
      const file = await open(directory.unfinishedDiskPath, 'w+', 0o600);
      try {
        await fill(file, { sizeBytes, source });
      } finally {
        await file.close();
      }
      await directory.finish();
    });
  }

  extend(mark: VolumeMark, { sizeBytes }: { readonly sizeBytes: number }): Promise<void> {
    return during(`extend volume ${mark.volumeUID}`, async () => {
      const directory = new VolumeDirectory(this.#directory, mark);
      const present = await directory.diskSizeBytes();
      if (present === undefined) throw new DriverError('Temporary', `extend volume ${mark.volumeUID}: it is not there`);
      if (present >= sizeBytes) return;
      const file = await open(directory.diskPath, 'r+');
      try {
        await file.truncate(sizeBytes);
        await file.sync();
      } finally {
        await file.close();
      }
    });
  }

  async find(mark: VolumeMark): Promise<VolumeFile | undefined> {
    const directory = new VolumeDirectory(this.#directory, mark);
    const sizeBytes = await directory.diskSizeBytes();
    return sizeBytes === undefined ? undefined : { format: 'Raw', path: directory.diskPath, sizeBytes };
  }

  save(mark: VolumeMark, { path, signal }: { readonly path: string; readonly signal: AbortSignal }): Promise<SavedDisk> {
    return during(`save volume ${mark.volumeUID}`, async () => {
      const found = await this.find(mark);
      if (found === undefined) throw new DriverError('Temporary', `save volume ${mark.volumeUID}: it is not there`);
      await rm(path, { force: true });
      await convert(found.path, path, signal);
      return { format: 'Qcow2', virtualSizeBytes: found.sizeBytes };
    });
  }

  destroy(mark: VolumeMark): Promise<void> {
    return during(`destroy volume ${mark.volumeUID}`, () => new VolumeDirectory(this.#directory, mark).remove());
  }
}

async function fill(
  target: FileHandle,
  { sizeBytes, source }: { readonly sizeBytes: number; readonly source: LocalImage | undefined },
): Promise<void> {
  if (source === undefined) return writeSparse(target, nothing(), { sizeBytes });
  if (source.format !== 'Raw' && source.format !== 'Qcow2') {
    throw new DriverError('InvalidImage', `an image of format ${source.format} is no disk that a volume could be a copy of`);
  }
  const file = await open(source.path, 'r');
  try {
    const name = `the image ${source.path}`;
    const imageBytes = source.format === 'Qcow2' ? await qcow2VirtualSize(file, { name }) : (await file.stat()).size;
    if (imageBytes > sizeBytes) {
      throw new DriverError('InvalidImage', `${name} is ${imageBytes} bytes large, and the volume only ${sizeBytes}`);
    }
    const content = source.format === 'Qcow2' ? qcow2Content(file, { name }) : rawContent(file, { sizeBytes: imageBytes });
    await writeSparse(target, content, { sizeBytes });
  } finally {
    await file.close();
  }
}

async function* nothing(): AsyncGenerator<never> {}

/** A raw file says nothing of itself, so nothing in it can lead the program elsewhere. */
async function convert(from: string, to: string, signal: AbortSignal): Promise<void> {
  const words = ['convert', '-f', 'raw', '-O', 'qcow2', from, to];
  const environment = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
  await new Promise<void>((resolve, reject) => {
    execFile('qemu-img', words, { env: environment, signal, maxBuffer: 64 * 1024 }, (error, _output, complaint) => {
      if (error === null) resolve();
      else if (signal.aborted) reject(signal.reason as Error);
      else if (error.code === 'ENOENT') reject(new DriverError('HostBroken', 'there is no qemu-img on this host: install qemu-utils'));
      else reject(new DriverError(/space/i.test(complaint) ? 'DiskFull' : 'Temporary', `qemu-img: ${complaint.trim()}`, { cause: error }));
    });
  });
}

/** Puts what the file system says into the words of the contract. */
async function during<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof DriverError || code === undefined || code === 'ABORT_ERR') throw error;
    const reason =
      code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
        ? 'DiskFull'
        : code === 'EACCES' || code === 'EROFS'
          ? 'HostBroken'
          : 'Temporary';
    throw new DriverError(reason, `${what}: ${message}`, { cause: error });
  }
}

import { mkdir, open, readFile, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError } from '../contract/driver.ts';
import type { VolumeMark } from '../contract/volume-driver.ts';

/** Where one volume lies. */
export class VolumeDirectory {
  readonly path: string;
  readonly mark: VolumeMark;

  /** Throws a DriverError for a uid that could not be the name of a directory. */
  constructor(parent: string, mark: VolumeMark) {
    if (!/^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/.test(mark.volumeUID)) {
      throw new DriverError('Unsupported', `volume "${mark.volumeUID}": that is no uid`);
    }
    this.path = join(parent, mark.volumeUID);
    this.mark = mark;
  }

  get diskPath(): string {
    return join(this.path, 'disk.raw');
  }

  get unfinishedDiskPath(): string {
    return join(this.path, 'disk.raw.new');
  }

  get #markPath(): string {
    return join(this.path, 'mark.json');
  }

  /** Makes the directory with the mark in it, durably. Throws a DriverError when something of somebody else is in its place. */
  async make(): Promise<void> {
    if (await this.isOurs()) return;
    await mkdir(this.path, { mode: 0o700 }).catch(async (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause;
      const strangers = (await readdir(this.path)).filter((name) => name !== 'mark.json.new');
      if (strangers.length > 0) throw new DriverError('HostBroken', `${this.path} is in the way of a volume, and is not ours`, { cause });
    });
    await writeDurably(this.#markPath, JSON.stringify(this.mark));
    await syncDirectory(join(this.path, '..'));
  }

  /** Whether it carries the mark. */
  async isOurs(): Promise<boolean> {
    const { controlPlaneUID, volumeUID } = this.mark;
    const found = await readMark(this.path);
    return found?.controlPlaneUID === controlPlaneUID && found.volumeUID === volumeUID;
  }

  /** Gives the finished disk its name, durably. */
  async finish(): Promise<void> {
    await rename(this.unfinishedDiskPath, this.diskPath);
    await syncDirectory(this.path);
  }

  /** How large the complete disk is; undefined when there is none. */
  async diskSizeBytes(): Promise<number | undefined> {
    if (!(await this.isOurs())) return undefined;
    try {
      const { size } = await stat(this.diskPath);
      return size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Removes all of it, the mark as the last. Files of somebody else stay. */
  async remove(): Promise<void> {
    if (!(await this.isOurs())) return;
    await rm(this.diskPath, { force: true });
    await rm(this.unfinishedDiskPath, { force: true });
    await syncDirectory(this.path);
    await rm(this.#markPath, { force: true });
    await rm(`${this.#markPath}.new`, { force: true });
    await rmdir(this.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY') throw error;
    });
  }
}

/** The mark in a directory; undefined when there is none. */
export async function readMark(path: string): Promise<VolumeMark | undefined> {
  try {
    const mark = JSON.parse(await readFile(join(path, 'mark.json'), 'utf8')) as Partial<VolumeMark>;
    const { controlPlaneUID, volumeUID } = mark;
    return controlPlaneUID === undefined || volumeUID === undefined ? undefined : { controlPlaneUID, volumeUID };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError || code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncDirectory(join(path, '..'));
}

/** Makes the names in a directory survive a power cut. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

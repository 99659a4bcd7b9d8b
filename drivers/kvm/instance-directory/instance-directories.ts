import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError, type Mark } from '#drivers/contract/driver.ts';
import { readJSON, syncDirectory, writeDurably } from './durable-file.ts';
import { InstanceDirectory, sameMark } from './instance-directory.ts';

const markName = 'mark.json';
const newPrefix = '.new-';
const removedPrefix = '.removed-';

/**
 * The guests of this host: one directory each below `instances/`, named after the instance. One is ours if and only if
 * it holds our mark; it gets its name only together with the mark, and loses both at once. Anything else that lies
 * here is somebody else's and is not touched, and neither is what a link leads to, whatever mark is there.
 */
export class InstanceDirectories {
  readonly #root: string;

  constructor({ stateDirectory }: { readonly stateDirectory: string }) {
    this.#root = join(stateDirectory, 'instances');
  }

  /** The guest's directory; undefined when there is none, or when the one of its name carries another mark or none. */
  async find(mark: Mark): Promise<InstanceDirectory | undefined> {
    const path = this.#pathOf(mark);
    return sameMark(await readMark(path), mark) ? new InstanceDirectory(path, mark) : undefined;
  }

  /** {@link find}, or makes it, durably. Throws {@link DriverError} when something that is not ours has its name. */
  async ensure(mark: Mark): Promise<InstanceDirectory> {
    const existing = await this.find(mark);
    if (existing !== undefined) return existing;
    const path = this.#pathOf(mark);
    if ((await kindOf(path)) !== 'Absent')
      throw new DriverError(
        'HostBroken',
        `make ${path}: something that is not this guest's is there already; look whose it is and move it away`,
      );
    const newPath = join(this.#root, newPrefix + mark.instanceUID);
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    await rm(newPath, { recursive: true, force: true });
    await mkdir(newPath, { mode: 0o700 });
    await writeDurably(join(newPath, markName), JSON.stringify(mark));
    await rename(newPath, path);
    await syncDirectory(this.#root);
    return new InstanceDirectory(path, mark);
  }

  /** Every guest with a mark. */
  async list(): Promise<readonly InstanceDirectory[]> {
    const names = (await entriesOf(this.#root)).filter((name) => isInstanceUID(name));
    const directories: InstanceDirectory[] = [];
    for (const name of names) {
      const path = join(this.#root, name);
      const mark = await readMark(path);
      if (mark?.instanceUID === name) directories.push(new InstanceDirectory(path, mark));
    }
    return directories;
  }

  /** The names of all that lies here, ours or not. */
  async names(): Promise<ReadonlySet<string>> {
    return new Set(await entriesOf(this.#root));
  }

  /** Removes the directory and its mark. Everything that the mark stands for must be gone. */
  async remove(directory: InstanceDirectory): Promise<void> {
    const removedPath = join(this.#root, removedPrefix + directory.mark.instanceUID);
    await rm(removedPath, { recursive: true, force: true });
    await rename(directory.path, removedPath);
    await syncDirectory(this.#root);
    await rm(removedPath, { recursive: true, force: true });
  }

  /** Clears away what a creation or removal that was cut short left behind. Of one instance, or of all. */
  async removeLeftovers(mark?: Mark): Promise<void> {
    for (const name of await entriesOf(this.#root)) {
      const instanceUID = [newPrefix, removedPrefix].map((prefix) => (name.startsWith(prefix) ? name.slice(prefix.length) : '')).join('');
      if (isInstanceUID(instanceUID) && (mark === undefined || mark.instanceUID === instanceUID)) {
        await rm(join(this.#root, name), { recursive: true, force: true });
      }
    }
  }

  #pathOf(mark: Mark): string {
    if (!isInstanceUID(mark.instanceUID))
      throw new DriverError('Unsupported', `keep a guest whose instance uid is "${mark.instanceUID}": it is no uid`);
    return join(this.#root, mark.instanceUID);
  }
}

/** The name of a directory, so nothing that leads elsewhere. */
function isInstanceUID(text: string): boolean {
  return /^[0-9a-z][0-9a-z-]{0,62}$/.test(text);
}

/** The mark in a directory; undefined when there is none, or nothing that could be one. */
async function readMark(path: string): Promise<Mark | undefined> {
  if ((await kindOf(path)) !== 'Directory') return undefined;
  const value = await readJSON(join(path, markName));
  const mark = value as Partial<Mark> | undefined | null;
  const isMark =
    [mark?.controlPlaneUID, mark?.serverUID, mark?.instanceUID].every((uid) => typeof uid === 'string') && typeof mark?.epoch === 'number';
  return isMark ? (mark as Mark) : undefined;
}

async function kindOf(path: string): Promise<'Directory' | 'Other' | 'Absent'> {
  return lstat(path).then(
    (found) => (found.isDirectory() ? 'Directory' : 'Other'),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return 'Absent';
      throw error;
    },
  );
}

async function entriesOf(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

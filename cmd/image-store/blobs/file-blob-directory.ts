import { chmod, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobDirectory, OpenBlob, StoredName } from './blob-directory.ts';

/** Files `ab/abcd…`, 0400, named by their SHA-256 below one directory. Files are taken from the same file system. */
export class FileBlobDirectory implements BlobDirectory {
  readonly #root: string;

  constructor({ root }: { readonly root: string }) {
    this.#root = root;
  }

  async open(sha256: string): Promise<OpenBlob | undefined> {
    let file: FileHandle;
    try {
      file = await open(this.#pathOf(sha256), 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const { size } = await file.stat();
    return {
      sizeBytes: size,
      stream: ({ start, end }) => file.createReadStream({ start, end, highWaterMark: chunkBytes }),
      close: () => file.close().catch(() => {}),
    };
  }

  async take(path: string, sha256: string): Promise<void> {
    const target = this.#pathOf(sha256);
    const folder = dirname(target);
    if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncDirectory(dirname(folder));
    await chmod(path, 0o400);
    await rename(path, target);
    await syncDirectory(folder);
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.#pathOf(sha256), { force: true });
  }

  async list(): Promise<readonly StoredName[]> {
    const found: StoredName[] = [];
    for (const folder of await namesIn(this.#root)) {
      for (const name of await namesIn(join(this.#root, folder))) {
        if (!/^[0-9a-f]{64}$/.test(name) || !name.startsWith(folder)) continue;
        const { mtime } = await stat(join(this.#root, folder, name));
        found.push({ sha256: name, storedAt: mtime });
      }
    }
    return found;
  }

  #pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError(`"${sha256}" is no SHA-256`);
    return join(this.#root, sha256.slice(0, 2), sha256);
  }
}

const chunkBytes = 256 * 1024;

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return [];
    throw error;
  }
}

/** A rename is durable once the directory that holds the name is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalStorage } from './journal-storage.ts';

/**
 * A journal in one file, 0600, since it holds what secrets resolved to. Appends are followed by fdatasync; replacing writes a second file, syncs
 * it, renames it over the first and syncs the directory, because a rename is durable only once the directory is.
 */
export class FileJournalStorage implements JournalStorage {
  readonly #path: string;
  #file: FileHandle | undefined;

  constructor({ path }: { readonly path: string }) {
    this.#path = path;
  }

  async read(): Promise<Uint8Array> {
    try {
      return await readFile(this.#path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array();
      throw error;
    }
  }

  async append(bytes: Uint8Array): Promise<void> {
    const file = this.#file ?? (await this.#openForAppending());
    await file.appendFile(bytes);
    await file.datasync();
  }

  async replace(bytes: Uint8Array): Promise<void> {
    await this.close();
    const temporary = `${this.#path}.new`;
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.#path);
    await this.#syncDirectory();
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #openForAppending(): Promise<FileHandle> {
    this.#file = await open(this.#path, 'a', 0o600);
    await this.#syncDirectory();
    return this.#file;
  }

  async #syncDirectory(): Promise<void> {
    const directory = await open(dirname(this.#path), 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }
}

import { createReadStream, createWriteStream } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { qcow2Layer } from '../disk/qcow2-layer.ts';
import { writeSynced } from '../instance-directory/durable-file.ts';
import type { InstanceDirectory } from '../instance-directory/instance-directory.ts';

/** What the program that copies a disk finds its target by, in the guest's working directory. */
export const savedDiskName = 'saved.qcow2';

/**
 * The file that a disk is copied to: it lies where only we may change names, and the program that fills it has a link to it. So what is moved to its
 * place in the end is this file, whatever that program did.
 */
export class SavedDiskFile {
  readonly #path: string;
  readonly #linkPath: string;
  readonly #userID: number;

  constructor(directory: InstanceDirectory, userID: number) {
    this.#path = join(directory.path, savedDiskName);
    this.#linkPath = join(directory.machinePath, savedDiskName);
    this.#userID = userID;
  }

  /** Makes it anew, as an empty disk. */
  async create(virtualSizeBytes: number): Promise<void> {
    await this.remove();
    await writeSynced(this.#path, qcow2Layer({ virtualSizeBytes }), { ownerID: this.#userID });
    await link(this.#path, this.#linkPath);
  }

  /** Gives it its place, in the agent's hands alone. */
  async moveTo(path: string, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    await rm(this.#linkPath, { force: true });
    const file = await open(this.#path, 'r+');
    try {
      await file.chown(process.getuid?.() ?? 0, process.getgid?.() ?? 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(this.#path, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error;
      await pipeline(createReadStream(this.#path), createWriteStream(path, { mode: 0o600 }), { signal });
      await rm(this.#path, { force: true });
    });
  }

  async remove(): Promise<void> {
    await rm(this.#linkPath, { force: true });
    await rm(this.#path, { force: true });
  }
}

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedDisk } from '#apis/infrastructure/instance.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { DiskUploadRequest, DiskUploads } from '../instance/disk-saving.ts';
import { UploadSlots } from './upload-slots.ts';

/** The way to the image store. */
export interface DiskStore {
  /** Sends a file, and gives its sum once the store has it for good. `purpose` is the same for each try of the same thing. */
  upload(request: {
    readonly project: string;
    readonly purpose: string;
    readonly path: string;
    readonly signal: AbortSignal;
  }): Promise<{ readonly sha256: string; readonly sizeBytes: number }>;
}

export interface SpoolOptions {
  /** Disks lie here on their way; nobody else's. */
  readonly directory: string;
  readonly store: DiskStore;
  readonly logger: Logger;
  /** So many disks are saved or sent at once. Default 2. */
  readonly parallelUploads?: number;
}

/**
 * Saves disks to files of its own and sends them to the image store. A file is there for as long as it is being sent; what an agent before this one
 * left behind is removed before this resolves.
 */
export async function openDiskUploads(options: SpoolOptions): Promise<DiskUploads> {
  const { directory } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) await rm(join(directory, name), { force: true, recursive: true });
  return new SpooledUploads(options);
}

class SpooledUploads implements DiskUploads {
  readonly #options: SpoolOptions;
  readonly #slots: UploadSlots;
  #count = 0;

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.#slots = new UploadSlots({ count: options.parallelUploads ?? 2 });
  }

  async upload(request: DiskUploadRequest): Promise<SavedDisk> {
    return this.#slots.run(() => this.#upload(request), request.signal);
  }

  async #upload({ namespace, purpose, save, signal }: DiskUploadRequest): Promise<SavedDisk> {
    const { directory, store, logger } = this.#options;
    this.#count += 1;
    const path = join(directory, `disk-${this.#count}`);
    try {
      const { format, virtualSizeBytes } = await saved(path, () => save({ path, signal }));
      signal.throwIfAborted();
      logger.info({ purpose, format }, 'a disk was saved, and is sent to the image store');
      const { sha256, sizeBytes } = await store.upload({ project: namespace, purpose, path, signal });
      return { sha256, sizeBytes, format, virtualSizeBytes };
    } finally {
      await rm(path, { force: true });
    }
  }
}

/** A disk that finds no room is a matter of the host, whoever noticed it. */
async function saved<Disk>(path: string, save: () => Promise<Disk>): Promise<Disk> {
  try {
    return await save();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new DriverError('DiskFull', `save a disk to ${path}: there is no room for it`, { cause: error });
  }
}

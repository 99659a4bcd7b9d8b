import { statfs } from 'node:fs/promises';
import { StoreRefusal } from '../store-refusal.ts';

/** How much room a file system has left, for those who want to fill it. */
export class DiskSpace {
  readonly #directory: string;
  readonly #reservedBytes: number;

  /** `reservedBytes` are never taken: a file system that is full to its end serves nobody. */
  constructor({ directory, reservedBytes }: { readonly directory: string; readonly reservedBytes: number }) {
    this.#directory = directory;
    this.#reservedBytes = reservedBytes;
  }

  /** Throws `DiskFull` when there is no room for `bytes` more. */
  async require(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#directory);
    const freeBytes = bavail * bsize - this.#reservedBytes;
    if (bytes > freeBytes) throw diskFull();
  }
}

/** The refusal for an error that says that the disk is full; other errors as they are. */
export function asDiskFull(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' ? diskFull(error) : error;
}

function diskFull(cause?: unknown): StoreRefusal {
  return new StoreRefusal('DiskFull', 'the image store has no room for this', { retryAfterSeconds: 60, cause });
}

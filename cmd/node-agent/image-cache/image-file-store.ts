import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from './image-error.ts';
import type { ImageOrigin } from './image-origin.ts';

export interface IncomingImage {
  /** Where it comes from, as it may be shown. */
  readonly name: string;
  readonly sha256: string;
  readonly origin: ImageOrigin;
  readonly maximumBytes: number;
  readonly onBytes: (bytes: number) => void;
}

const incomingPrefix = '.incoming-';

/**
 * A directory of files named by their SHA-256. A file gets its name only when all of it is there, is what the name
 * says, and survives a power cut; from then on it is never written again. Disks of guests are layers over it.
 */
export class ImageFileStore {
  readonly #directory: string;
  #isReady: Promise<void> | undefined;

  constructor({ directory }: { readonly directory: string }) {
    this.#directory = directory;
  }

  /** The path of the file with that sum; undefined when it is not there. */
  async find(sha256: string): Promise<string | undefined> {
    await this.#ready();
    const path = join(this.#directory, sha256);
    return stat(path).then(
      () => path,
      () => undefined,
    );
  }

  /** Takes a file in. Throws {@link ImageError}; nothing of a file that did not come whole is kept. */
  async take(incoming: IncomingImage): Promise<string> {
    await this.#ready();
    const temporaryPath = join(this.#directory, incomingPrefix + incoming.sha256);
    try {
      await this.#checkRoom(incoming);
      await writeVerified(temporaryPath, incoming);
      const path = join(this.#directory, incoming.sha256);
      await rename(temporaryPath, path);
      await sync(this.#directory);
      return path;
    } catch (error) {
      await rm(temporaryPath, { force: true });
      throw asDiskFull(error, incoming.name);
    }
  }

  /** Fails before the download when it would fail at its end. */
  async #checkRoom({ name, origin, maximumBytes }: IncomingImage): Promise<void> {
    const { totalBytes = 0 } = origin;
    if (totalBytes > maximumBytes) throw tooLarge(name, maximumBytes);
    const { bavail, bsize } = await statfs(this.#directory);
    if (totalBytes > bavail * bsize) {
      throw new ImageError('DiskFull', `${name} has ${totalBytes} bytes, and only ${bavail * bsize} are free in ${this.#directory}`);
    }
  }

  /** Files that were coming when the agent ended are of no use. */
  #ready(): Promise<void> {
    this.#isReady ??= (async () => {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      const leftovers = (await readdir(this.#directory)).filter((name) => name.startsWith(incomingPrefix));
      await Promise.all(leftovers.map((name) => rm(join(this.#directory, name), { force: true })));
    })();
    this.#isReady.catch(() => (this.#isReady = undefined));
    return this.#isReady;
  }
}

async function writeVerified(path: string, { name, sha256, origin, maximumBytes, onBytes }: IncomingImage): Promise<void> {
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of origin.chunks) {
      bytes += chunk.length;
      if (bytes > maximumBytes) throw tooLarge(name, maximumBytes);
      hash.update(chunk);
      await file.writeFile(chunk);
      onBytes(bytes);
    }
    const found = hash.digest('hex');
    if (found !== sha256) {
      throw new ImageError(
        'ChecksumMismatch',
        `${name} has the SHA-256 ${found}, and the image says ${sha256}: one of them is wrong, or the file was changed`,
      );
    }
    await file.chmod(0o444);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sync(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function tooLarge(name: string, maximumBytes: number): ImageError {
  return new ImageError('TooLarge', `${name} has more than the ${maximumBytes} bytes that this host takes`);
}

function asDiskFull(error: unknown, name: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new ImageError('DiskFull', `the disk filled up while ${name} was fetched: ${message}`, { cause: error });
}

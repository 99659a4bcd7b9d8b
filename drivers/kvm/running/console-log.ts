import { open, rename, stat } from 'node:fs/promises';

/** Of what one guest wrote to its console, so much is kept on disk at most. */
export const consoleLogBytes = 1024 * 1024;

/**
 * What a guest wrote, in two files of half the limit: the newer one is written to, and becomes the older one when it is
 * full. Only the agent's user can touch them.
 */
export class ConsoleLog {
  readonly #path: string;
  readonly #fileBytes: number;

  constructor(path: string, { maximumBytes = consoleLogBytes }: { readonly maximumBytes?: number } = {}) {
    this.#path = path;
    this.#fileBytes = Math.floor(maximumBytes / 2);
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let start = 0; start < bytes.length;) {
      const room = this.#fileBytes - (await sizeOf(this.#path));
      if (room <= 0) await rename(this.#path, `${this.#path}.1`);
      const piece = bytes.subarray(start, start + (room <= 0 ? this.#fileBytes : room));
      const file = await open(this.#path, 'a', 0o600);
      try {
        await file.writeFile(piece);
      } finally {
        await file.close();
      }
      start += piece.length;
    }
  }

  /** The last `maximumBytes` of it. */
  async tail(maximumBytes: number): Promise<Uint8Array> {
    const newer = await endOf(this.#path, maximumBytes);
    const older = await endOf(`${this.#path}.1`, maximumBytes - newer.length);
    return Buffer.concat([older, newer]);
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function endOf(path: string, maximumBytes: number): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return Buffer.alloc(0);
  try {
    const { size } = await file.stat();
    const length = Math.max(0, Math.min(size, maximumBytes));
    if (length === 0) return Buffer.alloc(0);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

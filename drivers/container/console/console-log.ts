import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the console of a guest is kept; `console-keeper.pl` writes the first two. */
export const consoleFiles = { newer: 'console.log', older: 'console.log.1', input: 'console.input' } as const;

/** The last `maximumBytes` of what the guest wrote. */
export async function consoleTail(directory: string, maximumBytes: number): Promise<Uint8Array> {
  const newer = await endOf(join(directory, consoleFiles.newer), maximumBytes);
  const older = await endOf(join(directory, consoleFiles.older), maximumBytes - newer.length);
  return Buffer.concat([older, newer]);
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

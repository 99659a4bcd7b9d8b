import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface DurableFileOptions {
  readonly mode?: number;
  /** User and group that the file belongs to. */
  readonly ownerID?: number;
  /** Where it is written before it takes its place; in a directory that only we may change. */
  readonly temporaryPath?: string;
}

/**
 * Writes a file whole or not at all: once this resolves it survives a power cut, and before that the old content does.
 */
export async function writeDurably(path: string, content: Uint8Array | string, options: DurableFileOptions = {}): Promise<void> {
  const temporaryPath = options.temporaryPath ?? `${path}.new`;
  await writeSynced(temporaryPath, content, options);
  await rename(temporaryPath, path);
  await syncDirectory(dirname(path));
}

/** Writes a file whose content, but not yet its name, survives a power cut. */
export async function writeSynced(
  path: string,
  content: Uint8Array | string,
  options: Omit<DurableFileOptions, 'temporaryPath'> = {},
): Promise<void> {
  const file = await open(path, 'w', options.mode ?? 0o600);
  try {
    await file.writeFile(content);
    await file.chmod(options.mode ?? 0o600);
    if (options.ownerID !== undefined) await file.chown(options.ownerID, options.ownerID);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * The value in a JSON file of ours; undefined when there is none, or what is there means nothing. What cannot be read
 * just now is an error: it may well be there.
 */
export async function readJSON(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError || code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`read ${path}: ${(error as Error).message}`, { cause: error });
  }
}

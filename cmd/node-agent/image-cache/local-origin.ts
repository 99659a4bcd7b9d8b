import { constants } from 'node:fs';
import { open, readlink, realpath, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImageError } from './image-error.ts';
import { nameOf, type ImageOrigin } from './image-origin.ts';

/**
 * A file of the host, below one of the directories that the operator lists. Where it really is counts, after every
 * symbolic link, and is looked up on the open file, so that nobody can swap it in between. Outside of the directories
 * nothing is touched, so the answer does not tell whether there is a file. Throws {@link ImageError}.
 */
export async function openLocalOrigin(
  url: URL,
  options: { readonly allowedDirectories: readonly string[]; readonly signal: AbortSignal },
): Promise<ImageOrigin> {
  const path = pathOf(url);
  const directories = await realAndNamed(options.allowedDirectories);
  if (!isBelow(path, directories)) throw notAllowed(url);
  const file = await openFile(path, url);
  try {
    const found = await file.stat();
    if (!isBelow(await readlink(`/proc/self/fd/${file.fd}`), directories)) throw notAllowed(url);
    if (!found.isFile()) throw new ImageError('NotAllowed', `${nameOf(url)} is not a regular file`);
    return { totalBytes: found.size, chunks: file.createReadStream({ highWaterMark: 1024 * 1024, signal: options.signal }) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function pathOf(url: URL): string {
  try {
    return resolve(fileURLToPath(url));
  } catch (error) {
    throw new ImageError('NotAllowed', `${nameOf(url)} names no file of this host`, { cause: error });
  }
}

/** Not blocking: opening a pipe would wait for somebody to write to it. */
async function openFile(path: string, url: URL): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new ImageError('NotFound', `there is no ${nameOf(url)} on this host`, { cause: error });
    throw new ImageError('Unreachable', `${nameOf(url)} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}

async function realAndNamed(directories: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(directories.map((directory) => realpath(directory).catch(() => directory)));
  return [...directories.map((directory) => resolve(directory)), ...real];
}

function isBelow(path: string, directories: readonly string[]): boolean {
  return directories.some((directory) => path.startsWith(directory === '/' ? '/' : `${directory}/`));
}

function notAllowed(url: URL): ImageError {
  return new ImageError('NotAllowed', `${nameOf(url)} is not below a directory that this host's operator lists for images`);
}

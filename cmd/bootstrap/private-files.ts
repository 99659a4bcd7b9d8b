import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Puts `content` into a file that only the owner may read (0600), in one step: whoever looks sees the whole old file or the whole new one, after a
 * power cut too. The directory must exist.
 */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeAndSync(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** What is kept there would be in somebody else's hands: an owner can put other files in the place of ours, whoever these belong to. */
export class ForeignDirectoryError extends Error {
  override readonly name = 'ForeignDirectoryError';
}

/**
 * Makes a directory that only the owner may enter (0700), with its parents, and takes everybody else's access away if it was there with more.
 * Throws {@link ForeignDirectoryError} when it belongs to a user other than `userID`, by default that of this process.
 */
export async function makePrivateDirectory(
  path: string,
  { userID = process.getuid?.() }: { readonly userID?: number } = {},
): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const directory = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const { mode, uid } = await directory.stat();
    if (userID !== undefined && uid !== userID) {
      throw new ForeignDirectoryError(
        `${path} belongs to user ${uid}, and this process runs as ${userID}: take another directory, or chown it`,
      );
    }
    if ((mode & 0o077) !== 0) await directory.chmod(0o700);
  } finally {
    await directory.close();
  }
}

async function writeAndSync(path: string, content: string | Uint8Array): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx', 0o600);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file?.close();
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

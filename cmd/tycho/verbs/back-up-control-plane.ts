import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { BackupFileError, BackupReader } from '#cmd/bootstrap/backup-file.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Session } from '../session.ts';
import { checkBackup } from '../up/backup-lines.ts';

/**
 * Writes all that the control plane has in its store into a file that only its owner may read, and reads it back before it says so. Throws
 * {@link CommandFailure}; then there is no file, or the one that was there before.
 */
export async function backUpControlPlane(session: Session, file: string): Promise<void> {
  const { world } = session;
  const path = resolve(world.workingDirectory, file);
  const partial = `${path}.partial`;
  const { client } = await session.connect();
  try {
    await writeLines(client.lines({ path: '/backup', accept: '*/*', signal: world.interrupted }), partial);
    const { head, entryCount } = await checkBackup(partial);
    await rename(partial, path);
    await syncDirectory(dirname(path));
    world.output.write(`${path}: ${entryCount} entries of revision ${head.revision}, checked\n`);
    world.output.write('Keep the keys beside it: a backup holds neither the certificates nor the key of encrypted Secrets.\n');
  } catch (error) {
    await rm(partial, { force: true });
    if (error instanceof BackupFileError)
      throw new CommandFailure(`no backup was made: what the api-server sent is not whole: ${error.message}`, { cause: error });
    if ((error as NodeJS.ErrnoException).path === partial)
      throw new CommandFailure(`no backup was made: ${file} cannot be written: ${(error as Error).message}`, { cause: error });
    throw error;
  }
}

async function writeLines(lines: AsyncIterable<string>, path: string): Promise<void> {
  const output = createWriteStream(path, { flags: 'w', mode: 0o600, flush: true });
  await once(output, 'open');
  const reader = new BackupReader();
  for await (const line of lines) {
    reader.take(line);
    if (!output.write(`${line}\n`)) await once(output, 'drain');
  }
  reader.finish();
  output.end();
  await finished(output);
}

/** The name is durable once the directory that holds it is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

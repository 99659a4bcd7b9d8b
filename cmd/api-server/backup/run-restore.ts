import { open } from 'node:fs/promises';
import { BackupFileError, BackupReader, backupEntries, type BackupHead } from '#cmd/bootstrap/backup-file.ts';
import { exitCodes } from '#cmd/bootstrap/lifecycle.ts';
import type { ApiServerConfiguration } from '../start-api-server.ts';
import { isNewerRelease } from './release-order.ts';
import { restoreBackup, RestoreError } from './restore-backup.ts';

/** Restores a file, instead of starting an api-server. Gives the exit code; what went wrong stands on standard error. */
export async function runRestore({ openToRestore, clock, logger, productVersion }: ApiServerConfiguration, path: string): Promise<number> {
  if (openToRestore === undefined) return exitCodes.usage;
  const { storage, decrypting } = openToRestore();
  try {
    const head = await checkedHead(path, productVersion);
    const report = await restoreBackup({ storage, decrypting, entries: backupEntries(linesOf(path), new BackupReader()), head, clock });
    logger.info({ ...report, takenAt: head.takenAt, madeBy: head.product }, 'backup restored');
    return exitCodes.stopped;
  } catch (error) {
    process.stderr.write(`api-server: ${path} is not restored: ${(error as Error).message}\n`);
    return error instanceof BackupFileError || error instanceof RestoreError ? exitCodes.usage : exitCodes.failed;
  } finally {
    await storage.close();
  }
}

/** Reads all of it once, so that nothing is written of a file that is not whole. Throws {@link BackupFileError}. */
async function checkedHead(path: string, productVersion: string): Promise<BackupHead> {
  const reader = new BackupReader();
  for await (const line of linesOf(path)) reader.take(line);
  reader.finish();
  const { head } = reader;
  if (isNewerRelease(head.product, productVersion))
    throw new BackupFileError(
      `it was made by release ${head.product}, and this is ${productVersion}: restore it by that release or a later one`,
    );
  return head;
}

async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  const file = await open(path).catch((cause: unknown) => {
    throw new BackupFileError(`it cannot be read: ${(cause as Error).message}`, { cause });
  });
  try {
    yield* file.readLines();
  } finally {
    await file.close();
  }
}

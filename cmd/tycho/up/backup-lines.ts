import { openSync, readSync, closeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BackupReader, backupFormat, type BackupHead } from '#cmd/bootstrap/backup-file.ts';
import type { World } from '../world.ts';

/** Whether what was named is meant as a file: it looks like a path, or a backup of that name lies here. No server's name has a slash in it. */
export function isBackupFile(name: string, world: Pick<World, 'workingDirectory'>): boolean {
  return name.startsWith('/') || name.startsWith('./') || name.startsWith('../') || beginsAsBackup(resolve(world.workingDirectory, name));
}

function beginsAsBackup(path: string): boolean {
  const wanted = `{"format":"${backupFormat}"`;
  const bytes = Buffer.alloc(wanted.length);
  try {
    const descriptor = openSync(path, 'r');
    try {
      readSync(descriptor, bytes);
      return bytes.toString() === wanted;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/** Reads all of a backup to find out whether it is whole. Throws {@link BackupFileError}, and the errors of the file system. */
export async function checkBackup(path: string): Promise<{ readonly head: BackupHead; readonly entryCount: number }> {
  const reader = new BackupReader();
  const file = await open(path);
  try {
    for await (const line of file.readLines()) reader.take(line);
  } finally {
    await file.close();
  }
  reader.finish();
  return { head: reader.head, entryCount: reader.entryCount };
}

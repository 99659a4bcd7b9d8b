import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { DriverError } from '#drivers/contract/driver.ts';
import { programEnvironment } from '../host/run-program.ts';
import type { IDRange } from '../specification/guest-specification.ts';
import { idRangeCommand } from './id-range.ts';

export interface RootSave {
  /** Where the root is mounted. */
  readonly rootPath: string;
  readonly idRange: IDRange;
  readonly path: string;
  readonly maximumBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Writes a guest's root to a tar file, with the owners that the guest sees. tar reads it as the guest's own root and has no rights beyond that, so
 * whatever the guest has made of its root leads nowhere.
 */
export async function saveRoot({ rootPath, idRange, path, maximumBytes, signal }: RootSave): Promise<void> {
  signal.throwIfAborted();
  const file = await open(path, 'w', 0o600);
  try {
    const [program, ...words] = idRangeCommand(idRange, 'run', 'tar', ...tarArguments);
    const tar = spawn(program, words, {
      cwd: rootPath,
      env: programEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = (): void => void tar.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    const complaint = { text: '' };
    tar.stderr.setEncoding('utf8').on('data', (text: string) => (complaint.text = (complaint.text + text).slice(-maximumComplaintLength)));
    const ended = new Promise<number | null>((resolve, reject) => tar.once('close', resolve).once('error', reject));
    ended.catch(() => undefined);
    try {
      let bytes = 0;
      for await (const chunk of tar.stdout as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maximumBytes)
          throw new DriverError('Unsupported', `save a root file system: its files, holes included, are larger than ${maximumBytes} bytes`);
        await file.writeFile(chunk);
      }
      const code = await ended;
      signal.throwIfAborted();
      if (code !== 0) throw new DriverError('Temporary', `save a root file system: tar ended with ${code}: ${complaint.text.trim()}`);
    } finally {
      signal.removeEventListener('abort', kill);
      kill();
      await ended.catch(() => undefined);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

const maximumComplaintLength = 1_000;

const tarArguments = [
  '--create',
  '--file=-',
  '--format=posix',
  '--pax-option=delete=atime,delete=ctime',
  '--numeric-owner',
  '--one-file-system',
  '--xattrs',
  '--xattrs-include=user.*',
  '--xattrs-include=security.capability',
  '.',
];

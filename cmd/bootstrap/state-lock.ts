import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { realpath } from 'node:fs/promises';

/** Another process of the same program works in this directory. */
export class StateLockedError extends Error {
  override readonly name = 'StateLockedError';
}

/**
 * Makes this process the only one of `program` that works in a directory, until it ends or calls what this resolves to. The lock is a name in Linux's
 * abstract socket space, so nothing is left behind by a process that dies. Throws {@link StateLockedError}.
 */
export async function lockStateDirectory(directory: string, program: string): Promise<() => Promise<void>> {
  const name = createHash('sha256')
    .update(await realpath(directory))
    .digest('hex');
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken
          ? new StateLockedError(`another ${program} works in ${directory}: stop it, or give this one a directory of its own`)
          : error,
      );
    });
    server.listen(`\0tycho-${program}-${name}`, resolve);
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

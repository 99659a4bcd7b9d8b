import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import type { World } from '../world.ts';
import type { StateDirectory } from './state-directory.ts';

/** Starts the supervisor in a session of its own, so that it outlives us and our terminal. Its log is `logs/supervisor.log`. */
export function startSupervisor(state: StateDirectory, world: Pick<World, 'entryFile' | 'environment'>): void {
  // What an earlier supervisor wrote must not be taken for news.
  rmSync(state.status, { force: true });
  const log = openSync(state.logOf('supervisor'), 'a', 0o600);
  try {
    const child = spawn(process.execPath, [world.entryFile, 'supervise', '--state-directory', state.root], {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: { ...world.environment },
    });
    child.unref();
  } finally {
    closeSync(log);
  }
}

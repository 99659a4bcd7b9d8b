import { rmSync } from 'node:fs';
import type { Clock } from '#apis/machinery/clock.ts';
import { CommandFailure } from '../command-failure.ts';
import { isRunning, signalProcess } from './process-identity.ts';
import { ProcessRegistry } from './process-registry.ts';
import type { StateDirectory } from './state-directory.ts';
import { runningSupervisor } from './supervisor-lock.ts';

/** A supervisor stops five processes, each within 15 seconds or by force. */
const patienceMilliseconds = 100_000;
const lookMilliseconds = 50;

/**
 * Stops the supervisor, which stops its processes in good order, and then whatever a supervisor that was killed has left. Guests are none of these.
 * Returns how many processes there were. Throws when the supervisor does not end.
 */
export async function stopEverything(state: StateDirectory, clock: Clock): Promise<number> {
  const supervisor = runningSupervisor(state.lock);
  const registry = new ProcessRegistry(state.processes);
  const count = registry.running().length + (supervisor === undefined ? 0 : 1);
  if (supervisor !== undefined) {
    signalProcess(supervisor, 'SIGTERM');
    const startedAt = clock.monotonicMilliseconds();
    while (isRunning(supervisor)) {
      if (clock.monotonicMilliseconds() - startedAt > patienceMilliseconds) {
        throw new CommandFailure(`the supervisor (process ${supervisor.pid}) does not end; its log is ${state.logOf('supervisor')}`);
      }
      await clock.sleep(lookMilliseconds);
    }
  }
  await new ProcessRegistry(state.processes).stopAll(clock);
  rmSync(state.status, { force: true });
  return count;
}

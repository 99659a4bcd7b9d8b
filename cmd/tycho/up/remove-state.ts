import { rm } from 'node:fs/promises';
import type { Clock } from '#apis/machinery/clock.ts';
import type { StateDirectory } from './state-directory.ts';

const attemptCount = 5;
const pauseMilliseconds = 100;

/** Removes a state directory with all that is in it. What is removed last is what makes it recognisable, so that a removal that was cut short can be repeated. */
export async function removeState(state: StateDirectory, clock: Clock): Promise<void> {
  for (const part of [state.agentData, state.etcdData, state.keys, state.logs, state.kubeconfig, state.joinToken])
    await rm(part, { recursive: true, force: true });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rm(state.root, { recursive: true, force: true });
      return;
    } catch (error) {
      if (attempt === attemptCount) throw error;
      await clock.sleep(pauseMilliseconds);
    }
  }
}

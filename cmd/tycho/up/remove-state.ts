import { readdir, realpath, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import { directoryOfFurtherHost } from '#cmd/bootstrap/host-names.ts';
import { removeHostTraces } from './remove-host-traces.ts';
import { knownDrivers } from './settings.ts';
import type { StateDirectory } from './state-directory.ts';

const attemptCount = 5;
const pauseMilliseconds = 100;

/** What our own writing leaves beside a file when it is cut short. */
const remainder = /^(\.[0-9a-f]{12}\.tmp|processes\.json\.new|supervisor\.lock\.([0-9a-f-]{36}|takeover))$/;

/**
 * Removes everything that a control plane keeps in its state directory, and the directory too when nothing else is in it: somebody may have chosen one
 * that has other things in it. Returns the names of those. What is removed last is what makes the directory recognisable, so that a removal that was cut
 * short can be repeated.
 */
export async function removeState(state: StateDirectory, clock: Pick<Clock, 'sleep'>): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    await removeParts(state);
    const others = (await readdir(state.root)).filter((name) => join(state.root, name) !== state.settings);
    if (others.length > 0 && attempt < attemptCount) {
      // Processes that are just ending may still write.
      await clock.sleep(pauseMilliseconds);
      continue;
    }
    await rm(state.settings, { force: true });
    if (others.length === 0) await removeRoot(state.root);
    return others;
  }
}

async function removeParts(state: StateDirectory): Promise<void> {
  for (const directory of agentDirectories(state).flatMap(hostDirectories)) await removeHostTraces(directory);
  const remainders = (await readdir(state.root)).filter((name) => remainder.test(name)).map((name) => join(state.root, name));
  const { etcdData, imageStoreData, gitopsData, keys, logs, compileCache, kubeconfig, openrc, openStackClouds, processes, status, lock } =
    state;
  for (const part of [
    ...agentDirectories(state),
    etcdData,
    imageStoreData,
    gitopsData,
    keys,
    logs,
    compileCache,
    kubeconfig,
    openrc,
    openStackClouds,
    processes,
    status,
    lock,
    ...remainders,
  ]) {
    await rm(part, { recursive: true, force: true });
  }
}

function agentDirectories(state: StateDirectory): readonly string[] {
  return ['agent', ...knownDrivers.map((driver) => `agent-${driver}`)].map((agent) => state.agentData(agent));
}

/** Of all hosts that an agent may have had. */
function hostDirectories(agentDirectory: string): readonly string[] {
  return [agentDirectory, ...knownDrivers.map((driver) => directoryOfFurtherHost(agentDirectory, driver))];
}

/** The root may be a link to where the owner has moved it. */
async function removeRoot(root: string): Promise<void> {
  await rmdir(await realpath(root));
  await rm(root, { force: true });
}

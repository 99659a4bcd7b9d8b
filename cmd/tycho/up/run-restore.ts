import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { CommandFailure } from '../command-failure.ts';
import type { World } from '../world.ts';
import { launchEnvironment } from '../launch-environment.ts';
import { logEnd } from './process-log.ts';
import type { PlannedProcess, ProcessPlan } from './process-plan.ts';
import { isReady } from './readiness.ts';
import type { StateDirectory } from './state-directory.ts';

export interface RestoreBeside {
  readonly plan: ProcessPlan;
  /** The backup. */
  readonly path: string;
  readonly state: StateDirectory;
  readonly world: World;
}

/** Runs the etcd of `tycho up` alone, has the api-server put a backup into it, and stops it again. Throws {@link CommandFailure} with what they said. */
export async function runRestoreBeside({ plan, path, state, world }: RestoreBeside): Promise<void> {
  const etcd = await startStorage(plan.storage, state, world);
  try {
    await runToEnd(plan.apiServer, ['--restore', path], world);
  } finally {
    const ended = once(etcd, 'exit');
    if (etcd.exitCode === null && etcd.signalCode === null && etcd.kill('SIGTERM')) await ended;
  }
}

async function startStorage(storage: PlannedProcess, state: StateDirectory, world: World): Promise<ChildProcess> {
  const file = state.logOf(storage.name);
  const start = logEnd(file);
  const log = openSync(file, 'a', 0o600);
  const child = spawn(storage.command, [...storage.parameters], { stdio: ['ignore', log, log], env: environmentOf(storage, world) });
  closeSync(log);
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `it ended (${code ?? signal})`));
  const giveUpAt = world.clock.monotonicMilliseconds() + patienceMilliseconds;
  while (!(await isReady(storage.readiness, { file, start }, world.clock))) {
    if (failure !== undefined || world.clock.monotonicMilliseconds() > giveUpAt) {
      child.kill('SIGKILL');
      throw new CommandFailure(`${storage.name} could not be started for the restore: ${failure ?? 'it is not ready'}; its log is ${file}`);
    }
    await world.clock.sleep(lookMilliseconds);
  }
  return child;
}

async function runToEnd(process: PlannedProcess, more: readonly string[], world: World): Promise<void> {
  const child = spawn(process.command, [...process.parameters, ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environmentOf(process, world),
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new CommandFailure(
      Buffer.concat(said)
        .toString('utf8')
        .trim()
        .replace(/^api-server: /, '') || `the restore ended with ${code}`,
    );
}

function environmentOf({ environment }: PlannedProcess, world: World): NodeJS.ProcessEnv {
  return { ...launchEnvironment(world.environment), ...environment };
}

const patienceMilliseconds = 60_000;
const lookMilliseconds = 50;

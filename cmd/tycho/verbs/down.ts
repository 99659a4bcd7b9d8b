import { Option, type Command } from 'commander';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { stateDirectoryName } from '../api/kubeconfig-location.ts';
import { CommandFailure } from '../command-failure.ts';
import { parseDurationSeconds } from '../printing/duration.ts';
import { LiveLines } from '../printing/live-lines.ts';
import type { Session } from '../session.ts';
import { removeState } from '../up/remove-state.ts';
import { readSettings } from '../up/settings.ts';
import { startSupervisor } from '../up/start-supervisor.ts';
import { stateDirectoryAt, type StateDirectory } from '../up/state-directory.ts';
import { stopEverything } from '../up/stop-everything.ts';
import { runningSupervisor } from '../up/supervisor-lock.ts';
import { readSupervisionStatus } from '../up/supervision-status.ts';
import type { World } from '../world.ts';
import { deleteAllServers } from './down-servers.ts';
import { explained } from './up-failure.ts';
import { showStart } from './up-checklist.ts';
import type { SessionOf } from './verb.ts';

interface DownOptions {
  readonly stateDirectory: string;
  readonly purge?: true;
  readonly timeout: string;
}

export function defineDown(program: Command, sessionOf: SessionOf): void {
  program
    .command('down')
    .description('Stop what `tycho up` started. Guests go on running and all data stays, for the next `tycho up`.')
    .option('--purge', 'first delete all servers with their disks, then remove the state directory too: nothing is left')
    .addOption(new Option('--timeout <duration>', 'with --purge: how long deleting the servers may take').default('3m'))
    .option('--state-directory <directory>', 'what `tycho up` was given', stateDirectoryName)
    .action((options: DownOptions, command: Command) => down(sessionOf(command), options));
}

async function down(session: Session, options: DownOptions): Promise<void> {
  const { world } = session;
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  const state = stateDirectoryAt(resolve(world.workingDirectory, options.stateDirectory));
  try {
    if (isEmpty(state.root)) {
      world.output.write(`Nothing to stop: nothing was started in ${state.root}\n`);
      return;
    }
    if (readSettings(state.settings) === undefined)
      throw new CommandFailure(`${state.root} was not made by \`tycho up\`, so nothing in it is touched`);
    if (options.purge === true) await purge(state, world, timeoutSeconds);
    else await stop(state, world);
  } catch (error) {
    throw explained(error, state);
  }
}

function isEmpty(directory: string): boolean {
  return !existsSync(directory) || readdirSync(directory).length === 0;
}

async function stop(state: StateDirectory, world: World): Promise<void> {
  const count = await showStop(state, world);
  world.output.write(count === 0 ? 'Nothing runs.\n' : 'Tycho is stopped. Guests go on running.\n');
  world.output.write('`tycho up` goes on where it was; `tycho down --purge` deletes the servers and all data.\n');
}

async function purge(state: StateDirectory, world: World, timeoutSeconds: number): Promise<void> {
  // Servers are deleted by those who know where their processes, disks and networks are. So all must run once more.
  if (existsSync(state.kubeconfig) && existsSync(state.etcdData)) {
    if (runningSupervisor(state.lock) === undefined) startSupervisor(state, world);
    if (readSupervisionStatus(state.status)?.phase !== 'Ready') await showStart(state, world);
    await deleteAllServers(state, world, timeoutSeconds);
  }
  await showStop(state, world);
  const others = await removeState(state, world.clock);
  if (others.length === 0) world.output.write(`All is gone, ${state.root} too.\n`);
  else world.output.write(`All of Tycho's is gone. ${state.root} stays for what else is in it: ${others.join(', ')}\n`);
}

/** Stops everything and shows what is still there. Returns how many processes there were. */
async function showStop(state: StateDirectory, world: World): Promise<number> {
  const stillRunning = (): readonly string[] =>
    (readSupervisionStatus(state.status)?.processes ?? [])
      .filter(({ state: standing, pid }) => pid !== undefined && standing !== 'Stopped')
      .map(({ name }) => name);
  const progress = new LiveLines({
    output: world.errors,
    clock: world.clock,
    lines: () => [`stopping ${stillRunning().join(', ') || 'the supervisor'}`],
  });
  try {
    return await stopEverything(state, world.clock);
  } finally {
    progress.close();
  }
}

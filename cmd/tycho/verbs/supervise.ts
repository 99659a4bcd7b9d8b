import type { Command } from 'commander';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { CommandFailure } from '../command-failure.ts';
import { programFilesOf } from '../up/program-files.ts';
import { readSettings } from '../up/settings.ts';
import { stateDirectoryAt } from '../up/state-directory.ts';
import { takeSupervisorLock } from '../up/supervisor-lock.ts';
import type { World } from '../world.ts';
import type { SessionOf } from './verb.ts';

/** The verb that `tycho up` runs in the background. People have no need of it, so help does not list it. */
export function defineSupervise(program: Command, sessionOf: SessionOf): void {
  program
    .command('supervise', { hidden: true })
    .requiredOption('--state-directory <directory>')
    .action((options: { readonly stateDirectory: string }, command: Command) =>
      superviseHere(options.stateDirectory, sessionOf(command).world),
    );
}

/** Becomes the supervisor of a state directory. Throws when there is one already; otherwise it never returns. */
export async function superviseHere(directory: string, world: World): Promise<void> {
  const state = stateDirectoryAt(directory);
  const settings = readSettings(state.settings);
  if (settings === undefined) throw new CommandFailure(`${directory} was not made by \`tycho up\``);
  await makePrivateDirectory(state.logs);
  const other = takeSupervisorLock(state.lock, world.random);
  if (other !== undefined) throw new CommandFailure(`${directory} is supervised already, by process ${other.pid}`);
  const [{ supervise }, { createLogger }] = await Promise.all([import('../up/supervisor.ts'), import('#cmd/bootstrap/logger.ts')]);
  await supervise({ state, settings, world, logger: createLogger({ name: 'supervisor' }), programFiles: programFilesOf(world.entryFile) });
}

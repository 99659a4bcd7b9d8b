import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { timestamp } from '#apis/machinery/condition.ts';
import { BackupFileError } from '#cmd/bootstrap/backup-file.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Session } from '../session.ts';
import { checkBackup } from '../up/backup-lines.ts';
import { checkPrerequisites } from '../up/prerequisites.ts';
import { planProcesses } from '../up/process-plan.ts';
import { programFilesOf } from '../up/program-files.ts';
import { ProcessRegistry } from '../up/process-registry.ts';
import { runRestoreBeside } from '../up/run-restore.ts';
import { readSettings } from '../up/settings.ts';
import { stateDirectoryAt, type StateDirectory } from '../up/state-directory.ts';
import { releaseSupervisorLock, takeSupervisorLock } from '../up/supervisor-lock.ts';
import type { World } from '../world.ts';
import { explained } from './up-failure.ts';

/**
 * Puts a backup in the place of the store that `tycho up` keeps here, which is stopped. The old store is put aside and never removed. Throws
 * {@link CommandFailure}; then all is as it was.
 */
export async function restoreControlPlane(
  { world }: Session,
  file: string,
  options: { readonly stateDirectory: string; readonly check?: true },
): Promise<void> {
  const path = resolve(world.workingDirectory, file);
  await check(path, world);
  if (options.check === true) return;
  const state = stateDirectoryAt(resolve(world.workingDirectory, options.stateDirectory));
  if (readSettings(state.settings) === undefined)
    throw new CommandFailure(
      `${state.root} was not made by \`tycho up\`: name its --state-directory, or restore with \`api-server --restore\` where etcd runs by itself`,
    );
  const supervisor = takeSupervisorLock(state.lock, world.random);
  if (supervisor !== undefined) throw new CommandFailure('Tycho runs: stop it first, with `tycho down`. Guests go on running.');
  try {
    await new ProcessRegistry(state.processes).stopAll(world.clock);
    const aside = await putAside(state, world);
    await restore(path, state, world, aside);
    world.output.write(
      `Restored. ${aside === undefined ? '' : `What was there before lies in ${aside}; remove it when all is well. `}\`tycho up\` starts it.\n`,
    );
    world.output.write(
      'Afterwards, look at `tycho get hosts`: what runs there and the backup does not know is named on each Host, and left alone.\n',
    );
  } catch (error) {
    throw explained(error, state);
  } finally {
    releaseSupervisorLock(state.lock);
  }
}

async function check(path: string, world: World): Promise<void> {
  try {
    const { head, entryCount } = await checkBackup(path);
    world.output.write(`${path} is whole: ${entryCount} entries, made by release ${head.product} at ${head.takenAt}\n`);
  } catch (error) {
    if (error instanceof BackupFileError) throw new CommandFailure(`${path} cannot be restored: ${error.message}`, { cause: error });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new CommandFailure(`there is no file ${path}`, { cause: error });
    throw error;
  }
}

async function putAside({ etcdData }: StateDirectory, world: World): Promise<string | undefined> {
  if (!existsSync(etcdData)) return undefined;
  const aside = `${etcdData}.before-restore-${timestamp(world.clock.now()).replaceAll(':', '')}`;
  await rename(etcdData, aside);
  return aside;
}

async function restore(path: string, state: StateDirectory, world: World, aside: string | undefined): Promise<void> {
  const settings = readSettings(state.settings)!;
  try {
    const programs = checkPrerequisites(settings.drivers, state.root, world);
    const plan = planProcesses({ state, settings, programs, programFiles: programFilesOf(world.entryFile), node: process.execPath });
    await runRestoreBeside({ plan, path, state, world });
  } catch (error) {
    await rm(state.etcdData, { recursive: true, force: true });
    if (aside !== undefined) await rename(aside, state.etcdData);
    throw error;
  }
}

import type { Command } from 'commander';
import { stateDirectoryName } from '../api/kubeconfig-location.ts';
import { addChangeOptions, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import type { SessionOf } from './verb.ts';

interface RestoreOptions extends ChangeOptions {
  readonly stateDirectory: string;
  readonly check?: true;
}

export function defineRestore(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('restore <server-or-file>')
      .description(
        'Take back the deletion of a server, within its window: `restore web`. Or put a backup of the whole control plane in the place of what `tycho up` keeps, while it is stopped: `restore ./monday.backup`.',
      )
      .option('--check', 'only look whether the file is a whole backup that this release can read')
      .option('--state-directory <directory>', 'what `tycho up` was given', stateDirectoryName),
  ).action(async (subject: string, options: RestoreOptions, command: Command) => {
    const session = sessionOf(command);
    const { isBackupFile } = await import('../up/backup-lines.ts');
    if (options.check === true || isBackupFile(subject, session.world)) {
      const { restoreControlPlane } = await import('./restore-control-plane.ts');
      return restoreControlPlane(session, subject, options);
    }
    return requestAction(session, subject, options, { type: 'Restore' });
  });
}

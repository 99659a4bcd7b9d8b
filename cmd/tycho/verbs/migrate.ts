import type { Command } from 'commander';
import { UsageFailure } from '../command-failure.ts';
import { addChangeOptions, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import type { SessionOf } from './verb.ts';

interface MigrateOptions extends ChangeOptions {
  readonly confirm?: true;
  readonly revert?: true;
}

export function defineMigrate(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('migrate <server>')
      .description('Move a server to another host, stopped meanwhile, then confirm or revert: `migrate web`, `migrate web --confirm`.')
      .option('--confirm', 'let go of what was kept on the old host')
      .option('--revert', 'go back to the disk as it was before the move'),
  ).action((server: string, options: MigrateOptions, command: Command) => {
    if (options.confirm === true && options.revert === true) throw new UsageFailure('give --confirm or --revert, not both');
    const type = options.confirm === true ? 'ConfirmResize' : options.revert === true ? 'RevertMigration' : 'MigrateCold';
    return requestAction(sessionOf(command), server, options, { type });
  });
}

import type { Command } from 'commander';
import type { ServerActionSpec } from '#apis/compute/server-action.ts';
import { UsageFailure } from '../command-failure.ts';
import { addChangeOptions, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import type { SessionOf } from './verb.ts';

interface MigrateOptions extends ChangeOptions {
  readonly confirm?: true;
  readonly revert?: true;
  readonly live?: true;
  readonly force?: true;
  readonly abort?: true;
}

export function defineMigrate(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('migrate <server>')
      .description(
        'Move a server to another host: stopped meanwhile, then confirm or revert (`migrate web`, `migrate web --confirm`), or while it runs (`migrate web --live`).',
      )
      .option('--confirm', 'let go of what was kept on the old host')
      .option('--revert', 'go back to the disk as it was before the move')
      .option('--live', 'move it while it runs')
      .option('--force', 'of one that moves while it runs: have it stand still until it is there')
      .option('--abort', 'of one that moves while it runs: have it stay where it is'),
  ).action((server: string, options: MigrateOptions, command: Command) =>
    requestAction(sessionOf(command), server, options, { type: typeOf(options) }),
  );
}

const types = {
  confirm: 'ConfirmResize',
  revert: 'RevertMigration',
  live: 'MigrateLive',
  force: 'ForceMigration',
  abort: 'AbortMigration',
} as const satisfies Partial<Record<keyof MigrateOptions, ServerActionSpec['type']>>;

function typeOf(options: MigrateOptions): ServerActionSpec['type'] {
  const given = (Object.keys(types) as (keyof typeof types)[]).filter((name) => options[name] === true);
  if (given.length > 1) throw new UsageFailure(`give --${given[0]} or --${given[1]}, not both`);
  return given[0] === undefined ? 'MigrateCold' : types[given[0]];
}

import type { Command } from 'commander';
import { addChangeOptions, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import type { SessionOf } from './verb.ts';

export function defineReboot(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('reboot <server>')
      .description('Restart the guest: it is asked first, and its power is cut if it does not answer. `reboot web`.')
      .option('--hard', 'cut the power at once'),
  ).action((server: string, options: ChangeOptions & { readonly hard?: true }, command: Command) =>
    requestAction(sessionOf(command), server, options, { type: 'Reboot', reboot: { mode: options.hard === true ? 'Hard' : 'Soft' } }),
  );
}

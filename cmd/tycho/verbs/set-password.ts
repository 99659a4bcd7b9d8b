import type { Command } from 'commander';
import { addChangeOptions, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import type { SessionOf } from './verb.ts';

interface PasswordOptions extends ChangeOptions {
  readonly user: string;
  readonly secret: string;
  readonly key: string;
}

export function defineSetPassword(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('set-password <server>')
      .description('Set the password of a user inside the guest, where the guest allows: `set-password web --secret web-password`.')
      .requiredOption('--secret <name>', 'the Secret that holds the password')
      .option('--key <name>', 'its key', 'password')
      .option('--user <name>', 'the user', 'root'),
  ).action((server: string, { user, secret, key, ...options }: PasswordOptions, command: Command) =>
    requestAction(sessionOf(command), server, options, { type: 'SetPassword', setPassword: { user, secretName: secret, key } }),
  );
}

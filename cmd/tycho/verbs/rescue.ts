import type { Command } from 'commander';
import { addChangeOptions, changeServer, inPhase, type ChangeOptions } from './change-server.ts';
import type { SessionOf } from './verb.ts';

export function defineRescue(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('rescue <server>')
      .description('Boot a server from a rescue image, with its own disk as the second: `rescue web --image rescue`.')
      .option('--image <name>', 'the image to boot; that of the server if absent'),
  ).action((server: string, options: ChangeOptions & { readonly image?: string }, command: Command) =>
    changeServer(sessionOf(command), server, options, {
      patches: () => [{ rescue: options.image === undefined ? {} : { image: options.image } }],
      judge: inPhase('Rescued'),
    }),
  );
}

export function defineUnrescue(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(program.command('unrescue <server>').description('Boot a server from its own disk again: `unrescue web`.')).action(
    (server: string, options: ChangeOptions, command: Command) =>
      changeServer(sessionOf(command), server, options, {
        patches: () => [{ rescue: null }],
        judge: inPhase('Running', 'Stopped', 'VerifyResize'),
      }),
  );
}

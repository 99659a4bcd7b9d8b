import type { Command } from 'commander';
import { addChangeOptions, changeServer, inPhase, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import type { SessionOf } from './verb.ts';

export function defineRebuild(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('rebuild <server> [image]')
      .description('Make the root disk anew, from the same image or another; what is on it is lost: `rebuild web debian-13`.'),
  ).action((server: string, image: string | undefined, options: ChangeOptions, command: Command) =>
    image === undefined
      ? requestAction(sessionOf(command), server, options, { type: 'Rebuild' })
      : changeServer(sessionOf(command), server, options, {
          patches: () => [{ image }],
          judge: inPhase('Running', 'Stopped', 'Paused', 'Suspended', 'Shelved'),
        }),
  );
}

import type { Command } from 'commander';
import type { Server } from '#apis/compute/server.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import { addChangeOptions, changeServer, inPhase, type ChangeOptions } from './change-server.ts';
import { requestAction } from './request-action.ts';
import type { SessionOf } from './verb.ts';

interface ResizeOptions extends ChangeOptions {
  readonly confirm?: true;
  readonly revert?: true;
}

export function defineResize(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('resize <server> [flavor]')
      .description('Give a server another size, then confirm or revert: `resize web m1.large`, `resize web --confirm`.')
      .option('--confirm', 'let go of what was kept of the old size')
      .option('--revert', 'go back to the old size, with the disk as it was'),
  ).action((server: string, flavor: string | undefined, options: ResizeOptions, command: Command) => {
    if ([flavor, options.confirm, options.revert].filter((each) => each !== undefined).length !== 1)
      throw new UsageFailure('give a flavor, --confirm or --revert');
    const session = sessionOf(command);
    if (options.confirm === true) return requestAction(session, server, options, { type: 'ConfirmResize' });
    return changeServer(session, server, options, {
      patches: (before) => [{ flavor: flavor ?? previousFlavorOf(before) }],
      judge: options.revert === true ? reverted : inPhase('VerifyResize', 'Running', 'Stopped'),
    });
  });
}

const reverted = (server: Server): ReturnType<ReturnType<typeof inPhase>> =>
  server.status?.resize === undefined ? inPhase('Running', 'Stopped', 'Paused', 'Suspended')(server) : { kind: 'Underway' };

function previousFlavorOf({ metadata, status }: Server): string {
  const flavor = status?.resize?.previousFlavor;
  if (status?.resize?.actionUID !== undefined)
    throw new CommandFailure(`server "${metadata.name}" was moved, not resized: \`tycho migrate ${metadata.name} --revert\``);
  if (flavor === undefined) throw new CommandFailure(`server "${metadata.name}" has no resize that could be reverted`);
  return flavor;
}

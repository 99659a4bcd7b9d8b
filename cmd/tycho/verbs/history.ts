import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { qualifiedPlural } from '../api/api-resource.ts';
import { TablePrinter } from '../printing/table.ts';
import type { Session } from '../session.ts';
import { objectTarget } from './server-target.ts';
import { readTarget } from './targets.ts';
import type { SessionOf } from './verb.ts';

export function defineHistory(program: Command, sessionOf: SessionOf): void {
  program
    .command('history <object>')
    .description('Say who changed what and when, and what happened: `history web`. A name alone means a server.')
    .addHelpText(
      'after',
      '\nFrom what is kept: the actions of a server (90 days, also when it is gone), events (an hour), and for each field who set it last.',
    )
    .action((word: string, _: object, command: Command) => history(sessionOf(command), word));
}

async function history(session: Session, word: string): Promise<void> {
  const connection = await session.connect();
  const target = await objectTarget(word, connection);
  const { historyOf } = await import('./object-history.ts');
  const entries = await historyOf(target, await readTarget(target, connection), connection);
  if (entries.length === 0)
    throw new CommandFailure(`${qualifiedPlural(target.resource)} "${target.name}" not found, and nothing is kept of it`, {
      exitCode: exitCode.notFound,
    });
  const rows = entries.map(({ at, who, what }) => [at, who, what]);
  new TablePrinter(['Time', 'Who', 'What'], { output: session.world.output, headings: true }).print(rows);
}

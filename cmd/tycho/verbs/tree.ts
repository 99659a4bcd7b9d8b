import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { qualifiedPlural } from '../api/api-resource.ts';
import { TablePrinter } from '../printing/table.ts';
import type { Session } from '../session.ts';
import { objectTarget } from './server-target.ts';
import { readTarget } from './targets.ts';
import type { SessionOf } from './verb.ts';

export function defineTree(program: Command, sessionOf: SessionOf): void {
  program
    .command('tree <object>')
    .description('Show what belongs to an object, and what refers to it: `tree server/web`. A name alone means a server.')
    .action((word: string, _: object, command: Command) => tree(sessionOf(command), word));
}

async function tree(session: Session, word: string): Promise<void> {
  const connection = await session.connect();
  const target = await objectTarget(word, connection);
  const root = await readTarget(target, connection);
  if (root === undefined)
    throw new CommandFailure(`${qualifiedPlural(target.resource)} "${target.name}" not found`, { exitCode: exitCode.notFound });
  const { objectTree } = await import('./object-tree.ts');
  const rows = await objectTree({ resource: target.resource, object: root }, connection, session.world.clock.now());
  new TablePrinter(['Name', 'Ready', 'Status', 'Age'], { output: session.world.output, headings: true }).print(rows);
}

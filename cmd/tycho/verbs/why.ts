import type { Command } from 'commander';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { printedName, qualifiedPlural } from '../api/api-resource.ts';
import { ReportedFailure } from '../command-failure.ts';
import { bold } from '../printing/colour.ts';
import { ageOf } from '../printing/duration.ts';
import type { AnyObject } from '../api/any-object.ts';
import { printable, TablePrinter } from '../printing/table.ts';
import type { ApiConnection, Session } from '../session.ts';
import { eventHeadings, eventRows, eventsAbout } from './events.ts';
import { objectTarget } from './server-target.ts';
import { phaseOf } from '../printing/standing.ts';
import { readTarget, type Target } from './targets.ts';
import type { SessionOf } from './verb.ts';
import { observeFacts } from './why-facts.ts';
import { judge, type Verdict } from './why-verdict.ts';

export function defineWhy(program: Command, sessionOf: SessionOf): void {
  program
    .command('why <object>')
    .description(
      'Say why something is not as declared: who waits for what, since when, and what would help. `why web` is about a server, `why host/a` about a host. Exits with 0 when all is as declared, else with 1.',
    )
    .action((object: string, _: object, command: Command) => why(sessionOf(command), object));
}

async function why(session: Session, word: string): Promise<void> {
  const connection = await session.connect();
  const target = await objectTarget(word, connection);
  const object = await readTarget(target, connection);
  if (object === undefined) throw new NotFoundError(`${qualifiedPlural(target.resource)} "${target.name}" not found`);
  const facts = await observeFacts(object, target, connection);
  const verdict = judge(object, facts, session.world.clock.now());
  if (verdict.kind === 'AsDeclared') {
    session.world.output.write(`${nameOf(target)} is as declared${verdict.words === '' ? '' : `: ${verdict.words}`}.\n`);
    return;
  }
  await report(session, connection, { target, object, verdict });
  throw new ReportedFailure();
}

interface Report {
  readonly target: Target;
  readonly object: AnyObject;
  readonly verdict: Verdict & { readonly kind: 'Waiting' };
}

/** The newest of what happened; older events seldom explain what is now. */
const eventCount = 8;

async function report(session: Session, connection: ApiConnection, { target, object, verdict }: Report): Promise<void> {
  const { output, clock } = session.world;
  const now = clock.now();
  const phase = object.metadata.deletionTimestamp === undefined ? phaseOf(object) : 'being deleted';
  output.write(`${bold(`${nameOf(target)} is not as declared`, output)}${phase === undefined ? '' : `: it is ${phase}`}.\n\n`);
  for (const { who, what, since } of verdict.waits) {
    output.write(`  ${bold(who, output)}${since === undefined ? '' : `, for ${ageOf(since, now)}`}:\n    ${printable(what)}\n`);
  }
  if (verdict.help.length > 0) {
    output.write(`\n${bold('What would help:', output)}\n`);
    for (const advice of verdict.help) output.write(`  - ${printable(advice)}\n`);
  }
  const events = (await eventsAbout(object, connection)).slice(-eventCount);
  if (events.length === 0) return;
  output.write(`\n${bold('What happened:', output)}\n`);
  new TablePrinter(eventHeadings, { output, headings: true, indent: '  ' }).print(eventRows(events, now));
}

function nameOf({ resource, name }: Target): string {
  return resource.kind === 'Server' ? `server ${name}` : printedName(resource, name);
}

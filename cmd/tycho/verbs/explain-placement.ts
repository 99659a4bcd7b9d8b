import type { Command } from 'commander';
import type { Instance, PlacementExplanation } from '#apis/infrastructure/instance.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { qualifiedPlural } from '../api/api-resource.ts';
import { CommandFailure, ReportedFailure } from '../command-failure.ts';
import { ageOf } from '../printing/duration.ts';
import { printable, TablePrinter } from '../printing/table.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { Session } from '../session.ts';
import { currentInstance } from './server-instances.ts';
import { serverTarget } from './server-target.ts';
import { conditionsOf } from '../printing/standing.ts';
import { readTarget } from './targets.ts';
import type { SessionOf } from './verb.ts';

export function defineExplainPlacement(program: Command, sessionOf: SessionOf): void {
  program
    .command('explain-placement <server>')
    .description('Say why a server is on its host: how many hosts each constraint ruled out. Exits with 1 while it has no host.')
    .action((server: string, _: object, command: Command) => explainPlacement(sessionOf(command), server));
}

async function explainPlacement(session: Session, name: string): Promise<void> {
  const connection = await session.connect();
  const target = await serverTarget(name, connection);
  const server = await readTarget(target, connection);
  if (server === undefined) throw new NotFoundError(`${qualifiedPlural(target.resource)} "${target.name}" not found`);
  const { instance: instanceName } = (server['status'] ?? {}) as { readonly instance?: string };
  if (instanceName === undefined) return explainAbsence(session, server);
  const instance = await currentInstance(server, connection);
  if (instance === undefined)
    throw new CommandFailure(`${name} has a host, but which one is not yours to see: ask those who run this cloud`);
  explainChoice(session, name, instance);
}

function explainAbsence(session: Session, server: AnyObject): never {
  const { clock, output } = session.world;
  const scheduled = conditionsOf(server).find(({ type }) => type === 'Scheduled');
  if (scheduled?.status !== 'False')
    throw new CommandFailure(`${server.metadata.name} has no host, and nobody has looked for one yet: is the controller-manager running?`);
  output.write(
    `${server.metadata.name} has no host for ${ageOf(scheduled.lastTransitionTime, clock.now())}: ${printable(scheduled.message ?? '')}\n`,
  );
  throw new ReportedFailure();
}

function explainChoice(session: Session, name: string, { spec, metadata }: Instance): void {
  const { clock, output } = session.world;
  output.write(
    `${name} was given host ${spec.host.name} ${ageOf(metadata.creationTimestamp, clock.now())} ago (incarnation ${spec.epoch}), `,
  );
  const { explanation } = spec;
  if (explanation === undefined) {
    output.write('by name: nothing else was considered.\n');
    return;
  }
  const { hostsConsidered, hostsLeft, score } = explanation;
  output.write(`the best of ${hostsLeft} that fit, of ${hostsConsidered} in all. Its score was ${score}.\n\n`);
  new TablePrinter(['Constraint', 'Ruled out', 'Left'], { output, headings: true }).print(rows(explanation));
}

function rows({ constraints, hostsConsidered }: PlacementExplanation): readonly (readonly string[])[] {
  return constraints.map(({ name, removed }) => [name, String(removed), String(hostsConsidered - removed)]);
}

import type { Command } from 'commander';
import type { PlanStatus } from '#apis/compute/plan.ts';
import { ReportedFailure, UsageFailure } from '../command-failure.ts';
import { parseOutputFormat } from '../printing/output-format.ts';
import type { ValueFormat } from '../printing/object-printer.ts';
import type { Session } from '../session.ts';
import { addApplySetOptions } from './apply-set.ts';
import type { PlanOptions } from './plan-request.ts';
import { repeatable } from './repeatable.ts';
import type { SessionOf } from './verb.ts';

export function definePlan(program: Command, sessionOf: SessionOf): void {
  const verb = program
    .command('plan')
    .description('Say what applying files would change, and what that does to servers, without doing it. `plan -f DIR`.')
    .option('-f, --filename <file>', 'a file, a directory, or - for standard input; may be repeated', repeatable)
    .option('-o, --output <format>', 'print the answer: json, yaml, jsonpath=TEMPLATE');
  addApplySetOptions(verb)
    .addHelpText(
      'after',
      '\n`tycho apply --plan HASH -f DIR` does exactly what was planned, or says what has moved. Exits with 1 when something is refused.',
    )
    .action((options: PlanOptions & { readonly output?: string }, command: Command) => plan(sessionOf(command), options));
}

async function plan(session: Session, options: PlanOptions & { readonly output?: string }): Promise<void> {
  const format = options.output === undefined ? undefined : parseOutputFormat(options.output);
  if (format?.kind === 'Table' || format?.kind === 'Name')
    throw new UsageFailure(`-o ${options.output}: use json, yaml or jsonpath=TEMPLATE`);
  const { requestPlan } = await import('./plan-request.ts');
  const connection = await session.connect();
  const { status } = await requestPlan(session, connection, options);
  const { keepPlan } = await import('./plan-copies.ts');
  await keepPlan(status, session.world);
  session.world.output.write(await textOf(status, format, session));
  if (status.summary.refused > 0) throw new ReportedFailure();
}

async function textOf(status: PlanStatus, format: ValueFormat | undefined, { world }: Session): Promise<string> {
  if (format === undefined) return (await import('./plan-report.ts')).planReport(status, world.output);
  const { valueText } = await import('../printing/object-printer.ts');
  return valueText(status, format);
}

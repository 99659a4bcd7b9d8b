import type { Command } from 'commander';
import { ReportedFailure, UsageFailure } from '../command-failure.ts';
import { bold, green, red, yellow } from '../printing/colour.ts';
import { printable } from '../printing/table.ts';
import type { Session } from '../session.ts';
import type { Output } from '../world.ts';
import type { Finding } from './doctor-findings.ts';
import type { SessionOf } from './verb.ts';

export function defineDoctor(program: Command, sessionOf: SessionOf): void {
  program
    .command('doctor')
    .description(
      'Look over the whole installation: processes, clocks, versions, certificates, the store, hosts, and what is stuck; say what to do about each. Exits with 1 when there is a problem.',
    )
    .option('-o, --output <format>', 'json: the findings as a list')
    .action((options: { readonly output?: string }, command: Command) => doctor(sessionOf(command), options));
}

async function doctor(session: Session, { output: format }: { readonly output?: string }): Promise<void> {
  if (format !== undefined && format !== 'json') throw new UsageFailure(`-o ${format} is unknown: use json`);
  const [{ observeInstallation }, { examine }] = await Promise.all([import('./doctor-facts.ts'), import('./doctor-findings.ts')]);
  const findings = examine(await observeInstallation(session), session.world.clock.now());
  const { output } = session.world;
  output.write(format === 'json' ? `${JSON.stringify(findings, undefined, 2)}\n` : report(findings, output));
  if (findings.some(({ level }) => level === 'Problem')) throw new ReportedFailure();
}

function report(findings: readonly Finding[], output: Output): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ level, subject, what, help }) => [
    `${marks[level](output)}  ${subject.padEnd(width)}  ${printable(what)}`,
    ...(help === undefined ? [] : [`${' '.repeat(markWidth + width + 4)}${bold('→', output)} ${printable(help)}`]),
  ]);
  return `${[...lines, '', summary(findings)].join('\n')}\n`;
}

const markWidth = 'problem'.length;

const marks: Readonly<Record<Finding['level'], (output: Output) => string>> = {
  Fine: (output) => green('ok     ', output),
  Unknown: () => 'unknown',
  Warning: (output) => yellow('warning', output),
  Problem: (output) => red('problem', output),
};

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding['level']): number => findings.filter(({ level }) => level === wanted).length;
  const [problems, warnings] = [count('Problem'), count('Warning')];
  if (problems + warnings === 0) return 'Nothing is wrong.';
  const words = [counted(problems, 'problem'), counted(warnings, 'warning')].filter((each) => each !== undefined);
  return `${words.join(' and ')}.`;
}

function counted(count: number, word: string): string | undefined {
  return count === 0 ? undefined : `${count} ${word}${count === 1 ? '' : 's'}`;
}

import type { TempestResult } from './tempest-run.ts';

/** What came of a whole run. */
export interface TempestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tests: readonly SummarizedTest[];
}

export interface SummarizedTest {
  /** Without its id and tags. */
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  /** Why it failed or was skipped, in one line. */
  readonly reason?: string;
}

/** Counts tests. What a class needs before its tests and cannot get counts as one that failed. */
export function summarize(results: readonly TempestResult[]): TempestSummary {
  const tests = results.map(summarizedTest).sort((one, other) => (one.name < other.name ? -1 : 1));
  const count = (outcome: SummarizedTest['outcome']): number => tests.filter((test) => test.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), tests };
}

function summarizedTest({ name, outcome, seconds, said }: TempestResult): SummarizedTest {
  const plainName = name.replace(/\[.*\]/, '');
  if (outcome === 'success') return { name: plainName, outcome: 'passed', seconds };
  if (outcome === 'skip') return { name: plainName, outcome: 'skipped', seconds, reason: said };
  return { name: plainName, outcome: 'failed', seconds, reason: lastWords(said) };
}

/** The error at the end of a traceback. Some are followed by the traceback of what came before. */
function lastWords(traceback: string): string {
  const lines = traceback.split('\n');
  const errors = lines.filter(
    (line) =>
      /^[\w.]+(Error|Exception|Failed|Fault|Found|Conflict|Timeout\w*|Request|Mismatch\w*|Forbidden|Gone)?(: |$)/.test(line) &&
      !/^Traceback|^During|^The above/.test(line),
  );
  const last = errors.at(-1) ?? lines.at(-1) ?? '';
  const details = lines.slice(lines.lastIndexOf(last) + 1).join(' ');
  return `${last} ${details}`.replaceAll(/\s+/g, ' ').trim().slice(0, 600);
}

/** For people: how many, and what failed for which reason, most common ones first. */
export function describeSummary({ passed, failed, skipped, tests }: TempestSummary): string {
  const groups = Map.groupBy(
    tests.filter((test) => test.outcome === 'failed'),
    ({ reason }) => withoutNumbers(reason ?? ''),
  );
  const ranked = [...groups.values()].sort((one, other) => other.length - one.length);
  const skips = Map.groupBy(
    tests.filter((test) => test.outcome === 'skipped'),
    ({ reason }) => reason ?? '',
  );
  return [
    `${passed} passed, ${failed} failed, ${skipped} skipped.`,
    ...ranked.map((group) => `\n${group.length} × ${group[0]!.reason}\n${group.map(({ name }) => `    ${name}`).join('\n')}`),
    '\nSkipped by Tempest itself:',
    ...[...skips].map(([reason, group]) => `    ${group.length} × ${reason.replaceAll(/\s+/g, ' ')}`),
    '',
  ].join('\n');
}

function withoutNumbers(reason: string): string {
  return reason
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|req-\S+/g, 'ID')
    .replaceAll(/tempest-[\w-]+/g, 'NAME')
    .replaceAll(/\d+/g, 'N');
}

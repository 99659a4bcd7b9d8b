import type { SourceFile } from './source-file.ts';

/** One measure of the style table. `Aim` is worth a look at the next change; `STOP` fails the build. */
export interface StyleRow {
  readonly measure: string;
  readonly value: string;
  readonly target: string;
  readonly verdict: 'ok' | 'aim' | 'STOP';
}

export interface StyleInput {
  readonly files: readonly SourceFile[];
  readonly fileCycles: readonly (readonly string[])[];
  readonly folderCycles: readonly (readonly string[])[];
  readonly folderChain: readonly string[];
}

/** The style table, row by row. Targets and stops are those of CONTRIBUTING.md. */
export function styleTable({ files, fileCycles, folderCycles, folderChain }: StyleInput): StyleRow[] {
  const production = files.filter((file) => file.kind === 'Production');
  return [
    ...spreadRows(
      'file length',
      production.map((file) => file.lineCount),
      { median: 130, p95: 350, longest: 500, stop: 600 },
    ),
    ...spreadRows(
      'function length',
      production.flatMap((file) => file.functionLineCounts),
      { median: 10, p95: 40, longest: 70, stop: 70 },
    ),
    testShareRow('controllers', files),
    testShareRow('drivers', files),
    commentShareRow(production),
    atMost('folder chain', folderChain.length, { target: 8, stop: 9 }),
    atMost('cycles of files', fileCycles.length, { target: 0, stop: 0 }),
    atMost('cycles of folders', folderCycles.length, { target: 0, stop: 0 }),
  ];
}

/** The value below which the given share of the numbers lies. 0 for no numbers. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

interface SpreadLimits {
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
  readonly stop: number;
}

function spreadRows(what: string, numbers: readonly number[], limits: SpreadLimits): StyleRow[] {
  return [
    atMost(`${what}, median`, percentile(numbers, 0.5), { target: limits.median }),
    atMost(`${what}, 95th percentile`, percentile(numbers, 0.95), { target: limits.p95 }),
    atMost(`${what}, longest`, Math.max(0, ...numbers), { target: limits.longest, stop: limits.stop }),
  ];
}

function atMost(
  measure: string,
  value: number,
  { target, stop = Infinity }: { readonly target: number; readonly stop?: number },
): StyleRow {
  return { measure, value: String(value), target: `<= ${target}`, verdict: value > stop ? 'STOP' : value > target ? 'aim' : 'ok' };
}

/** Where the tests of a folder stand besides the folder itself. */
const testFolders = {
  controllers: ['test/simulation/', 'test/scenarios/', 'test/harness/'],
  drivers: ['test/conformance/driver', 'test/end-to-end/'],
} as const;

/** Lines of the tests of a folder, for each line of the code there. */
function testShareRow(folder: keyof typeof testFolders, files: readonly SourceFile[]): StyleRow {
  const homes = { Production: [`${folder}/`], Test: [`${folder}/`, ...testFolders[folder]] };
  const linesOf = (kind: SourceFile['kind']): number =>
    files
      .filter((file) => file.kind === kind && homes[kind].some((home) => file.path.startsWith(home)))
      .reduce((sum, file) => sum + file.lineCount, 0);
  const productionLines = linesOf('Production');
  const ratio = productionLines === 0 ? 1.3 : linesOf('Test') / productionLines;
  return {
    measure: `test lines per line, ${folder}`,
    value: ratio.toFixed(2),
    target: '1.3 to 2.5',
    verdict: ratio < 1 ? 'STOP' : ratio < 1.3 || ratio > 2.5 ? 'aim' : 'ok',
  };
}

function commentShareRow(production: readonly SourceFile[]): StyleRow {
  const comments = production.reduce((sum, file) => sum + file.commentLineCount, 0);
  const code = production.reduce((sum, file) => sum + file.codeLineCount, 0);
  const share = code === 0 ? 0 : (100 * comments) / (comments + code);
  return {
    measure: 'comment share',
    value: `${share.toFixed(0)} %`,
    target: '15 to 30 %',
    verdict: share < 15 || share > 30 ? 'aim' : 'ok',
  };
}

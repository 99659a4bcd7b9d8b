import { describe, expect, it } from 'vitest';
import type { SourceFile } from './source-file.ts';
import { percentile, styleTable, type StyleInput } from './style-table.ts';

const aFile = (overrides: Partial<SourceFile> = {}): SourceFile => ({
  path: 'apis/machinery/clock.ts',
  kind: 'Production',
  lineCount: 100,
  codeLineCount: 80,
  commentLineCount: 20,
  functionLineCounts: [5],
  imports: [],
  runtimeImports: [],
  ...overrides,
});

function verdictsOn(overrides: Partial<StyleInput>): Record<string, string> {
  const rows = styleTable({ files: [aFile()], fileCycles: [], folderCycles: [], folderChain: [], ...overrides });
  return Object.fromEntries(rows.filter((row) => row.verdict !== 'ok').map((row) => [row.measure, row.verdict]));
}

describe('styleTable', () => {
  it('has nothing to say about code within the targets', () => {
    expect(verdictsOn({})).toEqual({});
  });

  it('stops a file past 600 lines and a function past 70', () => {
    const long = aFile({ lineCount: 601, functionLineCounts: [71] });

    expect(verdictsOn({ files: [...Array<SourceFile>(30).fill(aFile()), long] })).toEqual({
      'file length, longest': 'STOP',
      'function length, longest': 'STOP',
    });
  });

  it('stops loops with fewer lines of test than of code, and wants more than just as many', () => {
    const code = aFile({ path: 'controllers/server/plan.ts' });
    const tests = aFile({ path: 'controllers/server/plan.test.ts', kind: 'Test' });

    expect(verdictsOn({ files: [code, { ...tests, lineCount: 99 }] })).toEqual({ 'test lines per line, controllers': 'STOP' });
    expect(verdictsOn({ files: [code, { ...tests, lineCount: 110 }] })).toEqual({ 'test lines per line, controllers': 'aim' });
    expect(verdictsOn({ files: [code, { ...tests, lineCount: 140 }] })).toEqual({});
  });

  it('stops any cycle, and a chain of folders past nine', () => {
    expect(verdictsOn({ fileCycles: [['a', 'b']], folderChain: Array<string>(10).fill('x') })).toEqual({
      'cycles of files': 'STOP',
      'folder chain': 'STOP',
    });
  });
});

describe('percentile', () => {
  it('is 0 for no numbers', () => {
    expect(percentile([], 0.5)).toBe(0);
  });

  it('takes the number below which the share lies', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
  });
});

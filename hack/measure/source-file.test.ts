import { describe, expect, it } from 'vitest';
import { measureSourceFile } from './source-file.ts';

const text = `import { readFile } from 'node:fs';
import type { Plan } from './plan.ts';
export { apply } from '#controllers/server/apply.ts';

/**
 * A documented class.
 */
export class Loop {
  run(): void { // not a line of comment
    readFile('x', () => {
      void import('../late.ts');
    });
  }
}

// One line.
export const short = (plan: Plan): string => plan.kind;
`;

describe('measureSourceFile', () => {
  const file = measureSourceFile('controllers/server/loop.ts', text);

  it('counts lines, and of them those of code and those of comment', () => {
    expect(file).toMatchObject({ lineCount: 17, commentLineCount: 4, codeLineCount: 11 });
  });

  it('measures functions that have a body, nested ones too', () => {
    expect(file.functionLineCounts.toSorted((left, right) => left - right)).toEqual([3, 5]);
  });

  it('finds imports of our own files, whether of types, at run time, or passed on', () => {
    expect(file.imports).toEqual(['controllers/server/plan.ts', 'controllers/server/apply.ts', 'controllers/late.ts']);
  });

  it('tells imports that stay from those that go with the types', () => {
    expect(file.runtimeImports).toEqual(['controllers/server/apply.ts', 'controllers/late.ts']);
  });

  it('tells tests from production code', () => {
    expect(file.kind).toBe('Production');
    expect(measureSourceFile('controllers/server/loop.test.ts', '').kind).toBe('Test');
    expect(measureSourceFile('test/harness/cloud.ts', '').kind).toBe('Test');
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const names = { before: 'a', after: 'b' };

describe('unifiedDiff', () => {
  it('says nothing of what is the same', () => {
    expect(unifiedDiff('one\n', 'one\n', names)).toBe('');
  });

  it('shows a change with three lines around it, and changes that are far from each other apart', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
    const changed = lines.with(1, 'two').with(17, 'eighteen');

    expect(unifiedDiff(`${lines.join('\n')}\n`, `${changed.join('\n')}\n`, names)).toBe(
      `--- a\n+++ b\n@@ -1,5 +1,5 @@\n line 1\n-line 2\n+two\n line 3\n line 4\n line 5\n@@ -15,6 +15,6 @@\n line 15\n line 16\n line 17\n-line 18\n+eighteen\n line 19\n line 20\n`,
    );
  });

  it('is what patch needs to make one of the other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'unified-diff-'));
    try {
      for (const [before, after] of [
        ['', 'a\nb\n'],
        ['a\nb\n', ''],
        ['a\nb\nc\nd\ne\nf\ng\nh\n', 'x\nb\nc\nd\ne\nf\ng\ny\nh\nz\n'],
      ] as const) {
        writeFileSync(join(folder, 'a'), before);
        const diff = unifiedDiff(before, after, names);
        const { status } = spawnSync('git', ['apply', '--unsafe-paths', '--unidiff-zero', '-p0', '--directory', folder], {
          input: diff.replace('+++ b', '+++ a'),
          cwd: folder,
        });
        if (before !== '' && after !== '') expect([status, readFileSync(join(folder, 'a'), 'utf8')]).toEqual([0, after]);
        expect(diff).toMatch(/^--- a\n\+\+\+ b\n@@ /);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('does not try what would take for ever', () => {
    const long = Array.from({ length: 3_000 }, (_, index) => String(index)).join('\n');
    expect(unifiedDiff(long, `${long}\nmore`, names)).toContain('too long to say how');
  });
});

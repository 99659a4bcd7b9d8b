import { describe, expect, it } from 'vitest';
import { parseLeftOut } from './left-out.ts';
import { leftOutTests } from './tempest-run.ts';
import { describeSummary, summarize } from './tempest-summary.ts';

describe('what came of Tempest', () => {
  const traceback = (details: string): string =>
    `Traceback (most recent call last):\n\n  File "a.py", line 1, in test\n    ask()\n\ntempest.lib.exceptions.NotFound: Object not found\nDetails: ${details}`;
  const results = [
    { name: 'a.test_good[id-1,smoke]', outcome: 'success', seconds: 1, said: '' },
    { name: 'a.test_bad[id-2]', outcome: 'fail', seconds: 1, said: traceback('server 17 could not be found') },
    { name: 'a.test_worse[id-3]', outcome: 'fail', seconds: 1, said: traceback('server 18 could not be found') },
    { name: 'setUpClass (a.Other)', outcome: 'skip', seconds: 0, said: 'no Cinder' },
    { name: 'a.test_cut_off[id-4]', outcome: 'inprogress', seconds: 0, said: '' },
  ] as const;

  it('is counted, and a test that never ended failed', () => {
    expect(summarize(results)).toMatchObject({ passed: 1, failed: 3, skipped: 1 });
    expect(summarize(results).tests[0]).toEqual({
      name: 'a.test_bad',
      outcome: 'failed',
      seconds: 1,
      reason: expect.stringContaining('server 17 could not be found') as unknown,
    });
  });

  it('is told by cause, the most common one first', () => {
    const told = describeSummary(summarize(results));

    expect(told).toContain('1 passed, 3 failed, 1 skipped.');
    expect(told.indexOf('2 × ')).toBeLessThan(told.indexOf('1 × '));
    expect(told).toContain('    a.test_bad\n    a.test_worse');
  });
});

describe('the list of tests that are left out', () => {
  it('names a reason for each, of those that are allowed', async () => {
    expect((await leftOutTests()).length).toBeGreaterThan(0);
    expect(parseLeftOut('# about\n\na\\.b # needs Cinder\n')).toEqual([{ pattern: String.raw`a\.b`, reason: 'needs Cinder' }]);
  });

  it.each(['a\\.b', 'a\\.b # too slow'])('is refused with the line %s', (line) => {
    expect(() => parseLeftOut(line)).toThrow(/gives no reason/);
  });
});

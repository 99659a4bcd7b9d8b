/**
 * Prints the one line that sums up a test run: `N passed, N failed`, and `, N skipped` when some were. A file that failed as a whole (it did
 * not load, or a hook of its failed before any test) counts as one failure. Fails when no test ran.
 *
 * Usage: node hack/count-tests.ts REPORT, where REPORT is the JSON report of vitest.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface TestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function countTests(report: TestReport): TestCounts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      counts[status === 'passed' || status === 'failed' ? status : 'skipped'] += 1;
    }
    if (file.status === 'failed' && counts.failed === failedBefore) {
      counts.failed += 1;
    }
  }
  return counts;
}

export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function main(path: string): number {
  const counts = countTests(JSON.parse(readFileSync(path, 'utf8')) as TestReport);
  console.log(summaryLine(counts));
  return counts.passed > 0 && counts.failed === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv[2] ?? '');
}

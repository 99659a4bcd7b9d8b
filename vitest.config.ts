import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const { engines } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { engines: { node: string } };
const oldestMajor = Number(engines.node.replace('>=', ''));
if (Number(process.versions.node.split('.')[0]) < oldestMajor) {
  throw new Error(
    `the tests need Node ${oldestMajor} or newer and this is ${process.version}: run "make test", or put node_modules/.bin first on PATH`,
  );
}

const minuteMilliseconds = 60_000;

/**
 * Three projects, one after the other. `unit` holds the tests beside their files: milliseconds each, nothing real. `components` holds test/:
 * whole control planes, real etcd and kubectl. `machines` holds those of test/ that boot guests: three files at a time, for most of them wait for
 * much of the time. Inside a file a few stories may go on beside each other for the same reason.
 */
const guestTests = ['test/conformance/driver*/**/*.test.ts', 'test/end-to-end/**/*.test.ts'];

/** The processes that tests start find each other's compiled code. */
const compileCache = fileURLToPath(new URL('build/compile-cache', import.meta.url));
const env = { NODE_COMPILE_CACHE: compileCache, TYCHO_COMPILE_CACHE: compileCache };

/** What takes minutes begins first, or the others would be done long before it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('/parity-kvm.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    retry: 0,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          env,
          include: ['{apis,cmd,controllers,drivers,proto,hack}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'hack/lint/fixtures/**'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          maxWorkers: '100%',
          // A worker reads each module once. No file changes what the next one finds: there are no mocks of modules, and no clock but one's own.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'components',
          env,
          include: ['test/**/*.test.ts'],
          exclude: guestTests,
          testTimeout: 2 * minuteMilliseconds,
          hookTimeout: 2 * minuteMilliseconds,
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'machines',
          env,
          include: guestTests,
          testTimeout: 2 * minuteMilliseconds,
          hookTimeout: 2 * minuteMilliseconds,
          maxWorkers: 3,
          maxConcurrency: 8,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

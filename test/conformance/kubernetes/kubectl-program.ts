import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** One kubectl of those that the tests speak with. */
export interface KubectlProgram {
  /** As `1.32.3`. */
  readonly version: string;
  /** The folder in which it lies, under the name `kubectl`. */
  readonly folder: string;
}

export interface KubectlPrograms {
  /** Debian's, the oldest that we are used with. */
  readonly older: KubectlProgram;
  /** Of the time in which typed clients speak protobuf only. `helm` lies beside it. */
  readonly newer: KubectlProgram;
  /** Of the time in which a client begins to watch without a list before it. */
  readonly newest: KubectlProgram;
}

/**
 * Fetches them when they are not there yet. For processors for which the two newer ones are not to be had, it is the machine's own instead; rejects when that
 * is older, for nothing is left out silently.
 */
export async function kubectlPrograms(): Promise<KubectlPrograms> {
  await run(join(root, 'hack/fetch-kubectl.sh'), [folder]);
  const older = await programIn(join(folder, '1.20'));
  const isFetched = await access(join(folder, '1.32')).then(
    () => true,
    () => false,
  );
  if (isFetched) return { older, newer: await programIn(join(folder, '1.32')), newest: await programIn(join(folder, '1.35')) };
  const own = await machinesOwn();
  if (minorOf(own) < 32) throw new Error(`kubectl 1.32 or newer is needed on this processor, and the machine's own is ${own.version}`);
  return { older, newer: own, newest: own };
}

/** Whether it is of the version `1.MINOR` or newer. */
export function isAtLeast(program: KubectlProgram, minor: number): boolean {
  return minorOf(program) >= minor;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'build/kubectl');
const run = promisify(execFile);

async function programIn(programFolder: string): Promise<KubectlProgram> {
  const { stdout } = await run(join(programFolder, 'kubectl'), ['version', '--client', '--output', 'json']);
  const { clientVersion } = JSON.parse(stdout) as { readonly clientVersion: { readonly gitVersion: string } };
  return { version: clientVersion.gitVersion.replace(/^v/, '').replace(/[-+].*/, ''), folder: programFolder };
}

async function machinesOwn(): Promise<KubectlProgram> {
  const { stdout } = await run('bash', ['-c', 'command -v kubectl']);
  return programIn(dirname(stdout.trim()));
}

function minorOf({ version }: KubectlProgram): number {
  return Number(version.split('.')[1]);
}

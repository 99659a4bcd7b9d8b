import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Release {
  readonly version: string;
  /** The root of its tree, with `cmd/` and its own npm packages. */
  readonly root: string;
}

/** This tree. */
export const present: Release = { version: 'this', root: repository };

/** The newest release of `hack/released-versions.txt`, as it was, in `build/releases`; made at the first call. Tags are not needed, but the commit is. */
export async function newestRelease(): Promise<Release> {
  const text = await readFile(join(repository, 'hack/released-versions.txt'), 'utf8');
  const newest = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .at(-1);
  const [version = '', commit = ''] = newest?.split(' ') ?? [];
  const root = join(repository, 'build/releases', version);
  const complete = join(root, '.complete');
  if (existsSync(complete) && (await readFile(complete, 'utf8')) === commit) return { version, root };
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  const unpack = 'set -o pipefail; git archive "$1" | tar --extract --directory "$2"';
  await run('bash', ['-c', unpack, 'bash', commit, root], { cwd: repository }).catch((cause: unknown) => {
    throw new Error(
      `release ${version} cannot be unpacked: this clone lacks the commit ${commit} (a shallow one? \`git fetch --unshallow\`)`,
      { cause },
    );
  });
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, maxBuffer: 16 * 1024 * 1024 });
  await writeFile(complete, commit);
  return { version, root };
}

import { existsSync, realpathSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { CommandFailure } from '../command-failure.ts';

/** Gives the file of the process with a folder of that name in `cmd/`. */
export type ProgramFiles = (program: string) => string;

/**
 * The programs that belong to `entryFile`, the CLI that runs now: the CLI from its sources starts sources, and the one that was built (hack/build-cli.ts)
 * starts what was built with it (hack/build-processes.ts). Throws {@link CommandFailure} when they are not there.
 */
export function programFilesOf(entryFile: string): ProgramFiles {
  const entry = realpathSync(entryFile);
  const files = extname(entry) === '.ts' ? sourcesAt(join(dirname(entry), '..')) : bundlesAt(join(dirname(entry), 'processes'));
  if (!existsSync(files('api-server'))) {
    throw new CommandFailure(
      `${entryFile} stands alone: \`tycho up\` needs the other programs of Tycho, and there is no ${files('api-server')}`,
    );
  }
  return files;
}

/** Those of the folder `cmd/` of a checkout. */
export function sourcesAt(folder: string): ProgramFiles {
  return (program) => join(folder, program, 'main.ts');
}

/** Those that hack/build-processes.ts made. */
export function bundlesAt(folder: string): ProgramFiles {
  return (program) => join(folder, `${program}.mjs`);
}

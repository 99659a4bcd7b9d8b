import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailure } from '../command-failure.ts';

/** The checkout or installation that `entryFile` (the program that runs now) belongs to: the closest folder above it with the other programs. */
export function installationOf(entryFile: string): string {
  for (let directory = dirname(realpathSync(entryFile)); ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'cmd', 'api-server', 'main.ts'))) return directory;
    if (dirname(directory) === directory) {
      throw new CommandFailure(`${entryFile} stands alone: \`tycho up\` needs the other programs of Tycho beside it, as in a checkout`);
    }
  }
}

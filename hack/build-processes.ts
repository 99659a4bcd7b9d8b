/**
 * Bundles each process into one file, `build/processes/NAME.mjs`: what `tycho up` and the units of systemd run. A process that reads one file instead of
 * a thousand starts three times as fast, and holds a third less memory, since Node keeps what it stripped and resolved. In the checkout everything runs
 * from its sources as well. The files are made aside and moved into place.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'build/processes');

/** What has a file `cmd/NAME/main.ts` and is not the CLI. */
const programs = ['api-server', 'controller-manager', 'gitops', 'image-store', 'node-agent', 'nova-api', 'openstack-services', 'services'];

/** Packages that are CommonJS ask for parts of Node in their way, and for files beside them; so do modules of ours. */
const banner = `import { createRequire as tychoCreateRequire } from 'node:module';
const require = tychoCreateRequire(import.meta.url);
const tychoURL = (place) => new URL(place, import.meta.url).href;
const tychoPath = (place) => require('node:url').fileURLToPath(tychoURL(place));`;

/** Replaces the files of the processes in build/. */
export async function buildProcesses(): Promise<void> {
  mkdirSync(output, { recursive: true });
  const workshop = mkdtempSync(join(root, 'build/.processes-'));
  try {
    await Promise.all(programs.map((program) => bundle(program, workshop)));
    for (const name of readdirSync(workshop)) renameSync(join(workshop, name), join(output, name));
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

async function bundle(program: string, folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [`cmd/${program}/main.ts`],
    outfile: join(folder, `${program}.mjs`),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    preserveSymlinks: true,
    legalComments: 'none',
    // A process keeps the text of its code. Names stay for whoever reads a stack, and lines are short enough to be told apart.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    logLevel: 'warning',
    plugins: [ownPlaces()],
    banner: { js: banner },
  });
}

/** Modules that look for files beside them keep their own places, whatever file they were bundled into. */
function ownPlaces(): Plugin {
  return {
    name: 'own-places',
    setup: (bundler) => {
      bundler.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
        const place = JSON.stringify(relative(output, path));
        const folder = JSON.stringify(relative(output, dirname(path)));
        const text = readFileSync(path, 'utf8');
        const contents = text
          .replaceAll(/\bimport\.meta\.url\b/g, `tychoURL(${place})`)
          .replaceAll(/\b__dirname\b/g, `tychoPath(${folder})`);
        return contents === text ? undefined : { contents, loader: path.endsWith('ts') ? 'ts' : 'js' };
      });
    },
  };
}

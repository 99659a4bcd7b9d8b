/**
 * Bundles the CLI: build/tycho (what people run), which starts build/tycho.cjs, which turns Node's compile cache on and loads
 * build/tycho-main.cjs. One CommonJS file and the cache are what make `tycho get` start as fast as kubectl; see docs/decisions.
 * Whatever most verbs have no need of is loaded when it is first used: parts of Node, and the packages that lie beside as files of their own.
 *
 * Usage: node hack/build-cli.ts
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { withLazyBuiltins } from './lazy-builtins.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'build');

/** Not in the bundle: loaded from node_modules by the one verb option that needs it. */
const loadedFromModules = ['@kubernetes/client-node'];

/** Packages that get a file of their own in build/, since reading them costs every verb and few use them. */
const packagesApart = ['yaml', 'pino', 'reflect-metadata', '@peculiar/x509'];

const starter = `'use strict';
const { join } = require('node:path');
// The compiled code lies beside the bundle, where nobody else can write, and not in the machine's shared temporary folder.
require('node:module').enableCompileCache(join(__dirname, '.compile-cache'));
require('./tycho-main.cjs');
`;

// Node reads additional authorities at each start, needed or not, which takes longer than most commands. The CLI reads them when it needs them.
const wrapper = `#!/bin/sh
# Made by hack/build-cli.ts: the CLI on the Node that this project pins.
if [ -n "\${NODE_EXTRA_CA_CERTS:-}" ]; then
  export TYCHO_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"
  unset NODE_EXTRA_CA_CERTS
fi
exec '${join(root, 'node_modules/.bin/node')}' '${join(output, 'tycho.cjs')}' "$@"
`;

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

mkdirSync(output, { recursive: true });
for (const name of packagesApart) {
  await build({ ...shared, entryPoints: { [fileNameOf(name)]: name }, outdir: output, outExtension: { '.js': '.cjs' } });
}
const { metafile } = await buildMain();
writeFileSync(join(output, 'tycho-main.cjs'), withLazyBuiltins(readFileSync(join(output, 'tycho-main.cjs'), 'utf8')));
writeFileSync(join(output, 'tycho-main.meta.json'), JSON.stringify(metafile));
writeFileSync(join(output, 'tycho.cjs'), starter);
writeFileSync(join(output, 'tycho'), wrapper);
chmodSync(join(output, 'tycho'), 0o755);

function buildMain(): Promise<{ readonly metafile: Metafile }> {
  return build({
    ...shared,
    entryPoints: ['cmd/tycho/main.ts'],
    outfile: join(output, 'tycho-main.cjs'),
    external: loadedFromModules,
    plugins: [apart()],
    metafile: true,
    // A CommonJS file has no import.meta. The made-up place is as deep below the root as the modules that ask for theirs.
    define: { 'import.meta.url': 'tychoBundleURL' },
    banner: { js: "const tychoBundleURL = require('node:url').pathToFileURL(`${__dirname}/bundle/main.cjs`).href;" },
  });
}

/** Points imports of the packages that lie apart to their files. */
function apart(): Plugin {
  return {
    name: 'packages-apart',
    setup: (bundler) => {
      bundler.onResolve({ filter: /^[^./#]/ }, ({ path }) =>
        packagesApart.includes(path) ? { path: `./${fileNameOf(path)}.cjs`, external: true } : undefined,
      );
    },
  };
}

function fileNameOf(packageName: string): string {
  return `package-${packageName.replaceAll(/[@/]/g, '-').replace(/^-/, '')}`;
}

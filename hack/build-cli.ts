/**
 * Bundles the CLI: build/tycho (what people run), which starts build/tycho.cjs, which turns Node's compile cache on and loads
 * build/tycho-main.cjs. One CommonJS file and the cache are what make `tycho get` start as fast as kubectl; see docs/decisions.
 *
 * Usage: node hack/build-cli.ts
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'build');

/** Loaded at run time and only by the verbs that need them, so that no other verb pays for reading them. */
const loadedLate = ['@kubernetes/client-node'];

const starter = `'use strict';
const { join } = require('node:path');
// The compiled code lies beside the bundle, where nobody else can write, and not in the machine's shared temporary folder.
require('node:module').enableCompileCache(join(__dirname, '.compile-cache'));
require('./tycho-main.cjs');
`;

const wrapper = `#!/bin/sh
# Made by hack/build-cli.ts: the CLI on the Node that this project pins.
exec '${join(root, 'node_modules/.bin/node')}' '${join(output, 'tycho.cjs')}' "$@"
`;

mkdirSync(output, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['cmd/tycho/main.ts'],
  outfile: join(output, 'tycho-main.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  external: loadedLate,
  // A CommonJS file has no import.meta.
  define: { 'import.meta.url': 'tychoBundleURL' },
  banner: { js: "const tychoBundleURL = require('node:url').pathToFileURL(__filename).href;" },
  legalComments: 'none',
  logLevel: 'warning',
});
writeFileSync(join(output, 'tycho.cjs'), starter);
writeFileSync(join(output, 'tycho'), wrapper);
chmodSync(join(output, 'tycho'), 0o755);

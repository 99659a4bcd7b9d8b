/**
 * How Node is started for the CLI. Room for what a short command leaves behind, in MiB: with less, garbage is collected twice during a `tycho get`. And
 * OpenSSL's authorities instead of Node's own, of which the launcher then makes none: Node reads well over a hundred certificates for the first
 * connection, needed or not, which takes longer than the rest of a `tycho get`. The CLI always says whom it trusts.
 */
export const nodeFlags = ['--min-semi-space-size=16', '--use-openssl-ca'];

/** What stands around the bundle when it is run: the same as for any CommonJS module. The code that V8 keeps belongs to the whole text. */
export function moduleText(bundle: string): string {
  return `(function (exports, require, module, __filename, __dirname) {${bundle}\n})`;
}

/**
 * The program that runs the bundle NAME.cjs with the code that V8 made of it, NAME.v8. If this Node is not the one that made it, V8 finds out and
 * compiles anew.
 */
export function starterText(name: string): string {
  return `'use strict';
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const filename = __dirname + '/${name}.cjs';
let cachedData;
try {
  cachedData = readFileSync(__dirname + '/${name}.v8');
} catch {}
// The bundle is pure ASCII, so this is the cheapest way to read it.
const script = new Script(${JSON.stringify(moduleText('\n')).replace(String.raw`\n`, `" + readFileSync(filename, 'latin1') + "`)}, {
  filename,
  cachedData,
});
script.runInThisContext()(exports, require, module, filename, __dirname);
`;
}

/**
 * The command that people type. Paths are absolute: it may be called through a link, from anywhere. What it hides from Node's start is given back to
 * whatever the CLI starts (cmd/tycho/launch-environment.ts).
 */
export function launcherText({ node, starter }: { readonly node: string; readonly starter: string }): string {
  return `#!/bin/sh
# Made by hack/build-cli.ts: the CLI on the Node that this project pins.
# Without these, Node reads all authorities that the machine has at each start.
export TYCHO_LAUNCHED=1 TYCHO_NODE_EXTRA_CA_CERTS="\${NODE_EXTRA_CA_CERTS-}"
export TYCHO_SSL_CERT_FILE="\${SSL_CERT_FILE-}" TYCHO_SSL_CERT_DIR="\${SSL_CERT_DIR-}"
export SSL_CERT_FILE=/dev/null SSL_CERT_DIR=/dev/null
unset NODE_EXTRA_CA_CERTS
exec '${node}' ${nodeFlags.join(' ')} '${starter}' "$@"
`;
}

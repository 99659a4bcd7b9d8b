/**
 * Makes a CommonJS bundle of esbuild's load each part of Node when it is first used instead of at the start. It finds lines of the form
 * `var import_node_fs = require("node:fs");` and turns the name into a function wherever it is used. A name that is used in any way other than
 * `NAME.member` keeps its line as it is.
 */
export function withLazyBuiltins(bundle: string): string {
  const names = new Map<string, string>();
  for (const [line, name = '', expression = ''] of bundle.matchAll(declaration)) {
    const uses = bundle.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
    const memberUses = bundle.match(new RegExp(`\\b${name}\\.`, 'g'))?.length ?? 0;
    if (uses === memberUses + 1) names.set(line, `var ${name} = ${lazy}(() => ${expression});`);
  }
  const declared = new Set([...names.values()].map((line) => line.split(' ')[1] ?? ''));
  const lines = bundle
    .replaceAll(declaration, (line) => names.get(line) ?? line)
    .replaceAll(/\b(import_node_\w+)\./g, (use, name: string) => (declared.has(name) ? `${name}().` : use));
  const helper = `function ${lazy}(load) { let loaded; return () => (loaded ??= load()); }`;
  return declared.size === 0 ? bundle : `${helper}\n${lines}`;
}

const lazy = '__lazyBuiltin';
const declaration = /^\s*var (import_node_\w+) = ((?:__toESM\()?require\("node:[\w/]+"\)(?:, 1\)|\))?);$/gm;

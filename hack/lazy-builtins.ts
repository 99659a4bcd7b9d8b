/**
 * Makes a CommonJS bundle of esbuild's load each part of Node when it is first used instead of at the start. It finds statements of the forms
 * `var import_node_fs = require("node:fs");` and `import_node_fs = require("node:fs");` (with the `var` elsewhere) and turns the name into a function
 * wherever it is used. A name that is used in any other way than `NAME.member` stays as it is.
 */
export function withLazyBuiltins(bundle: string): string {
  const lazyNames = new Set<string>();
  for (const [, , isDeclared, name = ''] of bundle.matchAll(assignment)) {
    const uses = count(bundle, `\\b${name}\\b`);
    const mentions = isDeclared === undefined ? 2 : 1;
    if (uses === count(bundle, `\\b${name}\\.`) + mentions) lazyNames.add(name);
  }
  if (lazyNames.size === 0) return bundle;
  const code = bundle
    .replaceAll(assignment, (statement, indent: string, declaration: string | undefined, name: string, expression: string) =>
      lazyNames.has(name) ? `${indent}${declaration ?? ''}${name} = ${helperName}(() => ${expression});` : statement,
    )
    // In parentheses, because `new a().b` would take `a` for the class.
    .replaceAll(/\b(import_\w+)\./g, (use, name: string) => (lazyNames.has(name) ? `(${name}()).` : use));
  return `function ${helperName}(load) { let loaded; return () => (loaded ??= load()); }\n${code}`;
}

const helperName = '__lazyBuiltin';
const assignment = /^([ \t]*)(var )?(import_\w+) = ((?:__toESM\()?require\("node:[\w/]+"\)(?:, 1\)|\))?);$/gm;

function count(text: string, pattern: string): number {
  return text.match(new RegExp(pattern, 'g'))?.length ?? 0;
}

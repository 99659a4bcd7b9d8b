import { describe, expect, it } from 'vitest';
import { withLazyBuiltins } from './lazy-builtins.ts';

/** What the code does when it runs, with a `require` that says what it loads. */
function run(code: string): { readonly result: unknown; readonly loaded: readonly string[] } {
  const loaded: string[] = [];
  const require = (name: string): unknown => {
    loaded.push(name);
    return { join: (...parts: string[]) => parts.join('/'), default: { sep: '/' } };
  };
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the text is a program, as in a bundle
  const result = new Function('require', '__toESM', code)(require, (module: unknown) => module) as unknown;
  return { result, loaded };
}

describe('withLazyBuiltins', () => {
  it('loads a part of Node at its first use, once', () => {
    const bundle =
      'var import_node_path = require("node:path");\nreturn () => [(0, import_node_path.join)("a", "b"), import_node_path.join("c")];';
    const { result, loaded } = run(withLazyBuiltins(bundle));

    expect(loaded).toEqual([]);
    expect((result as () => unknown)()).toEqual(['a/b', 'c']);
    expect((result as () => unknown)()).toEqual(['a/b', 'c']);
    expect(loaded).toEqual(['node:path']);
  });

  it('does the same for default imports', () => {
    const { result, loaded } = run(
      withLazyBuiltins('var import_node_path2 = __toESM(require("node:path"), 1);\nreturn import_node_path2.default.sep;'),
    );

    expect(result).toBe('/');
    expect(loaded).toEqual(['node:path']);
  });

  it('does the same inside a module that is itself loaded late', () => {
    const bundle =
      'var import_node_path, answer;\nvar init = () => {\n  import_node_path = require("node:path");\n  answer = () => import_node_path.join("a", "b");\n};\ninit();\nreturn answer;';
    const { result, loaded } = run(withLazyBuiltins(bundle));

    expect(loaded).toEqual([]);
    expect((result as () => unknown)()).toBe('a/b');
    expect(loaded).toEqual(['node:path']);
  });

  it('keeps what `new` is about', () => {
    const bundle = 'var import_node_path = require("node:path");\nreturn new import_node_path.default.constructor(7);';

    expect(run(withLazyBuiltins(bundle)).result).toEqual(Object(7));
  });

  it('leaves a module that is passed around as a whole as it is', () => {
    const bundle = 'var import_node_path = require("node:path");\nreturn [import_node_path, import_node_path.join("a")];';

    expect(withLazyBuiltins(bundle)).toBe(bundle);
  });
});

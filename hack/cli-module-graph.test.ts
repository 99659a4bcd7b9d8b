import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

let inputs: Metafile['inputs'];

beforeAll(async () => {
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    entryPoints: ['cmd/tycho/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'silent',
    plugins: [
      {
        name: 'own-modules',
        setup: (bundler) =>
          bundler.onResolve({ filter: /^#/ }, ({ path }) => ({ path: fileURLToPath(new URL(`../${path.slice(1)}`, import.meta.url)) })),
      },
    ],
  });
  ({ inputs } = metafile);
});

/** The files that are loaded at every start: those that nobody imports with `import(…)`. */
function loadedAtStart(): Set<string> {
  const loaded = new Set<string>();
  const pending = ['cmd/tycho/main.ts'];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    pending.push(
      ...(inputs[file]?.imports ?? [])
        .filter(({ kind, external }) => kind !== 'dynamic-import' && external !== true)
        .map(({ path }) => path),
    );
  }
  return loaded;
}

function packagesOf(files: Iterable<string>): string[] {
  const external = [...files].flatMap((file) =>
    (inputs[file]?.imports ?? []).filter((each) => each.external === true && each.kind !== 'dynamic-import'),
  );
  return [...new Set(external.map(({ path }) => path).filter((path) => !isBuiltin(path)))].toSorted();
}

describe('the modules that every `tycho` command loads', () => {
  it('need no package but the one that reads the command line: each would cost more than a whole `tycho get`', () => {
    expect(packagesOf(loadedAtStart())).toEqual(['commander']);
  });

  it('hold no schema of any kind', () => {
    const ofResources = [...loadedAtStart()].filter((file) => /^apis\/(compute|infrastructure|kubernetes)\//.test(file));

    // What imports nothing holds a plain constant at most.
    expect(ofResources.filter((file) => inputs[file]?.imports.length !== 0)).toEqual([]);
  });

  it('leave the packages of single verbs to those', () => {
    expect(packagesOf(Object.keys(inputs))).toEqual(expect.arrayContaining(['@peculiar/x509', 'pino', 'yaml']));
  });
});

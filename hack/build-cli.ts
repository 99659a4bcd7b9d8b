/**
 * Bundles the CLI into build/: `tycho` (what people run), which starts `tycho.cjs`, which runs the bundle with the code that V8 made of it when it
 * was built. One CommonJS file and that code are what let `tycho get` start about as fast as kubectl. Whatever most verbs have no need of is loaded
 * when it is first used: parts of Node, and the packages that lie beside as files of their own. Files are replaced whole, so a command that starts
 * while they are made anew sees the old or the new ones.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { launcherText, nodeFlags, starterText } from './cli-launcher.ts';
import { withLazyBuiltins } from './lazy-builtins.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'build');

/** Not in the bundle: loaded from node_modules by the one verb option that needs it. */
const loadedFromModules = ['@kubernetes/client-node'];

/** Packages that get a file of their own, since reading them costs every verb and few use them. */
const packagesApart = ['yaml', 'pino', 'reflect-metadata', '@peculiar/x509', 'ws'];

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  // `import()` becomes `require()`: code that V8 runs from a cache has no loader of modules.
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

/** For how long a command that is just starting may still look for the bundle before the last. */
const keptMilliseconds = 10 * 60_000;

/** Replaces the files of the CLI in build/. */
export async function buildCLI(): Promise<void> {
  mkdirSync(output, { recursive: true });
  const workshop = mkdtempSync(join(output, '.cli-'));
  try {
    await makeFiles(workshop);
    for (const name of readdirSync(workshop)) renameSync(join(workshop, name), join(output, name));
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  removeOldBundles();
}

async function makeFiles(folder: string): Promise<void> {
  await build({
    ...shared,
    entryPoints: Object.fromEntries(packagesApart.map((name) => [fileNameOf(name), name])),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
  });
  const bundle = await bundleText();
  const name = `tycho-${createHash('sha256').update(bundle).digest('hex').slice(0, 16)}`;
  writeFileSync(join(folder, `${name}.cjs`), bundle);
  execFileSync(
    process.execPath,
    [...nodeFlags, join(root, 'hack/write-code-cache.ts'), join(folder, `${name}.cjs`), join(folder, `${name}.v8`)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  writeFileSync(join(folder, 'tycho.cjs'), starterText(name));
  writeFileSync(join(folder, 'tycho'), launcherText({ node: join(root, 'node_modules/.bin/node'), starter: join(output, 'tycho.cjs') }));
  chmodSync(join(folder, 'tycho'), 0o755);
}

async function bundleText(): Promise<string> {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ['cmd/tycho/main.ts'],
    write: false,
    external: loadedFromModules,
    plugins: [apart()],
    // A CommonJS file has no import.meta. The made-up place is as deep below the root as the modules that ask for theirs.
    define: { 'import.meta.url': 'tychoBundleURL' },
    banner: { js: "const tychoBundleURL = require('node:url').pathToFileURL(`${__dirname}/bundle/main.cjs`).href;" },
  });
  return withLazyBuiltins(outputFiles[0]?.text ?? '');
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

function removeOldBundles(): void {
  const current = readFileSync(join(output, 'tycho.cjs'), 'utf8');
  for (const name of readdirSync(output)) {
    const isOld = /^tycho-[0-9a-f]{16}\.(cjs|v8)$/.test(name) && !current.includes(name.split('.')[0] ?? '');
    if (isOld && Date.now() - statSync(join(output, name)).mtimeMs > keptMilliseconds) rmSync(join(output, name), { force: true });
  }
}

/**
 * Completes package-lock.json after `npm install`: adds an entry for every optional platform package that is missing.
 *
 * npm leaves an optional package out of the lock file when the registry in use does not serve it (a mirror seldom has the Windows or
 * Android builds of a tool), and then `npm ci` refuses the very lock file that `npm install` has just written. The entries added here carry
 * the version and the platform, which is all that npm needs to skip them on Linux; they have no integrity hash, since nobody saw the bytes.
 *
 * Usage: node hack/complete-lockfile.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

/** Adds the missing entries to `packages` and returns the names of what it added. Throws when a platform cannot be told from a name. */
export function completeLockfile(packages: Record<string, LockEntry>): string[] {
  const added: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages) {
        continue;
      }
      packages[`node_modules/${name}`] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platformOf(name) };
      added.push(name);
    }
  }
  return added;
}

const operatingSystems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x'];

function platformOf(name: string): Pick<LockEntry, 'cpu' | 'os' | 'libc'> {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const os = operatingSystems.find((candidate) => words.includes(candidate));
  const cpu = processors.find((candidate) => words.includes(candidate));
  if (os === undefined || cpu === undefined) {
    throw new Error(`${name} is missing from package-lock.json and its name does not tell for which platform it is`);
  }
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
  return { cpu: [cpu], os: [os], ...(libc === undefined || os !== 'linux' ? {} : { libc }) };
}

function sortedByPath(packages: Record<string, LockEntry>): Record<string, LockEntry> {
  return Object.fromEntries(Object.entries(packages).sort(([left], [right]) => left.localeCompare(right, 'en')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lockfile = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, LockEntry> };
  const added = completeLockfile(lockfile.packages);
  lockfile.packages = sortedByPath(lockfile.packages);
  writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
  console.log(`package-lock.json: added ${added.length} platform packages`);
}

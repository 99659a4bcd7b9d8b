import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageFailure } from '../command-failure.ts';
import type { World } from '../world.ts';
import type { Manifest, ManifestFault, ManifestFiles } from './manifest.ts';

/** Names that are manifests in a directory; others are left alone. */
const manifestName = /\.(ya?ml|json)$/;

/**
 * Reads the objects in files, in directories (not below them) and, for `-`, in standard input, in the order of the arguments, of the names and of the
 * documents. What is wrong with one file keeps nobody from using the others.
 */
export async function readManifestFiles(
  names: readonly string[],
  world: Pick<World, 'workingDirectory' | 'readInput'>,
): Promise<ManifestFiles> {
  if (names.length === 0) throw new UsageFailure('say what to read: -f FILE, -f DIRECTORY, or -f - for standard input');
  const { parseManifests } = await import('./manifest-parser.ts');
  const manifests: Manifest[] = [];
  const faults: ManifestFault[] = [];
  for (const name of names.flatMap((each) => withDirectory(each, world.workingDirectory, faults))) {
    const content = name === '-' ? await world.readInput() : contentOf(name, world.workingDirectory, faults);
    if (content === undefined) continue;
    const parsed = parseManifests(name === '-' ? 'standard input' : name, content);
    manifests.push(...parsed.manifests);
    faults.push(...parsed.faults);
  }
  if (manifests.length === 0 && faults.length === 0) faults.push({ message: `${names.join(', ')}: no objects in there` });
  return { manifests, faults };
}

/** The files of a directory, or the name itself. */
function withDirectory(name: string, workingDirectory: string, faults: ManifestFault[]): readonly string[] {
  if (name === '-') return [name];
  const path = resolve(workingDirectory, name);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [name];
  const files = readdirSync(path)
    .filter((file) => manifestName.test(file))
    .toSorted();
  if (files.length === 0) faults.push({ message: `${name}: no .yaml, .yml or .json file in this directory` });
  return files.map((file) => join(name, file));
}

function contentOf(name: string, workingDirectory: string, faults: ManifestFault[]): string | undefined {
  try {
    return readFileSync(resolve(workingDirectory, name), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    faults.push({
      message: `${name}: ${code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'you may not read it' : message}`,
    });
    return undefined;
  }
}

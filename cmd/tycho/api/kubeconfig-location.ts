import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { GlobalOptions } from '../global-options.ts';
import type { World } from '../world.ts';

/** Where `tycho up` puts everything it needs, in the directory where it was called. */
export const stateDirectoryName = '.tycho';

/**
 * The kubeconfig files to read, in this order of preference: `--kubeconfig`; `$KUBECONFIG` (several, with colons); `.tycho/kubeconfig` in this
 * directory or one above it, where `tycho up` was called; `~/.kube/config`. Empty if there is none.
 */
export function kubeconfigFiles(
  options: Pick<GlobalOptions, 'kubeconfig'>,
  world: Pick<World, 'environment' | 'workingDirectory' | 'homeDirectory'>,
): readonly string[] {
  if (options.kubeconfig !== undefined) return [resolve(world.workingDirectory, options.kubeconfig)];
  const listed = (world.environment['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  if (listed.length > 0) {
    const present = listed.filter((file) => existsSync(file));
    return present.length > 0 ? present : listed;
  }
  const own = fileAbove(world.workingDirectory, join(stateDirectoryName, 'kubeconfig'));
  if (own !== undefined) return [own];
  const usual = join(world.homeDirectory, '.kube', 'config');
  return existsSync(usual) ? [usual] : [];
}

function fileAbove(directory: string, name: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    const candidate = join(current, name);
    if (existsSync(candidate)) return candidate;
    if (dirname(current) === current) return undefined;
  }
}

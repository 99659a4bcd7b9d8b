import { isAbsolute, join } from 'node:path';
import type { World } from './world.ts';

/** Where this program keeps what it can do without, as the XDG Base Directory Specification has it: what is empty or relative there counts as not set. */
export function cacheDirectory({ environment, homeDirectory }: Pick<World, 'environment' | 'homeDirectory'>): string {
  const stated = environment['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(stated) ? stated : join(homeDirectory, '.cache'), 'tycho');
}

import { describe, expect, it } from 'vitest';
import { cacheDirectory } from './cache-directory.ts';

describe('cacheDirectory', () => {
  it.each([
    [{ XDG_CACHE_HOME: '/var/cache/me' }, '/var/cache/me/tycho'],
    [{}, '/home/me/.cache/tycho'],
    [{ XDG_CACHE_HOME: '' }, '/home/me/.cache/tycho'],
    [{ XDG_CACHE_HOME: 'here' }, '/home/me/.cache/tycho'],
  ])('with %j is %s', (environment, directory) => {
    expect(cacheDirectory({ environment, homeDirectory: '/home/me' })).toBe(directory);
  });
});

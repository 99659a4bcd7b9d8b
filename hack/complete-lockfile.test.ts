import { describe, expect, it } from 'vitest';
import { completeLockfile, type LockEntry } from './complete-lockfile.ts';

describe('completeLockfile', () => {
  it('adds the optional packages that the lock file lacks, with version and platform', () => {
    const packages: Record<string, LockEntry> = {
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { '@tool/linux-x64-gnu': '1.0.0', '@tool/linux-arm64-musl': '1.0.0' },
      },
      'node_modules/@tool/linux-x64-gnu': { version: '1.0.0' },
    };

    const added = completeLockfile(packages);

    expect(added).toEqual(['@tool/linux-arm64-musl']);
    expect(packages['node_modules/@tool/linux-arm64-musl']).toEqual({
      version: '1.0.0',
      dev: true,
      optional: true,
      cpu: ['arm64'],
      os: ['linux'],
      libc: ['musl'],
    });
  });

  it('refuses to guess the platform of a package whose name does not tell', () => {
    const packages: Record<string, LockEntry> = { 'node_modules/tool': { optionalDependencies: { 'native-part': '1.0.0' } } };

    expect(() => completeLockfile(packages)).toThrow(/native-part .* does not tell/);
  });
});

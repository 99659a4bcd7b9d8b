import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programFilesOf } from './program-files.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tycho-programs-'));
  for (const folder of ['cmd/tycho', 'cmd/api-server', 'build/processes']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['cmd/tycho/main.ts', 'cmd/api-server/main.ts', 'build/tycho.cjs', 'build/processes/api-server.mjs']) {
    writeFileSync(join(root, file), '');
  }
});

afterEach(() => rmSync(root, { recursive: true }));

describe('programFilesOf', () => {
  it('gives the CLI that runs from its sources the sources of the others', () => {
    expect(programFilesOf(join(root, 'cmd/tycho/main.ts'))('gitops')).toBe(join(root, 'cmd/gitops/main.ts'));
  });

  it('gives the CLI that was built what was built with it, through links too', () => {
    symlinkSync(join(root, 'build/tycho.cjs'), join(root, 'linked'));

    expect(programFilesOf(join(root, 'linked'))('gitops')).toBe(join(root, 'build/processes/gitops.mjs'));
  });

  it('says what is missing when a CLI stands alone', () => {
    rmSync(join(root, 'build/processes'), { recursive: true });

    expect(() => programFilesOf(join(root, 'build/tycho.cjs'))).toThrow(/stands alone.*build\/processes\/api-server\.mjs/);
  });
});

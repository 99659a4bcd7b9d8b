import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { kubeconfigFiles } from './kubeconfig-location.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubeconfig-location-'));
});

function file(...parts: string[]): string {
  const path = join(root, ...parts);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '');
  return path;
}

const world = (environment: Record<string, string> = {}): Parameters<typeof kubeconfigFiles>[1] => ({
  environment,
  workingDirectory: join(root, 'project', 'deep', 'down'),
  homeDirectory: join(root, 'home'),
});

describe('kubeconfigFiles', () => {
  it('takes --kubeconfig first, relative to where the command runs', () => {
    file('project', '.tycho', 'kubeconfig');

    expect(kubeconfigFiles({ kubeconfig: '../mine' }, world({ KUBECONFIG: '/other' }))).toEqual([join(root, 'project', 'deep', 'mine')]);
  });

  it('takes the files of $KUBECONFIG that are there, or names them all when none is', () => {
    const there = file('one');

    expect(kubeconfigFiles({}, world({ KUBECONFIG: `${there}:${join(root, 'absent')}` }))).toEqual([there]);
    expect(kubeconfigFiles({}, world({ KUBECONFIG: join(root, 'absent') }))).toEqual([join(root, 'absent')]);
  });

  it('finds what `tycho up` wrote in a directory above, before the one in the home directory', () => {
    const home = file('home', '.kube', 'config');
    expect(kubeconfigFiles({}, world())).toEqual([home]);

    const own = file('project', '.tycho', 'kubeconfig');
    expect(kubeconfigFiles({}, world())).toEqual([own]);
  });

  it('is empty when there is none', () => {
    expect(kubeconfigFiles({}, world())).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { aGitSync } from '#test/builders/git-sync.ts';
import { gitSyncKind, type GitSyncSpec } from './git-sync.ts';

const faultsOf = (spec: Partial<GitSyncSpec>): readonly (string | undefined)[] =>
  gitSyncKind.validate(aGitSync({ spec }), undefined).map(({ field }) => field);

describe('a GitSync', () => {
  it('is taken with a URL and one reference', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it('names exactly one reference', () => {
    const url = 'https://git.test/cloud';

    expect(faultsOf({ repository: { url, ref: {} } })).toEqual(['spec.repository.ref']);
    expect(faultsOf({ repository: { url, ref: { branch: 'main', tag: 'v1' } } })).toEqual(['spec.repository.ref']);
  });

  it('has the signature of a tag checked only where it names a tag', () => {
    const url = 'https://git.test/cloud';
    const verify = { mode: 'SSH', secretName: 'signers', signed: 'TagAndCommit' } as const;

    expect(faultsOf({ repository: { url, ref: { tag: 'v1' }, verify } })).toEqual([]);
    expect(faultsOf({ repository: { url, ref: { branch: 'main' }, verify } })).toEqual(['spec.repository.verify.signed']);
    expect(faultsOf({ repository: { url, ref: { branch: 'main' }, verify: { ...verify, signed: 'Commit' } } })).toEqual([]);
  });

  it('stays with the project that its objects went to', () => {
    const there = aGitSync({ spec: { targetNamespace: 'shop' } });

    expect(gitSyncKind.validate(there, there)).toEqual([]);
    expect(gitSyncKind.validate(there, aGitSync()).map(({ field }) => field)).toEqual(['spec.targetNamespace']);
  });

  it('names the field that holds something other than a URL, a name or a folder', () => {
    expect(faultsOf({ repository: { url: 'ext::id', ref: { branch: '--upload-pack=id' } }, path: '../..' })).toEqual([
      'spec.repository.url',
      'spec.repository.ref.branch',
      'spec.path',
    ]);
  });
});

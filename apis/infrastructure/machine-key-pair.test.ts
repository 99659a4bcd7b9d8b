import { describe, expect, it } from 'vitest';
import type { KeyPair } from '../compute/key-pair.ts';
import { machineKeyPair, wishedKeyPair } from './machine-key-pair.ts';

function aKeyPair(name: string, publicKey = `ssh-ed25519 ${name}`): KeyPair {
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'KeyPair',
    metadata: { namespace: 'default', name, uid: name, resourceVersion: '1', generation: 1, creationTimestamp: '2026-06-01T12:00:00Z' },
    spec: { displayName: 'laptop', type: 'SSH', publicKey },
  };
}

const mine = machineKeyPair(aKeyPair('mine'));
const { object: _, ...ofRelease01 } = mine;

describe('the key pair that a machine is to have', () => {
  it.each([
    ['none where none is named', undefined, undefined, mine, undefined],
    ['another one by its object, also if people call both the same', 'yours', aKeyPair('yours'), mine, machineKeyPair(aKeyPair('yours'))],
    ['what it has, though the object was made anew', 'mine', aKeyPair('mine', 'ssh-ed25519 other'), mine, mine],
    ['what it has, though the object is gone', 'mine', undefined, mine, mine],
    [
      'what release 0.1 gave it, as far as it can be told by the name',
      'mine',
      aKeyPair('mine', 'ssh-ed25519 other'),
      ofRelease01,
      ofRelease01,
    ],
    ['one where it had none', 'mine', aKeyPair('mine'), undefined, mine],
    ['none while there is none of the name', 'mine', undefined, undefined, undefined],
  ])('is %s', (_what, wished, found, before, expected) => {
    expect(wishedKeyPair(wished, { found, before })).toEqual({ value: expected });
  });

  it('is what it was while the one that is named now is not there, and that is said', () => {
    expect(wishedKeyPair('yours', { found: undefined, before: mine })).toMatchObject({
      value: mine,
      refusal: { reason: 'KeyPairNotFound', message: expect.stringContaining('spec.keyPair: there is no key pair "yours"') as string },
    });
  });
});

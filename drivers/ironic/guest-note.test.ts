import { describe, expect, it } from 'vitest';
import { aMark } from '#test/builders/guest.ts';
import { aNode, aNodeOfOurs } from '#test/builders/ironic-node.ts';
import { isSameMark, ownershipOf } from './guest-note.ts';

describe('whose guest is on a node', () => {
  it('is ours by instance and mark together', () => {
    expect(ownershipOf(aNodeOfOurs())).toMatchObject({ kind: 'Ours', note: { mark: aMark() } });
  });

  it('is somebody else’s without our mark, or with one that is not of its instance', () => {
    expect(ownershipOf(aNode({ instanceUUID: 'theirs' }))).toEqual({ kind: 'Foreign', instanceUUID: 'theirs' });
    expect(ownershipOf(aNodeOfOurs({ instanceUUID: 'theirs' }))).toEqual({ kind: 'Foreign', instanceUUID: 'theirs' });
  });

  it.each([
    ['text', 'tycho'],
    ['nothing', null],
    ['a list', []],
    ['no mark', {}],
    ['half a mark', { mark: { instanceUID: aMark().instanceUID, epoch: 1 } }],
    ['an epoch in words', { mark: { ...aMark(), epoch: 'one' } }],
  ])('is not ours by a note that is %s', (_, tycho) => {
    expect(ownershipOf(aNodeOfOurs({ instanceInfo: { tycho } }))).toMatchObject({ kind: 'Foreign' });
  });

  it('is nobody’s on a free node, whatever was left in its notes', () => {
    expect(ownershipOf(aNode())).toEqual({ kind: 'Nobody' });
    expect(ownershipOf(aNodeOfOurs({ instanceUUID: undefined, provisionState: 'available' }))).toEqual({ kind: 'Nobody' });
    expect(ownershipOf(aNodeOfOurs({ instanceUUID: undefined }))).toMatchObject({ kind: 'Disowned' });
  });

  it('is told by every part of the mark', () => {
    const mark = aMark();

    expect(isSameMark(mark, aMark())).toBe(true);
    for (const other of [{ controlPlaneUID: 'x' }, { serverUID: 'x' }, { instanceUID: 'x' }, { epoch: 9 }])
      expect(isSameMark(mark, aMark(other))).toBe(false);
  });
});

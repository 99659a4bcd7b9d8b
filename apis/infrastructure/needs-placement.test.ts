import { describe, expect, it } from 'vitest';
import { anInstance } from '#test/builders/instance.ts';
import { aServer } from '#test/builders/server.ts';
import { needsPlacement } from './needs-placement.ts';
import { savedImageName } from './saved-image.ts';

describe('needsPlacement', () => {
  it('is so for a server that has no incarnation, also for one that is declared stopped', () => {
    expect(needsPlacement(aServer(), [])).toBe(true);
    expect(needsPlacement(aServer({ spec: { power: 'Stopped' } }), [])).toBe(true);
  });

  it('is not so for a server that is being deleted', () => {
    expect(needsPlacement(aServer({ metadata: { deletionTimestamp: '2026-06-01T12:00:00Z' } }), [])).toBe(false);
  });

  it('is so only when nothing is left of any incarnation, by the word of its host', () => {
    const destroyed = anInstance({ status: { phase: 'Destroyed' } });

    expect(needsPlacement(aServer(), [destroyed])).toBe(true);
    expect(needsPlacement(aServer(), [destroyed, anInstance()])).toBe(false);
    for (const phase of ['Pending', 'Running', 'Stopped', 'Failed', 'Lost'] as const) {
      expect(needsPlacement(aServer(), [anInstance({ status: { phase } })])).toBe(false);
    }
  });

  it('is not so for a server that is to be shelved', () => {
    expect(needsPlacement(aServer({ spec: { power: 'Shelved' } }), [])).toBe(false);
  });
});

describe('needsPlacement, for a server that is resized', () => {
  const kept = anInstance({ spec: { power: 'Shelved' }, status: { phase: 'Shelved' } });
  const resize = { keptInstance: kept.metadata.name, previousFlavor: 'small' };
  const resized = aServer({ spec: { flavor: 'large' }, status: { resize } });

  it('is so beside the incarnation that is kept, which can never run again', () => {
    expect(needsPlacement(resized, [kept])).toBe(true);
    expect(needsPlacement(resized, [kept, anInstance({ spec: { epoch: 2 } })])).toBe(false);
  });

  it('is not so before both the wish and the word of the agent say that it cannot run', () => {
    expect(needsPlacement(resized, [anInstance({ spec: { power: 'Shelved' }, status: { phase: 'Saving' } })])).toBe(false);
    expect(needsPlacement(resized, [anInstance({ status: { phase: 'Shelved' } })])).toBe(false);
  });

  it('is not so beside one that nobody has said to keep: its disk may not be saved', () => {
    expect(needsPlacement(aServer({ spec: { flavor: 'large' } }), [kept])).toBe(false);
  });

  it('is not so when the flavor is set back: the kept one makes room first', () => {
    expect(needsPlacement(aServer({ status: { resize } }), [kept])).toBe(false);
  });

  it('is so with the same flavor for a cold migration', () => {
    expect(needsPlacement(aServer({ status: { resize: { ...resize, actionUID: 'action' } } }), [kept])).toBe(true);
  });

  it('is so beside one that is on its way out, once its disk is what the server goes on from', () => {
    const leaving = { ...kept, metadata: { ...kept.metadata, deletionTimestamp: '2026-06-01T12:00:00Z' } };

    expect(needsPlacement(aServer({ status: { savedImage: savedImageName(leaving) } }), [leaving])).toBe(true);
    expect(needsPlacement(aServer({ status: { savedImage: 'another' } }), [leaving])).toBe(false);
    expect(needsPlacement(aServer({ status: { savedImage: savedImageName(kept) } }), [kept])).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { anInstance } from '#test/builders/instance.ts';
import { aServer } from '#test/builders/server.ts';
import { needsPlacement } from './needs-placement.ts';

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
});

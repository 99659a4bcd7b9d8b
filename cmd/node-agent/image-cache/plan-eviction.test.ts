import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planEviction, type CachedFile } from './plan-eviction.ts';

function aFile(path: string, usedAt: number, overrides: Partial<CachedFile> = {}): CachedFile {
  return { path, sizeBytes: 10, fetchedAt: 100, usedAt, ...overrides };
}

describe('planEviction', () => {
  it('removes what was unused longest, and no more than is needed', () => {
    const files = [aFile('new', 300), aFile('old', 100), aFile('middle', 200)];

    const removed = planEviction({ files, pinned: new Set(), pinnedSince: 0, wantedBytes: 11 });

    expect(removed.map(({ path }) => path)).toEqual(['old', 'middle']);
  });

  it('spares what somebody was given, and what may be in use without a note of it', () => {
    const files = [aFile('pinned', 1), aFile('before', 2, { fetchedAt: 49 }), aFile('free', 3)];

    const removed = planEviction({ files, pinned: new Set(['pinned']), pinnedSince: 50, wantedBytes: 1000 });

    expect(removed.map(({ path }) => path)).toEqual(['free']);
  });

  it('never removes what is pinned, whatever is wanted', () => {
    const anyFile = fc.record({ path: fc.string(), sizeBytes: fc.nat(), fetchedAt: fc.nat(), usedAt: fc.nat() });
    fc.assert(
      fc.property(fc.array(anyFile), fc.nat(), fc.nat(), (files, pinnedSince, wantedBytes) => {
        const pinned = new Set(files.filter((_, index) => index % 2 === 0).map(({ path }) => path));
        const removed = planEviction({ files, pinned, pinnedSince, wantedBytes });

        expect(removed.filter(({ path, fetchedAt }) => pinned.has(path) || fetchedAt < pinnedSince)).toEqual([]);
      }),
    );
  });
});

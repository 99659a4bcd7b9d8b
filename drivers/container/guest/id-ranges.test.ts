import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IDRange } from '../specification/guest-specification.ts';
import { defaultIDPool, freeIDRange, idsPerGuest } from './id-ranges.ts';

describe('freeIDRange', () => {
  it('gives ranges that never overlap, until all are taken', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 16, maxLength: 16 }), (salts) => {
        const pool = { firstID: 1_000_000, rangeCount: 16 };
        const taken: IDRange[] = [];
        for (const salt of salts) taken.push(freeIDRange(pool, { taken, salt }));

        expect(new Set(taken.map(({ firstID }) => firstID)).size).toBe(16);
        for (const { firstID, count } of taken) {
          expect((firstID - pool.firstID) % idsPerGuest).toBe(0);
          expect(count).toBe(idsPerGuest);
          expect(firstID + count).toBeLessThanOrEqual(pool.firstID + 16 * idsPerGuest);
        }
        expect(() => freeIDRange(pool, { taken, salt: 'one more' })).toThrow('all 16 ranges');
      }),
    );
  });

  it('begins at a place of its own for each guest', () => {
    const places = ['a', 'b', 'c', 'd'].map((salt) => freeIDRange(defaultIDPool, { taken: [], salt }).firstID);

    expect(new Set(places).size).toBe(4);
  });

  it('stays below what other users of a host take', () => {
    expect(defaultIDPool.firstID + defaultIDPool.rangeCount * idsPerGuest).toBeLessThan(1_879_048_192);
    expect(defaultIDPool.firstID).toBeGreaterThan(524_288);
  });
});

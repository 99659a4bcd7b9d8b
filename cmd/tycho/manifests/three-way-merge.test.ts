import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threeWayMergePatch, type JSONRecord } from './three-way-merge.ts';

/** RFC 7396, from its own text. */
function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = applyMergePatch(result[name], value);
  }
  return result;
}

const record = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ max: 9 }),
    fc.constantFrom('a', 'b'),
    fc.array(fc.integer({ max: 3 }), { maxLength: 2 }),
    tie('record'),
  ),
  record: fc.dictionary(fc.constantFrom('p', 'q', 'r', 's'), tie('value'), { maxKeys: 3 }),
})).record as fc.Arbitrary<JSONRecord>;

describe('threeWayMergePatch', () => {
  it('is empty when the server already has what is declared', () => {
    const current = { spec: { flavor: 'small', power: 'Running' }, status: { phase: 'Running' } };

    expect(threeWayMergePatch({ original: {}, modified: { spec: { flavor: 'small' } }, current })).toEqual({});
  });

  it('sets what differs and leaves alone what others have set', () => {
    const current = { spec: { power: 'Running', zone: 'a' } };

    expect(threeWayMergePatch({ original: {}, modified: { spec: { power: 'Stopped' } }, current })).toEqual({ spec: { power: 'Stopped' } });
  });

  it('removes what was applied last time and is no longer declared', () => {
    const states = {
      original: { metadata: { labels: { a: '1', b: '2' } } },
      modified: { metadata: { labels: { a: '1' } } },
      current: { metadata: { labels: { a: '1', b: '2', others: '3' } } },
    };

    expect(threeWayMergePatch(states)).toEqual({ metadata: { labels: { b: null } } });
  });

  it('replaces lists whole', () => {
    expect(threeWayMergePatch({ original: {}, modified: { list: [1, 2] }, current: { list: [1] } })).toEqual({ list: [1, 2] });
    expect(threeWayMergePatch({ original: {}, modified: { list: [{ a: 1, b: 2 }] }, current: { list: [{ b: 2, a: 1 }] } })).toEqual({});
  });

  it('makes an empty map that is declared', () => {
    expect(threeWayMergePatch({ original: {}, modified: { labels: {} }, current: {} })).toEqual({ labels: {} });
  });

  it('converges: once its patch is applied, nothing is left to change', () => {
    fc.assert(
      fc.property(record, record, record, (original, modified, current) => {
        const next = applyMergePatch(current, threeWayMergePatch({ original, modified, current })) as JSONRecord;

        expect(threeWayMergePatch({ original: modified, modified, current: next })).toEqual({});
      }),
    );
  });
});

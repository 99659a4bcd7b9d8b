import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePatched } from './merge-patch.ts';

describe('a merge patch', () => {
  // RFC 7396, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('on %j of %j gives %j', (target, patch, expected) => {
    expect(mergePatched(target, patch)).toEqual(expected);
  });

  it('keeps the order of what was there', () => {
    expect(Object.keys(mergePatched({ a: 1, b: 2, c: 3 }, { d: 4, b: 5 }) as object)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('changes neither side, and is the same when made twice', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
        const before = JSON.stringify([target, patch]);

        const merged = mergePatched(target, patch);

        expect(mergePatched(merged, patch)).toEqual(merged);
        expect(JSON.stringify([target, patch])).toBe(before);
      }),
    );
  });

  it('does not reach the prototype of anything', () => {
    const patch = JSON.parse('{"__proto__":{"polluted":true}}') as unknown;

    const merged = mergePatched({ a: 1 }, patch) as { polluted?: boolean };

    expect(merged.polluted).toBeUndefined();
    expect(Object.keys(merged)).toEqual(['a', '__proto__']);
  });
});

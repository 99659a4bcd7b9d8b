import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clonePlain, samePlain } from './plain-value.ts';

describe('clonePlain', () => {
  it('gives an equal value that shares nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy = clonePlain(value);

        expect(copy).toEqual(value);
        expect(samePlain(copy, value)).toBe(true);
        if (typeof value === 'object' && value !== null) expect(copy).not.toBe(value);
      }),
    );
  });
});

describe('samePlain', () => {
  it('looks at what is said, not at the order of fields', () => {
    expect(samePlain({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(samePlain({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(samePlain({ a: 1 }, { a: 1, b: undefined })).toBe(true);
  });

  it('agrees with the text of what is said wherever the order is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        if (JSON.stringify(left) === JSON.stringify(right)) expect(samePlain(left, right)).toBe(true);
      }),
    );
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [null, {}],
    [0, false],
    ['1', 1],
    [
      { a: undefined, b: 1 },
      { a: 1, b: undefined },
    ],
  ])('tells %j from %j', (left, right) => {
    expect(samePlain(left, right)).toBe(false);
    expect(samePlain(right, left)).toBe(false);
  });
});

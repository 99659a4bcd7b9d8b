import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePatchBetween } from './merge-patch.ts';

/** JSON objects without null, which a merge patch cannot store. */
const json = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('x', 'y', 1, 2, true),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
    ),
  })).value,
);

/** RFC 7396 in its own words. */
function applied(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete result[field];
    else result[field] = applied(result[field], value);
  }
  return result;
}

describe('mergePatchBetween', () => {
  it('gives a patch that turns the one into the other', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const patch = mergePatchBetween(before, after);

        expect(applied(before, patch ?? {})).toEqual(after);
      }),
    );
  });

  it('gives nothing for equal values, whatever the order of their fields', () => {
    expect(mergePatchBetween({ a: 1, b: { c: [1], d: 2 } }, { b: { d: 2, c: [1] }, a: 1 })).toBeUndefined();
  });

  it('takes a field that is undefined for one that is not there', () => {
    expect(mergePatchBetween({ a: 1 }, { a: undefined })).toEqual({ a: null });
    expect(mergePatchBetween({}, { a: undefined })).toBeUndefined();
  });

  it('replaces a list whole, even if one field of one item differs', () => {
    expect(mergePatchBetween({ list: [{ a: 1, b: 2 }] }, { list: [{ a: 1, b: 3 }] })).toEqual({ list: [{ a: 1, b: 3 }] });
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitset } from './bitset.ts';

const slots = fc.uniqueArray(fc.nat(200));

function bitsetOf(members: readonly number[]): Bitset {
  const set = new Bitset();
  for (const member of members) set.set(member, true);
  return set;
}

describe('Bitset', () => {
  it('holds what was put in, in rising order', () => {
    fc.assert(
      fc.property(slots, (members) => {
        const set = bitsetOf(members);
        expect([...set]).toEqual(members.toSorted((a, b) => a - b));
        expect(set.count()).toBe(members.length);
      }),
    );
  });

  it('intersects, subtracts and counts like sets do', () => {
    fc.assert(
      fc.property(slots, slots, (left, right) => {
        const common = bitsetOf(left);
        common.intersect(bitsetOf(right));
        const rest = bitsetOf(left);
        rest.subtract(bitsetOf(right));

        expect([...common]).toEqual(left.filter((slot) => right.includes(slot)).toSorted((a, b) => a - b));
        expect([...rest]).toEqual(left.filter((slot) => !right.includes(slot)).toSorted((a, b) => a - b));
        expect(bitsetOf(left).countCommon(bitsetOf(right))).toBe(common.count());
      }),
    );
  });

  it('clones without sharing', () => {
    const original = bitsetOf([1, 40]);
    const copy = original.clone();

    copy.set(1, false);

    expect([...original]).toEqual([1, 40]);
    expect([...copy]).toEqual([40]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OffsetSet } from './offset-set.ts';

describe('OffsetSet', () => {
  it('finds the lowest gap as a plain set would, whatever came and went', () => {
    const change = fc.record({ isIn: fc.boolean(), offset: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 400 }), fc.nat(200), fc.nat(300), (changes, first, last) => {
        const [set, model] = [new OffsetSet(), new Set<number>()];
        for (const { isIn, offset } of changes) {
          for (const each of [set, model]) {
            if (isIn) each.add(offset);
            else each.delete(offset);
          }
        }
        let lowest: number | undefined = first;
        while (model.has(lowest)) lowest += 1;

        expect(set.lowestGap(first, last)).toBe(lowest <= last ? lowest : undefined);
        for (let offset = 0; offset < 210; offset += 1) expect(set.has(offset)).toBe(model.has(offset));
      }),
    );
  });

  it('finds the last gap of a large network in little time', () => {
    const set = new OffsetSet();
    for (let offset = 0; offset < 2 ** 24 - 2; offset += 1) set.add(offset);

    expect(set.lowestGap(1, 2 ** 24 - 1)).toBe(2 ** 24 - 2);
  });
});

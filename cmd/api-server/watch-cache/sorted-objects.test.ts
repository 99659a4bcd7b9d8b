import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CachedObject, RecentlyParsed } from './cached-object.ts';
import { SortedObjects, within } from './sorted-objects.ts';

const recent = new RecentlyParsed(10);
const bytes = Buffer.from('{}');

function object(storageKey: string, revision = 1): CachedObject {
  return new CachedObject({ storageKey, bytes, revision, recent });
}

describe('SortedObjects', () => {
  it('is a sorted map, whatever is put and deleted', () => {
    const operations = fc.array(fc.tuple(fc.constantFrom('put', 'delete', 'take'), fc.constantFrom('a', 'a-b', 'a/b', 'b', 'c', 'ca')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(operations, (steps) => {
        const sorted = new SortedObjects([]);
        const model = new Map<string, number>();
        const taken: { readonly array: readonly CachedObject[]; readonly copy: readonly CachedObject[] }[] = [];
        for (const [revision, [step, key]] of steps.entries()) {
          if (step === 'put') {
            sorted.put(object(key, revision));
            model.set(key, revision);
          } else if (step === 'delete') {
            sorted.delete(key);
            model.delete(key);
          } else {
            const array = sorted.take();
            taken.push({ array, copy: [...array] });
          }
        }
        expect(sorted.take().map((each) => [each.storageKey, each.revision])).toEqual(
          [...model].sort(([left], [right]) => (left < right ? -1 : 1)),
        );
        for (const [key, revision] of model) expect(sorted.get(key)?.revision).toBe(revision);
        expect(sorted.get('nothing')).toBeUndefined();
        // What a reader has taken stays as it was.
        for (const { array, copy } of taken) expect(array).toEqual(copy);
      }),
    );
  });

  it('gives the same array to readers between which nothing changed', () => {
    const sorted = new SortedObjects([object('a')]);
    const first = sorted.take();
    const second = sorted.take();
    sorted.put(object('b'));

    expect(second).toBe(first);
    expect(first).toHaveLength(1);
  });

  it('cuts out ranges, end exclusive', () => {
    const objects = ['a', 'b/1', 'b/2', 'c'].map((key) => object(key));

    expect(within(objects, { start: 'b/', end: 'b0' }).map((each) => each.storageKey)).toEqual(['b/1', 'b/2']);
    expect(within(objects, { start: '', end: 'z' })).toBe(objects);
    expect(within(objects, { start: 'x', end: 'z' })).toEqual([]);
  });
});

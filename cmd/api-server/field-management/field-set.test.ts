import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldsV1 } from '#apis/machinery/object-meta.ts';
import { difference, fieldSet, intersection, leaf, placesOf, union, unionOf, type FieldSet } from './field-set.ts';

/** The places of a set as texts: a model in which the algebra of sets is the language's own. */
function texts(set: FieldSet): Set<string> {
  return new Set([...placesOf(set)].map((steps) => steps.join('/')));
}

/** Builds the stored form from places, one after the other. */
function setOf(places: readonly (readonly string[])[]): FieldSet {
  return places.reduce<FieldSet>((sum, steps) => union(sum, along(steps)), undefined);
}

function along(steps: readonly string[]): FieldsV1 {
  const [first, ...rest] = steps;
  return first === undefined ? leaf : (fieldSet(false, { [first]: along(rest) }) ?? leaf);
}

const step = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:"y"');
const places = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 8 });

describe('sets of fields', () => {
  it('hold the places that they were built of, and no others', () => {
    fc.assert(
      fc.property(places, (given) => {
        expect(texts(setOf(given))).toEqual(new Set(given.map((steps) => steps.join('/'))));
      }),
    );
  });

  it('can be united, intersected and subtracted like any sets', () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        const [left, right] = [setOf(one), setOf(other)];

        expect(texts(union(left, right))).toEqual(new Set([...texts(left), ...texts(right)]));
        expect(texts(intersection(left, right))).toEqual(new Set([...texts(left)].filter((each) => texts(right).has(each))));
        expect(texts(difference(left, right))).toEqual(new Set([...texts(left)].filter((each) => !texts(right).has(each))));
      }),
    );
  });

  it('can be united many at once', () => {
    fc.assert(
      fc.property(fc.array(places, { minLength: 1, maxLength: 5 }), (given) => {
        const sets = given.map(setOf).filter((set) => set !== undefined);

        expect(texts(unionOf(sets))).toEqual(new Set(sets.flatMap((set) => [...texts(set)])));
      }),
    );
  });

  it('are nothing at all when nothing is in them', () => {
    fc.assert(
      fc.property(places, (given) => {
        expect(difference(setOf(given), setOf(given))).toBeUndefined();
        expect(intersection(setOf(given), undefined)).toBeUndefined();
      }),
    );
  });

  it('are stored as Kubernetes stores them: the place itself is a dot, unless there is nothing below it', () => {
    expect(setOf([['f:a'], ['f:a', 'f:b'], ['f:c']])).toEqual({ 'f:a': { '.': {}, 'f:b': {} }, 'f:c': {} });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cyclesOf, importGraph, longestChainOf } from './import-graph.ts';

const graphOf = (...edges: string[]) => importGraph(edges.map((edge) => edge.split(' ') as [string, string]));

describe('cyclesOf', () => {
  it('finds none where every import points down', () => {
    expect(cyclesOf(graphOf('a b', 'b c', 'a c'))).toEqual([]);
  });

  it('finds each group that reaches itself, apart from what merely leads to it', () => {
    const graph = graphOf('start a', 'a b', 'b c', 'c a', 'c end', 'x y', 'y x');

    expect(cyclesOf(graph).toSorted((left, right) => left.join().localeCompare(right.join()))).toEqual([
      ['a', 'b', 'c'],
      ['x', 'y'],
    ]);
  });

  it('does not take a file that imports itself for a cycle of two', () => {
    expect(cyclesOf(graphOf('a a'))).toEqual([]);
  });

  it('agrees with a search for a way back, on any graph', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, names), { maxLength: 14 }), (edges) => {
        const graph = importGraph(edges);
        const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
          [...(graph.get(from) ?? [])].some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
        const inCycle = [...graph.keys()].filter((name) => reaches(name, name));

        expect(new Set(cyclesOf(graph).flat())).toEqual(new Set(inCycle));
      }),
    );
  });
});

describe('longestChainOf', () => {
  it('names every link of the longest way down', () => {
    expect(longestChainOf(graphOf('a d', 'a b', 'b c', 'c d', 'd e'))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('counts a cycle as one link', () => {
    expect(longestChainOf(graphOf('a b', 'b c', 'c b', 'c d'))).toHaveLength(3);
  });

  it('is empty without imports', () => {
    expect(longestChainOf(graphOf())).toEqual([]);
  });
});

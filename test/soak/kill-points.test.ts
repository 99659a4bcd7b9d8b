import { describe, expect, it } from 'vitest';
import { nthPoint } from './kill-points.ts';

describe('the points at which lives end', () => {
  it.each([1, 2, 6, 54, 97, 386])('are all visited, each once, in as many lives as there are points: %i', (pointCount) => {
    const visited = Array.from({ length: pointCount }, (_, life) => nthPoint(life + 1, pointCount));

    expect(visited.toSorted((one, other) => one - other)).toEqual(Array.from({ length: pointCount }, (_, point) => point + 1));
  });

  it('are in every quarter of an action after a few lives', () => {
    const quarters = [1, 2, 3, 4, 5].map((life) => Math.ceil(nthPoint(life, 100) / 25));

    expect(new Set(quarters)).toEqual(new Set([1, 2, 3, 4]));
  });
});

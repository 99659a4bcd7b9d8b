import { describe, expect, it } from 'vitest';
import { SeededRandom } from './seeded-random.ts';

describe('SeededRandom', () => {
  it('repeats itself for a seed, and differs for another', () => {
    const draw = (seed: number): readonly number[] => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 5 }, () => random.fraction());
    };

    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('gives children that do not feel what is drawn from others', () => {
    const [one, other] = [new SeededRandom(1), new SeededRandom(1)];
    for (let count = 0; count < 100; count += 1) other.fraction();

    expect(other.child('agent').uuid()).toBe(one.child('agent').uuid());
    expect(one.child('agent').uuid()).not.toBe(one.child('user').uuid());
  });

  it('draws evenly enough', () => {
    const random = new SeededRandom('even');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let count = 0; count < 10_000; count += 1) counts[random.integer(10)]! += 1;

    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('makes uuids of version 4', () => {
    expect(new SeededRandom(1).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { ReaderSlots } from './reader-slots.ts';

function slots(perBlob: number, inTotal: number): ReaderSlots {
  return new ReaderSlots({ limits: { perBlob, inTotal }, random: new SeededRandom('slots') });
}

describe('ReaderSlots', () => {
  it('refuses one more reader of a blob until one has left, and says when to come again', () => {
    const taken = slots(2, 10);
    const leave = taken.enter('a');
    taken.enter('a');

    expect(() => taken.enter('a')).toThrow(expect.objectContaining({ reason: 'Busy', retryAfterSeconds: expect.any(Number) }));
    taken.enter('b');
    leave();
    expect(() => taken.enter('a')).not.toThrow();
  });

  it('refuses one more reader at all', () => {
    const taken = slots(2, 2);
    taken.enter('a');
    taken.enter('b');

    expect(() => taken.enter('c')).toThrow('too many read this');
  });

  it('counts a place as free once, however often it is given back', () => {
    const taken = slots(1, 10);
    const leave = taken.enter('a');
    leave();
    leave();

    expect(taken.count).toBe(0);
    taken.enter('a');
    expect(() => taken.enter('a')).toThrow('too many read this');
  });
});

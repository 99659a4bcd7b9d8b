import { describe, expect, it } from 'vitest';
import { closestWord } from './closest-word.ts';

describe('closestWord', () => {
  it('finds the word with a letter wrong, missing, too many or swapped', () => {
    const words = ['servers', 'flavors', 'images', 'hosts'];

    for (const [wrong, meant] of [
      ['severs', 'servers'],
      ['flavours', 'flavors'],
      ['iamges', 'images'],
      ['HOST', 'hosts'],
    ] as const) {
      expect(closestWord(wrong, words)).toBe(meant);
    }
  });

  it('keeps quiet when nothing is near', () => {
    expect(closestWord('pods', ['servers', 'flavors'])).toBeUndefined();
    expect(closestWord('a', ['xyz'])).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { SystemRandom } from '../machinery/random.ts';
import { hashPassword, isPassword, parsePasswordHash } from './password-hash.ts';

const random = new SystemRandom();

describe('a password hash', () => {
  it.each(['People', 'Machines'] as const)('knows its password and no other (%s)', async (strength) => {
    const hash = parsePasswordHash(await hashPassword('correct horse', random, strength))!;

    expect(await isPassword('correct horse', hash)).toBe(true);
    expect(await isPassword('correct hors', hash)).toBe(false);
    expect(await isPassword('', hash)).toBe(false);
  });

  it('is another one for the same password', async () => {
    expect(await hashPassword('a', random, 'Machines')).not.toBe(await hashPassword('a', random, 'Machines'));
  });

  it.each([
    ['words', 'secret'],
    ['another scheme', '$2b$12$abcdefghijklmnopqrstuv'],
    ['costs that would take all memory', `scrypt$30$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`],
    ['no cost at all', `scrypt$1$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`],
    ['a hash that is cut', `scrypt$15$8$1$${'A'.repeat(22)}$${'A'.repeat(42)}`],
  ])('is not %s', (_, text) => {
    expect(parsePasswordHash(text)).toBeUndefined();
  });
});

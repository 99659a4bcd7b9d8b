import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SystemRandom } from '#apis/machinery/random.ts';
import { decryptValue, encryptValue, keyNameOf, UndecryptableValueError } from './value-cipher.ts';

const random = new SystemRandom();
const key = { name: 'k1', secret: randomBytes(32) };
const storageKey = '/tycho/core/secrets/default/web';
const context = { key, storageKey, random };

describe('encryptValue', () => {
  it('gives back every value, and says by which key it was encrypted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const value = Buffer.from(bytes);
        const stored = encryptValue(value, context);
        expect(keyNameOf(stored)).toBe('k1');
        expect(decryptValue(stored, context).equals(value)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('never gives the same bytes twice, and shows nothing of the value', () => {
    const value = Buffer.from('a secret that everybody would like to read');
    const stored = Array.from({ length: 20 }, () => encryptValue(value, context));

    expect(new Set(stored.map((each) => each.toString('hex'))).size).toBe(20);
    expect(stored.some((each) => each.includes('everybody'))).toBe(false);
  });

  it('opens under its own storage key only', () => {
    const stored = encryptValue(Buffer.from('value'), context);

    expect(() => decryptValue(stored, { key, storageKey: '/tycho/core/secrets/default/other' })).toThrow(UndecryptableValueError);
  });

  it('opens by its own key only, whatever that is called', () => {
    const stored = encryptValue(Buffer.from('value'), context);

    expect(() => decryptValue(stored, { key: { name: 'k1', secret: randomBytes(32) }, storageKey })).toThrow(/the key "k1"/);
  });

  it('refuses a value of which any one bit was changed, or that was cut short', () => {
    const stored = encryptValue(Buffer.from('value'), context);
    const headLength = 'tycho:enc:aesgcm:v1:k1:'.length;
    for (let at = headLength; at < stored.length; at += 1) {
      const damaged = Buffer.from(stored);
      damaged[at] = damaged[at]! ^ 1;
      expect(() => decryptValue(damaged, { key, storageKey })).toThrow(UndecryptableValueError);
      expect(() => decryptValue(stored.subarray(0, at), { key, storageKey })).toThrow(UndecryptableValueError);
    }
  });

  it('knows plain values, and such as claim to be encrypted and name no key', () => {
    expect(keyNameOf(Buffer.from('{"storedVersion":1}'))).toBeUndefined();
    expect(keyNameOf(Buffer.from(''))).toBeUndefined();
    expect(keyNameOf(Buffer.from('tycho:enc:aesgcm:v1:'))).toBe('');
  });
});

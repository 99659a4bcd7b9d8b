import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jsonWebKeySetOf, parseSigningKeys } from './signing-keys.ts';

const pem = { privateKeyEncoding: { format: 'pem', type: 'pkcs8' }, publicKeyEncoding: { format: 'pem', type: 'spki' } } as const;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256', ...pem });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048, ...pem });

describe('parseSigningKeys', () => {
  it('takes the signing key for verification too, and several others of one file', () => {
    const keys = parseSigningKeys({ signing: p256.privateKey, verification: [`${rsa.publicKey}${p256.publicKey}`] });

    expect(keys.signing.algorithm).toBe('ES256');
    expect([...keys.verification.values()].map(({ algorithm }) => algorithm).sort()).toEqual(['ES256', 'RS256']);
  });

  it('gives a key the same id whether it is read from its private or its public half', () => {
    const { signing } = parseSigningKeys({ signing: rsa.privateKey, verification: [] });
    const other = parseSigningKeys({ signing: p256.privateKey, verification: [rsa.publicKey] });

    expect(other.verification.has(signing.id)).toBe(true);
  });

  it.each([
    ['no key', '', []],
    ['two signing keys', p256.privateKey + rsa.privateKey, []],
    ['a public key that is to sign', p256.publicKey, []],
    ['damaged text', p256.privateKey.replaceAll('M', '!'), []],
    ['a verification file without a key', p256.privateKey, ['nothing']],
    ['a short RSA key', generateKeyPairSync('rsa', { modulusLength: 1024, ...pem }).privateKey, []],
    ['a curve that is not for signatures of tokens', generateKeyPairSync('ec', { namedCurve: 'secp256k1', ...pem }).privateKey, []],
  ])('refuses %s', (_, signing, verification) => {
    expect(() => parseSigningKeys({ signing, verification })).toThrow(RangeError);
  });

  it('publishes nothing of the private halves', () => {
    const published = jsonWebKeySetOf(parseSigningKeys({ signing: p256.privateKey, verification: [rsa.privateKey] }));

    expect(published.keys.map(Object.keys).map((names) => names.sort())).toEqual([
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
    ]);
  });
});

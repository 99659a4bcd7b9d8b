import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidLinkError, readLink, signLink, type LinkGrant } from './link-token.ts';

const key = Buffer.alloc(32, 1);
const sha256 = 'ab'.repeat(32);
const upload: LinkGrant = {
  id: 'an-id',
  method: 'PUT',
  project: 'team-a',
  image: { name: 'my-image', uid: 'uid-1' },
  expiresAt: new Date('2030-01-01T00:00:00Z'),
};

describe('readLink', () => {
  it.each<LinkGrant>([upload, { ...upload, sha256 }, { id: 'x', method: 'GET', project: 'p', sha256, expiresAt: upload.expiresAt }])(
    'gives back what was signed',
    (grant) => {
      const token = signLink(grant, key);

      expect(readLink(token, key)).toEqual(grant);
      expect(token).toMatch(/^[\w.-]+$/);
    },
  );

  it('refuses what another key has signed', () => {
    expect(() => readLink(signLink(upload, Buffer.alloc(32, 2)), key)).toThrow(InvalidLinkError);
  });

  it('refuses a token of which any one character is another', () => {
    const token = signLink(upload, key);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.'), (at, character) => {
        fc.pre(token[at] !== character);
        const changed = token.slice(0, at) + character + token.slice(at + 1);

        expect(() => readLink(changed, key)).toThrow(InvalidLinkError);
      }),
    );
  });

  it('refuses a signature put on another grant, and what is no token at all', () => {
    const [, signed] = signLink(upload, key).split('.');
    const [payload] = signLink({ ...upload, project: 'team-b' }, key).split('.');

    for (const junk of [
      `${payload}.${signed}`,
      '',
      '.',
      `${payload}.`,
      'a'.repeat(10_000),
      `${payload}.${signed}.${signed}`,
      '../../etc',
    ]) {
      expect(() => readLink(junk, key)).toThrow(InvalidLinkError);
    }
  });
});

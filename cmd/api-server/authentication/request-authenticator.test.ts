import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import type { Peer } from '../exchange/api-request.ts';
import { RequestAuthenticator } from './request-authenticator.ts';
import { RefusedTokenError, TokenAuthenticators, type TokenAuthenticator } from './token-authenticator.ts';
import { anonymousUser, type User } from './user.ts';

const alice: Peer = { kind: 'Verified', commonName: 'alice', organizations: ['staff'] };
const robot: User = { name: 'robot', uid: '1', groups: ['robots', 'system:authenticated'], extra: { key: ['a'] } };

/** Knows one token by heart, and one that is over. */
const tokens: TokenAuthenticator = {
  authenticateToken: async (token, { audiences }) => {
    if (token === 'old') throw new RefusedTokenError('it has expired');
    return token === 'good' ? { user: robot, audiences } : undefined;
  },
};

const authenticator = new RequestAuthenticator({
  tokens: new TokenAuthenticators([tokens]),
  audiences: ['https://here'],
  logger: silentLogger,
});

describe('RequestAuthenticator', () => {
  it('takes who says nothing for anonymous', async () => {
    expect(await authenticator.authenticate({ peer: undefined, headers: {} })).toBe(anonymousUser);
  });

  it('reads name and groups from a certificate', async () => {
    expect(await authenticator.authenticate({ peer: alice, headers: {} })).toEqual({
      name: 'alice',
      groups: ['staff', 'system:authenticated'],
    });
  });

  it.each(['Bearer good', 'bearer good', 'Bearer  good '])('takes the token of "%s" with its UID and what else it says', async (value) => {
    expect(await authenticator.authenticate({ peer: undefined, headers: { authorization: value } })).toEqual(robot);
  });

  it('lets the certificate say who one is when there is a good token too', async () => {
    const user = await authenticator.authenticate({ peer: alice, headers: { authorization: 'Bearer good' } });

    expect(user.name).toBe('alice');
  });

  it.each([
    ['an unknown token', 'Bearer strange'],
    ['a token that is over', 'Bearer old'],
    ['no token', 'Bearer'],
    ['an empty header', ''],
    ['two headers', 'Bearer good, Bearer good'],
    ['another scheme', 'Basic Z29vZA=='],
    ['the token without a scheme', 'good'],
    ['a token without end', `Bearer ${'a'.repeat(20_000)}`],
  ])('refuses %s, with a certificate or without', async (_, authorization) => {
    for (const peer of [undefined, alice]) {
      await expect(authenticator.authenticate({ peer, headers: { authorization } })).rejects.toThrow(UnauthorizedError);
    }
  });

  it('refuses a certificate that does not hold, whatever token is beside it', async () => {
    const peer: Peer = { kind: 'Refused', reason: 'CERT_HAS_EXPIRED' };

    await expect(authenticator.authenticate({ peer, headers: { authorization: 'Bearer good' } })).rejects.toThrow(UnauthorizedError);
  });

  it('passes on a fault of its own, which is no wrong credential', async () => {
    const broken: TokenAuthenticator = {
      authenticateToken: async () => {
        throw new RangeError('broken');
      },
    };
    const failing = new RequestAuthenticator({ tokens: broken, audiences: [], logger: silentLogger });

    await expect(failing.authenticate({ peer: undefined, headers: { authorization: 'Bearer x' } })).rejects.toThrow(RangeError);
  });
});

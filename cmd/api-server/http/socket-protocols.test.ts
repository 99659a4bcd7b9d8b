import { describe, expect, it } from 'vitest';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import { readSocketProtocols } from './socket-protocols.ts';

const bearer = (token: string): string => `base64url.bearer.authorization.k8s.io.${Buffer.from(token).toString('base64url')}`;

describe('the subprotocols of a WebSocket', () => {
  it('hold a token beside the protocol that is chosen', () => {
    expect(readSocketProtocols(`${bearer('a.b.c')}, base64.binary.k8s.io`)).toEqual({ chosen: 'base64.binary.k8s.io', token: 'a.b.c' });
    expect(readSocketProtocols('v4.channel.k8s.io')).toEqual({ chosen: 'v4.channel.k8s.io', token: undefined });
    expect(readSocketProtocols(undefined)).toEqual({ chosen: undefined, token: undefined });
  });

  it.each([
    ['a token alone, which would have to be told back', bearer('a')],
    ['two tokens', `${bearer('a')}, ${bearer('b')}, x`],
    ['a token that is not in base64url', 'base64url.bearer.authorization.k8s.io.a+b=, x'],
    ['no token where there should be one', 'base64url.bearer.authorization.k8s.io., x'],
  ])('are refused with %s', (_, header) => {
    expect(() => readSocketProtocols(header)).toThrow(UnauthorizedError);
  });
});

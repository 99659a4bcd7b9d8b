import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { aSigningKey } from '#test/builders/account-tokens.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import type { AuthenticationConfiguration } from './authentication/create-authentication.ts';
import { authenticationFlags, readAuthentication } from './authentication-configuration.ts';

const files: Readonly<Record<string, string>> = { '/signing': aSigningKey(), '/other': aSigningKey(), '/nonsense': 'nonsense' };

function read(...parameters: readonly string[]): Promise<AuthenticationConfiguration> {
  const readFile = async (path: string): Promise<Buffer> => {
    const content = files[path];
    if (content === undefined) throw new UsageError(`cannot read ${path}`);
    return Buffer.from(content);
  };
  const values = parseFlags(parameters, authenticationFlags);
  return readAuthentication(values, { clock: new VirtualClock(), logger: silentLogger, readFile });
}

const openID = ['--oidc-issuer-url=https://login.test/realm', '--oidc-client-id=tycho'];

describe('the flags of authentication', () => {
  it('know nobody when there are none', async () => {
    expect(await read()).toEqual({ serviceAccounts: undefined, openID: undefined });
  });

  it('take the issuer for the audience, and its address for that of the keys', async () => {
    const { serviceAccounts } = await read('--service-account-signing-key-file=/signing', '--service-account-issuer=https://api.test/');

    expect(serviceAccounts).toMatchObject({ audiences: ['https://api.test/'], keySetURL: 'https://api.test/openid/v1/jwks' });
  });

  it('verify by further keys, and sign by one', async () => {
    const { serviceAccounts } = await read('--service-account-signing-key-file=/signing', '--service-account-key-file=/other');

    expect(serviceAccounts?.keys.last.verification.size).toBe(2);
  });

  it.each([
    [[], 'https://login.test/realm#'],
    [['--oidc-username-prefix=-'], ''],
    [['--oidc-username-prefix=login:'], 'login:'],
    [['--oidc-username-claim=email'], ''],
  ])('put before names of an issuer, by %j: "%s"', async (more, prefix) => {
    expect((await read(...openID, ...more)).openID?.rules.usernamePrefix).toBe(prefix);
  });

  it('require claims whose values hold an equals sign', async () => {
    const { openID: configuration } = await read(...openID, '--oidc-required-claim=hd=a=b');

    expect([...(configuration?.rules.requiredClaims ?? [])]).toEqual([['hd', 'a=b']]);
  });

  it.each([
    ['--service-account-key-file', ['--service-account-key-file=/other']],
    ['/nonsense: the signing key file', ['--service-account-signing-key-file=/nonsense']],
    ['cannot read /none', ['--service-account-signing-key-file=/none']],
    ['--service-account-issuer', ['--service-account-signing-key-file=/signing', '--service-account-issuer=http://plain.test']],
    [
      '--service-account-max-token-expiration',
      ['--service-account-signing-key-file=/signing', '--service-account-max-token-expiration=60'],
    ],
    ['belong together', ['--oidc-issuer-url=https://login.test']],
    ['belong together', ['--oidc-client-id=tycho']],
    ['--oidc-issuer-url', ['--oidc-issuer-url=http://login.test', '--oidc-client-id=tycho']],
    ['--oidc-issuer-url', ['--oidc-issuer-url=https://login.test?x=1', '--oidc-client-id=tycho']],
    ['--oidc-signing-algs HS256', [...openID, '--oidc-signing-algs=RS256,HS256']],
    ['--oidc-signing-algs none', [...openID, '--oidc-signing-algs=none']],
    ['--oidc-required-claim', [...openID, '--oidc-required-claim=hd']],
    ['the same', [...openID, '--service-account-signing-key-file=/signing', '--service-account-issuer=https://login.test/realm']],
  ])('are refused with words about %s: %j', async (words, parameters) => {
    await expect(read(...parameters)).rejects.toThrow(words);
  });
});

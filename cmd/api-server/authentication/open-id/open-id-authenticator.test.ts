import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';
import { anInProcessApi } from '#test/builders/request-chain.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { RefusedTokenError } from '../token-authenticator.ts';
import { documentFetcher, type FetchDocument } from './https-document.ts';
import { freshSeconds, IssuerKeys, leastSecondsBetweenFetches } from './issuer-keys.ts';
import { OpenIDAuthenticator, provingAlgorithms, type OpenIDRules } from './open-id-authenticator.ts';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A small OpenID Connect issuer, over TLS on this machine. */
class Issuer {
  url = '';
  authorityPEM = '';
  /** What it serves, by path. */
  readonly documents = new Map<string, object>();
  readonly asked: string[] = [];
  isDown = false;
  #server: Server | undefined;

  async start(): Promise<void> {
    const authority = await createAuthority({ commonName: 'issuer', validityDays: 1 });
    const own = await issueCertificate({ authority, commonName: 'issuer', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' });
    this.authorityPEM = authority.certificatePEM;
    const server = createServer({ cert: own.certificatePEM, key: own.privateKeyPEM }, (request, response) => {
      this.asked.push(request.url ?? '');
      const document = this.isDown ? undefined : this.documents.get(request.url ?? '');
      response.writeHead(document === undefined ? 503 : 200).end(JSON.stringify(document ?? {}));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/realm`;
  }

  async serve(keys: Readonly<Record<string, KeyObject>>): Promise<void> {
    const jwks = await Promise.all(Object.entries(keys).map(async ([kid, key]) => ({ ...(await exportJWK(key)), kid })));
    const origin = new URL(this.url).origin;
    this.documents.set('/realm/.well-known/openid-configuration', { issuer: this.url, jwks_uri: `${origin}/keys` });
    this.documents.set('/keys', { keys: jwks });
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}

const issuer = new Issuer();
const rsa: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256: Pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519: Pair = generateKeyPairSync('ed25519');
const strangers: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

beforeAll(() => issuer.start());
afterAll(() => issuer.stop());
beforeEach(async () => {
  issuer.isDown = false;
  issuer.asked.length = 0;
  await issuer.serve({ rsa: rsa.publicKey, p256: p256.publicKey, ed: ed25519.publicKey });
});

/** `undefined`: without that claim. */
type Claims = Readonly<Record<string, unknown>>;

interface World {
  readonly clock: VirtualClock;
  readonly authenticator: OpenIDAuthenticator;
  readonly who: (token: string) => Promise<unknown>;
  readonly token: (claims?: Claims, by?: { readonly key?: KeyObject; readonly alg?: string; readonly kid?: string }) => Promise<string>;
}

const fetcher = (): FetchDocument => documentFetcher({ authorityPEM: issuer.authorityPEM, clock: new SystemClock() });

const rulesOf = (more: Partial<OpenIDRules> = {}): OpenIDRules => ({
  issuerURL: issuer.url,
  clientID: 'tycho',
  usernameClaim: 'sub',
  usernamePrefix: 'oidc:',
  groupsClaim: 'groups',
  groupsPrefix: 'oidc:',
  requiredClaims: new Map(),
  signingAlgorithms: provingAlgorithms,
  ...more,
});

function aWorld(rules: Partial<OpenIDRules> = {}, fetchDocument: FetchDocument = fetcher()): World {
  const clock = new VirtualClock();
  const keys = new IssuerKeys({ issuerURL: issuer.url, fetchDocument, clock, logger: silentLogger });
  const authenticator = new OpenIDAuthenticator({ rules: rulesOf(rules), keys, audiences: ['here'], clock });
  return {
    clock,
    authenticator,
    who: async (token) => (await authenticator.authenticateToken(token, { audiences: ['here'] }))?.user,
    token: (claims = {}, { key = rsa.privateKey, alg = 'RS256', kid = 'rsa' } = {}) => {
      const now = Math.floor(clock.now().getTime() / 1000);
      const payload = { iss: issuer.url, aud: 'tycho', sub: 'alice', iat: now, exp: now + 600, groups: ['staff'], ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
    },
  };
}

const alice = { name: 'oidc:alice', groups: ['oidc:staff', 'system:authenticated'] };

describe('an ID token', () => {
  it.each([
    ['RS256', rsa, 'rsa'],
    ['PS256', rsa, 'rsa'],
    ['ES256', p256, 'p256'],
    ['EdDSA', ed25519, 'ed'],
  ] as const)('that is signed by %s says who one is', async (alg, { privateKey: key }, kid) => {
    const { who, token } = aWorld();

    expect(await who(await token({}, { alg, key, kid }))).toEqual(alice);
  });

  it('opens an api-server, and gives no right by itself', async () => {
    const { token } = aWorld();
    const fetchDocument = fetcher();
    const api = await anInProcessApi({ authentication: { openID: { rules: rulesOf(), fetchDocument } } });
    const ask = (authorization: string) =>
      api.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { as: 'Nobody', headers: { authorization }, body: {} });

    const good = await token();
    expect((await ask(`Bearer ${good}`)).json.status.userInfo).toEqual({ username: 'oidc:alice', groups: alice.groups });
    expect((await ask(`Bearer ${good}x`)).status).toBe(401);
    const list = await api.call('GET', '/api/v1/namespaces', { as: 'Nobody', headers: { authorization: `Bearer ${good}` } });
    expect(list.status).toBe(403);
  });

  it('is for somebody else when another issuer has made it, whose keys are not even asked for', async () => {
    const { who, token } = aWorld();

    expect(await who(await token({ iss: 'https://127.0.0.1:1/realm' }))).toBeUndefined();
    expect(await who(await token({ iss: `${issuer.url}/` }))).toBeUndefined();
    expect(await who('no.token.at-all')).toBeUndefined();
    expect(issuer.asked).toEqual([]);
  });

  it.each<[string, Claims]>([
    ['was made for another client', { aud: 'another' }],
    ['was made for nobody', { aud: [] }],
    ['has expired', { exp: 1_000_000_000 }],
    ['never expires', { exp: undefined }],
    ['is not valid yet', { nbf: 4_000_000_000 }],
    ['names nobody', { sub: '' }],
    ['names somebody by a number', { sub: 7 }],
    ['has groups that are none', { groups: [1] }],
  ])('that %s is refused', async (_, claims) => {
    const { who, token } = aWorld();

    await expect(who(await token(claims))).rejects.toThrow(RefusedTokenError);
  });

  it('may be half a minute off, by the clocks of others', async () => {
    const { clock, who, token } = aWorld();
    const now = Math.floor(clock.now().getTime() / 1000);

    expect(await who(await token({ exp: now - 20, nbf: now + 20 }))).toEqual(alice);
    await expect(who(await token({ exp: now - 60 }))).rejects.toThrow(RefusedTokenError);
    await expect(who(await token({ nbf: now + 60 }))).rejects.toThrow(RefusedTokenError);
  });

  it.each([
    ['a group of administrators', { groups: ['system:masters'] }],
    ['our own processes’ group', { groups: ['tycho:control-plane'] }],
    ['one of our own names', { sub: 'system:serviceaccount:default:robot' }],
  ])('cannot give %s, even where nothing is put in front', async (_, claims) => {
    const { who, token } = aWorld({ usernamePrefix: '', groupsPrefix: '' });

    await expect(who(await token(claims))).rejects.toThrow('our own names');
  });

  it('names people by another claim, by an address only if it is verified', async () => {
    const { who, token } = aWorld({ usernameClaim: 'email', usernamePrefix: '', groupsClaim: undefined });
    const email = 'alice@example.org';

    expect(await who(await token({ email, email_verified: true }))).toEqual({ name: email, groups: ['system:authenticated'] });
    await expect(who(await token({ email, email_verified: false }))).rejects.toThrow('not verified');
    await expect(who(await token({}))).rejects.toThrow('email');
  });

  it('has to have what is required of it', async () => {
    const { who, token } = aWorld({ requiredClaims: new Map([['hd', 'example.org']]) });

    expect(await who(await token({ hd: 'example.org' }))).toEqual(alice);
    await expect(who(await token({ hd: 'example.com' }))).rejects.toThrow('hd');
    await expect(who(await token())).rejects.toThrow('hd');
  });
});

describe('a forged ID token', () => {
  const claims = (): JWTPayload => ({ iss: issuer.url, aud: 'tycho', sub: 'alice', exp: 4_000_000_000 });
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const hmac = (secret: string | Buffer): string => {
    const text = `${encoded({ alg: 'HS256', kid: 'rsa' })}.${encoded(claims())}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const publicPEM = (): string => createPublicKey(rsa.privateKey).export({ format: 'pem', type: 'spki' });

  it.each<[string, (world: World) => string | Promise<string>]>([
    ['without a signature', () => new UnsecuredJWT(claims()).encode()],
    ['with algorithm none and a key’s id', () => `${encoded({ alg: 'none', kid: 'rsa' })}.${encoded(claims())}.`],
    ['by the public key as a secret', () => hmac(publicPEM())],
    ['by the public key’s bytes as a secret', () => hmac(rsa.publicKey.export({ format: 'der', type: 'spki' }))],
    ['by a stranger’s key with the issuer’s id', ({ token }) => token({}, { key: strangers.privateKey })],
    ['by a stranger’s key with an id of its own', ({ token }) => token({}, { key: strangers.privateKey, kid: 'mine' })],
    ['by a key of the issuer with the id of another', ({ token }) => token({}, { key: p256.privateKey, alg: 'ES256', kid: 'rsa' })],
    [
      'with a key of its own in the header',
      async () => {
        const header = { alg: 'RS256', kid: 'rsa', jwk: await exportJWK(strangers.publicKey) };
        return new SignJWT(claims()).setProtectedHeader(header).sign(strangers.privateKey);
      },
    ],
    [
      'with a critical extension that nobody knows',
      async ({ token }) => {
        const [, payload, signature] = (await token()).split('.');
        return `${encoded({ alg: 'RS256', kid: 'rsa', crit: ['x'], x: 1 })}.${payload}.${signature}`;
      },
    ],
    [
      'with another name and the good signature',
      async ({ token }) => {
        const [head, , signature] = (await token()).split('.');
        return `${head}.${encoded({ ...claims(), sub: 'admin' })}.${signature}`;
      },
    ],
  ])('%s is refused', async (_, forge) => {
    const world = aWorld();

    await expect(world.who(await forge(world))).rejects.toThrow(RefusedTokenError);
  });
});

describe('the keys of an issuer', () => {
  const fetches = (): number => issuer.asked.filter((path) => path === '/keys').length;

  it('are fetched once for many tokens, and again after a while', async () => {
    const { clock, who, token } = aWorld();
    for (let round = 0; round < 5; round += 1) await who(await token());
    expect(fetches()).toBe(1);

    await clock.advance(freshSeconds * 1000);
    await who(await token());

    expect(fetches()).toBe(2);
  });

  it('are fetched at once for an id that is new, but seldom, whoever asks', async () => {
    const { clock, who, token } = aWorld();
    await who(await token());
    await clock.advance(leastSecondsBetweenFetches * 1000);
    await issuer.serve({ next: p256.publicKey });

    expect(await who(await token({}, { alg: 'ES256', key: p256.privateKey, kid: 'next' }))).toEqual(alice);
    const noise = Array.from({ length: 20 }, (_, number) => token({}, { key: strangers.privateKey, kid: `noise-${number}` }));
    const results = await Promise.allSettled((await Promise.all(noise)).map(who));

    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(fetches()).toBe(2);
  });

  it('that the issuer has withdrawn are taken no more once it was asked', async () => {
    const { clock, who, token } = aWorld();
    const before = await token({ exp: 4_000_000_000 });
    await who(before);
    await issuer.serve({ p256: p256.publicKey });

    await clock.advance(freshSeconds * 1000);

    await expect(who(before)).rejects.toThrow(RefusedTokenError);
  });

  it('are kept while the issuer is away, and refused tokens are refused, not errors, when there never were any', async () => {
    const [world, late] = [aWorld(), aWorld()];
    await world.who(await world.token());
    issuer.isDown = true;
    await world.clock.advance(freshSeconds * 1000);

    expect(await world.who(await world.token())).toEqual(alice);
    await expect(late.who(await late.token())).rejects.toThrow(RefusedTokenError);
    issuer.isDown = false;
    await late.clock.advance(leastSecondsBetweenFetches * 1000);
    expect(await late.who(await late.token())).toEqual(alice);
  });

  it('are taken only from a document of that very issuer, over HTTPS, from a server that is trusted', async () => {
    const path = '/realm/.well-known/openid-configuration';
    const good = issuer.documents.get(path) as { readonly issuer: string; readonly jwks_uri: string };
    for (const wrong of [
      { ...good, issuer: 'https://another' },
      { ...good, jwks_uri: good.jwks_uri.replace('https', 'http') },
      { issuer: good.issuer },
    ]) {
      issuer.documents.set(path, wrong);
      const { who, token } = aWorld();
      await expect(who(await token())).rejects.toThrow(RefusedTokenError);
    }
    expect(fetches()).toBe(0);
    issuer.documents.set(path, good);
    const distrusting = aWorld({}, documentFetcher({ authorityPEM: undefined, clock: new SystemClock() }));
    await expect(distrusting.who(await distrusting.token())).rejects.toThrow(RefusedTokenError);
  });
});

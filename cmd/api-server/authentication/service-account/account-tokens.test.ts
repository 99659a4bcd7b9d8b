import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { aSigningKey, anAccountTokenConfiguration } from '#test/builders/account-tokens.ts';
import { anInProcessApi, stranger, type Answer, type InProcessApi } from '#test/builders/request-chain.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { secondsBetweenLooks } from '#cmd/bootstrap/reloaded-files.ts';

const accounts = '/api/v1/namespaces/default/serviceaccounts';
const secrets = '/api/v1/namespaces/default/secrets';
const selfReview = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const tokenReview = '/apis/authentication.k8s.io/v1/tokenreviews';

interface World {
  readonly api: InProcessApi;
  readonly files: Map<string, string>;
  readonly fileClock: VirtualClock;
}

/** An api-server with the service account `robot`. */
async function aWorld(): Promise<World> {
  const files = new Map([['/signing', aSigningKey()]]);
  const fileClock = new VirtualClock();
  const api = await anInProcessApi({
    authentication: { serviceAccounts: await anAccountTokenConfiguration({ files, clock: fileClock }) },
  });
  await api.call('POST', accounts, { body: { metadata: { name: 'robot' } } });
  return { api, files, fileClock };
}

const request = (spec: object = {}, name = 'robot'): readonly ['POST', string, { readonly body: object }] => [
  'POST',
  `${accounts}/${name}/token`,
  { body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec } },
];

async function aToken(api: InProcessApi, spec: object = {}): Promise<string> {
  const { status, json } = await api.call(...request(spec));
  if (status !== 201) throw new Error(JSON.stringify(json));
  return json.status.token;
}

const whoami = (api: InProcessApi, token: string): Promise<Answer> =>
  api.call('POST', selfReview, { as: 'Nobody', headers: { authorization: `Bearer ${token}` }, body: {} });

describe('a token of a service account', () => {
  it('has the claims of Kubernetes and says who one is', async () => {
    const { api } = await aWorld();
    const account = (await api.call('GET', `${accounts}/robot`)).json;
    const now = Math.floor(api.registry.clock.now().getTime() / 1000);

    const answer = (await api.call(...request())).json;
    const { jti, ...claims } = decodeJwt(answer.status.token);

    expect(claims).toEqual({
      iss: 'https://issuer.test',
      aud: ['https://issuer.test'],
      sub: 'system:serviceaccount:default:robot',
      iat: now,
      nbf: now,
      exp: now + 3600,
      'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'robot', uid: account.metadata.uid } },
    });
    expect(answer.spec).toEqual({ audiences: ['https://issuer.test'], expirationSeconds: 3600, boundObjectRef: null });
    expect(new Date(answer.status.expirationTimestamp).getTime()).toBe((now + 3600) * 1000);
    expect((await whoami(api, answer.status.token)).json.status.userInfo).toEqual({
      username: 'system:serviceaccount:default:robot',
      uid: account.metadata.uid,
      groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
      extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${jti}`] },
    });
  });

  it('lives as long as it was asked for, and no longer than the operator allows', async () => {
    const { api } = await aWorld();
    const short = await aToken(api, { expirationSeconds: 600 });
    const long = await aToken(api, { expirationSeconds: 2 ** 31 });
    const { clock } = api.registry;

    await clock.advance(599_000);
    expect((await whoami(api, short)).status).toBe(201);
    await clock.advance(20_000);
    expect((await whoami(api, short)).status).toBe(401);
    await clock.advance(80_000_000);
    expect((await whoami(api, long)).status).toBe(201);
    await clock.advance(8_000_000);
    expect((await whoami(api, long)).status).toBe(401);
  });

  it('dies with its account, also when one of the same name is made again', async () => {
    const { api } = await aWorld();
    const token = await aToken(api);

    await api.call('DELETE', `${accounts}/robot`);
    expect((await whoami(api, token)).status).toBe(401);
    await api.call('POST', accounts, { body: { metadata: { name: 'robot' } } });
    expect((await whoami(api, token)).status).toBe(401);
  });

  it('dies with the Secret that it is bound to', async () => {
    const { api } = await aWorld();
    const secret = (await api.call('POST', secrets, { body: { metadata: { name: 'life' } } })).json;
    const token = await aToken(api, { boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name: 'life', uid: secret.metadata.uid } });

    expect((await whoami(api, token)).status).toBe(201);
    await api.call('DELETE', `${secrets}/life`);
    expect((await whoami(api, token)).status).toBe(401);
  });

  it('that is made for somebody else is not taken here', async () => {
    const { api } = await aWorld();
    const token = await aToken(api, { audiences: ['https://vault.test'] });

    expect((await whoami(api, token)).status).toBe(401);
    expect(
      (await api.call('POST', tokenReview, { body: { spec: { token, audiences: ['https://vault.test', 'other'] } } })).json.status,
    ).toMatchObject({ authenticated: true, audiences: ['https://vault.test'], user: { username: 'system:serviceaccount:default:robot' } });
  });

  it('gives no rights by itself, and changes nothing without any', async () => {
    const { api } = await aWorld();
    const token = await aToken(api);
    const headers = { authorization: `Bearer ${token}` };

    expect((await api.call('GET', secrets, { as: 'Nobody', headers })).status).toBe(403);
    expect((await api.call('POST', secrets, { as: 'Nobody', headers, body: { metadata: { name: 'x' } } })).status).toBe(403);
  });
});

describe('a request for a token', () => {
  it.each([
    ['a life of less than ten minutes', { expirationSeconds: 599 }, 422, 'spec.expirationSeconds'],
    ['a life without end', { expirationSeconds: 2 ** 32 + 1 }, 422, 'spec.expirationSeconds'],
    ['half a second', { expirationSeconds: 700.5 }, 422, 'spec.expirationSeconds'],
    ['an empty audience', { audiences: [''] }, 422, 'spec.audiences'],
    ['audiences that are no list', { audiences: 'x' }, 422, 'spec.audiences'],
    ['a bond to a Pod', { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'p' } }, 400, 'spec.boundObjectRef'],
    ['a bond to nothing', { boundObjectRef: { kind: 'Secret', apiVersion: 'v1' } }, 400, 'spec.boundObjectRef.name'],
    ['a bond to a Secret that is not there', { boundObjectRef: { kind: 'Secret', name: 'gone' } }, 404, 'secrets "gone" not found'],
  ])('with %s is refused, by the name of the field', async (_, spec, status, words) => {
    const { api } = await aWorld();

    const answer = await api.call(...request(spec));

    expect(answer.status).toBe(status);
    expect(answer.json.message).toContain(words);
  });

  it('is refused for a Secret that is another of its name', async () => {
    const { api } = await aWorld();
    await api.call('POST', secrets, { body: { metadata: { name: 'life' } } });

    expect((await api.call(...request({ boundObjectRef: { kind: 'Secret', name: 'life', uid: 'another' } }))).status).toBe(409);
  });

  it('is 404 for an account that is not there, and 503 where nobody signs', async () => {
    const { api } = await aWorld();
    const without = await anInProcessApi();
    await without.call('POST', accounts, { body: { metadata: { name: 'robot' } } });

    expect((await api.call(...request({}, 'nobody'))).status).toBe(404);
    expect((await without.call(...request())).status).toBe(503);
  });

  it('gives no token when it is only tried', async () => {
    const { api } = await aWorld();
    const [method, url, call] = request();

    expect((await api.call(method, `${url}?dryRun=All`, call)).json.status).toEqual({ token: '', expirationTimestamp: null });
  });

  it('is not for everybody', async () => {
    const { api } = await aWorld();
    const [method, url, call] = request();

    expect((await api.call(method, url, { ...call, as: stranger })).status).toBe(403);
    expect((await api.call(method, url, { ...call, as: 'Nobody' })).status).toBe(401);
  });
});

describe('a forged token', () => {
  let world: World;
  let good: string;
  let payload: JWTPayload;
  beforeAll(async () => {
    world = await aWorld();
    good = await aToken(world.api);
    payload = decodeJwt(good);
  });

  const strangersKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const signed = (claims: JWTPayload, header: { readonly alg: string; readonly kid?: string }): Promise<string> =>
    new SignJWT(claims).setProtectedHeader(header).sign(strangersKey);

  /** Signed with the published key, as if it were a shared secret. */
  function hmacOfPublicKey(): string {
    const publicKey = createPublicKey(world.files.get('/signing') ?? '').export({ format: 'pem', type: 'spki' });
    const head = Buffer.from(JSON.stringify({ ...decodeProtectedHeader(good), alg: 'HS256' })).toString('base64url');
    const text = `${head}.${good.split('.')[1]}`;
    return `${text}.${createHmac('sha256', publicKey).update(text).digest('base64url')}`;
  }

  it.each<[string, () => string | Promise<string>]>([
    ['without a signature', () => new UnsecuredJWT(payload).encode()],
    ['with an empty signature', () => good.replace(/[^.]+$/, '')],
    ['with algorithm none and the old signature', () => `${new UnsecuredJWT(payload).encode()}${good.split('.')[2]}`],
    ['by the public key as a secret', hmacOfPublicKey],
    ['of a stranger’s key, by our key’s id', () => signed(payload, { alg: 'ES256', kid: decodeProtectedHeader(good).kid ?? '' })],
    ['of a stranger’s key, by its own id', () => signed(payload, { alg: 'ES256', kid: 'own' })],
    ['of a stranger’s key, without an id', () => signed(payload, { alg: 'ES256' })],
    [
      'with other claims and the good signature',
      () => {
        const [head, , signature] = good.split('.');
        const claims = { ...payload, sub: 'system:serviceaccount:default:admin' };
        return `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
      },
    ],
    ['that is cut short', () => good.slice(0, -10)],
    ['that is no token at all', () => 'not.a.token'],
  ])('%s is refused', async (_, forge) => {
    expect((await whoami(world.api, good)).status).toBe(201);
    expect((await whoami(world.api, await forge())).status).toBe(401);
  });
});

describe('keys', () => {
  it('are changed without downtime: the new one is known, then signs, then the old one goes', async () => {
    const { api, files, fileClock } = await aWorld();
    const before = files.get('/signing') ?? '';
    const after = aSigningKey();
    const old = await aToken(api);
    const change = async (signing: string, others: string): Promise<void> => {
      files.set('/signing', signing).set('/others', others);
      await fileClock.advance(secondsBetweenLooks * 1000);
    };

    await change(before, after);
    expect((await whoami(api, old)).status).toBe(201);
    await change(after, before);
    const fresh = await aToken(api);
    expect([(await whoami(api, old)).status, (await whoami(api, fresh)).status]).toEqual([201, 201]);
    await change(after, '');
    expect([(await whoami(api, old)).status, (await whoami(api, fresh)).status]).toEqual([401, 201]);
  });

  it('are published, so that others can check tokens by themselves', async () => {
    const { api } = await aWorld();
    const token = await aToken(api, { audiences: ['vault'] });

    const discovery = await api.call('GET', '/.well-known/openid-configuration', { as: stranger });
    const keys = await api.call('GET', '/openid/v1/jwks', { as: stranger });

    expect(discovery.json).toMatchObject({ issuer: 'https://issuer.test', jwks_uri: 'https://issuer.test/openid/v1/jwks' });
    expect(keys.headers['content-type']).toBe('application/jwk-set+json');
    const { payload } = await jwtVerify(token, createLocalJWKSet(JSON.parse(keys.text)), {
      issuer: discovery.json.issuer,
      audience: 'vault',
      currentDate: api.registry.clock.now(),
    });
    expect(payload.sub).toBe('system:serviceaccount:default:robot');
  });
});

describe('a TokenReview', () => {
  it('tells whose token it is, and repeats no token', async () => {
    const { api } = await aWorld();
    const token = await aToken(api);

    const { status, json, text } = await api.call('POST', tokenReview, { body: { spec: { token } } });

    expect(status).toBe(201);
    expect(json.status).toMatchObject({ authenticated: true, audiences: ['https://issuer.test'] });
    expect(json.status.user.username).toBe('system:serviceaccount:default:robot');
    expect(text).not.toContain(token);
  });

  it.each([
    ['of no known sort', 'whatever', 'nobody here knows'],
    ['that was forged', new UnsecuredJWT({ iss: 'https://issuer.test' }).encode(), 'no key'],
  ])('says why a token %s does not hold', async (_, token, words) => {
    const { api } = await aWorld();

    const { json } = await api.call('POST', tokenReview, { body: { spec: { token } } });

    expect(json.status.authenticated).toBe(false);
    expect(json.status.error).toContain(words);
  });

  it.each([
    ['without a token', {}],
    ['with a number for a token', { token: 1 }],
    ['with audiences that are no list', { token: 'x', audiences: 'y' }],
  ])('%s is refused', async (_, spec) => {
    const { api } = await aWorld();

    expect((await api.call('POST', tokenReview, { body: { spec } })).status).toBe(400);
  });

  it('is not for everybody', async () => {
    const { api } = await aWorld();

    expect((await api.call('POST', tokenReview, { as: stranger, body: { spec: { token: 'x' } } })).status).toBe(403);
  });
});

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { hashPassword } from '#apis/openstack/password-hash.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { identityFault } from '../http/fault-bodies.ts';
import { openApp } from '../http/open-app.ts';
import { parseDirectory } from './directory.ts';
import { addIdentityRoutes } from './identity-routes.ts';
import { Identity } from './identity.ts';
import { LoginLimits, mostFailures } from './login-limits.ts';
import { Tokens } from './tokens.ts';

const random = new SeededRandom('identity');
let [hash, otherHash] = ['', ''];

beforeAll(async () => {
  hash = await hashPassword('secret', random, 'Machines');
  otherHash = await hashPassword('changed', random, 'Machines');
});

const ofDemo = (role: string): string => `passwordHash: '${hash}', defaultProject: default, roles: {default: [${role}]}`;

const usersFile = (demo: string): string => `
projects: [{id: default, name: Everyday}, {id: service}]
users:
- {name: admin, passwordHash: '${hash}', defaultProject: default, roles: {default: [admin]}}
- {name: nova, passwordHash: '${hash}', roles: {service: [service]}}
- {name: demo, ${demo}}
`;

const withCredential = (demo: string): string =>
  `${demo}, applicationCredentials: [{id: ci, name: build, secretHash: '${hash}', project: default}]`;

/** The routes, on a file that a test can change. */
class World {
  readonly clock = new VirtualClock();
  text = usersFile(withCredential(ofDemo('member')));
  readonly identity = new Identity({
    directory: { current: async () => parseDirectory(this.text) },
    tokens: new Tokens({ key: new Uint8Array(32), clock: this.clock, random }),
    limits: new LoginLimits({ clock: this.clock }),
    clock: this.clock,
  });
  readonly #app = openApp({
    services: [
      {
        prefix: '/identity',
        challenge: () => 'Keystone uri="http://h/identity"',
        faultBody: identityFault,
        addRoutes: (app) =>
          addIdentityRoutes(app, {
            identity: this.identity,
            places: () => ({ publicURL: 'http://h', computeURL: 'http://c/v2.1', region: 'R' }),
          }),
      },
    ],
    logger: silentLogger,
    random,
  });

  async ask(
    method: 'GET' | 'POST' | 'DELETE' | 'HEAD',
    path: string,
    options: { readonly token?: string; readonly subject?: string; readonly body?: unknown } = {},
  ) {
    const { token, subject, body } = options;
    const headers = {
      ...(token === undefined ? {} : { 'x-auth-token': token }),
      ...(subject === undefined ? {} : { 'x-subject-token': subject }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const answer = await this.#app.inject({
      method,
      url: `/identity${path}`,
      headers,
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? {} : answer.json() };
  }

  logIn(user: string, { password = 'secret', project }: { readonly password?: string; readonly project?: object } = {}) {
    const identity = { methods: ['password'], password: { user: { name: user, domain: { id: 'default' }, password } } };
    return this.ask('POST', '/v3/auth/tokens', { body: { auth: { identity, ...(project === undefined ? {} : { scope: { project } }) } } });
  }

  async tokenOf(user: string, project?: object): Promise<string> {
    const { status, headers } = await this.logIn(user, project === undefined ? {} : { project });
    if (status !== 201) throw new Error(`${user} cannot log in: ${status}`);
    return String(headers['x-subject-token']);
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});

describe('logging in', () => {
  it('by password gives a token of the default project, with its roles, the implied ones too, and a catalogue', async () => {
    const { status, headers, body } = await world.logIn('admin');

    expect(status).toBe(201);
    expect(headers['vary']).toBe('X-Auth-Token');
    expect(body['token']).toMatchObject({
      methods: ['password'],
      user: { id: 'admin' },
      project: { id: 'default', name: 'Everyday', domain: { id: 'default' } },
    });
    expect(body['token'].roles.map(({ name }: { readonly name: string }) => name)).toEqual(['admin', 'reader', 'member', 'manager']);
    expect(body['token'].catalog.map(({ type }: { readonly type: string }) => type)).toEqual([
      'identity',
      'image',
      'network',
      'volumev3',
      'compute',
    ]);
    expect(new Date(body['token'].expires_at).getTime() - new Date(body['token'].issued_at).getTime()).toBe(3600_000);
  });

  it.each([{ id: 'default' }, { name: 'Everyday', domain: { id: 'default' } }, { name: 'Everyday', domain: { name: 'Default' } }])(
    'is for the project that is asked for: %j',
    async (project) => {
      expect((await world.logIn('demo', { project })).body['token'].project.id).toBe('default');
    },
  );

  it.each([
    ['a user who is not known', 'nobody', {}],
    ['a wrong password', 'demo', { password: 'wrong' }],
    ['a project in which the user has no role', 'demo', { project: { id: 'service' } }],
    ['a project that is not there', 'demo', { project: { id: 'nowhere' } }],
    ['a project of another domain', 'demo', { project: { name: 'Everyday', domain: { name: 'Other' } } }],
  ])('is refused in the same words for %s', async (_, user, options) => {
    const { status, headers, body } = await world.logIn(user, options);

    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Keystone uri="http://h/identity"');
    expect(body).toEqual({ error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' } });
  });

  it.each([
    ['nothing', undefined, 'the body'],
    ['no identity', { auth: {} }, 'auth.identity'],
    [
      'a password that is none',
      { auth: { identity: { methods: ['password'], password: { user: { id: 'demo', password: 7 } } } } },
      'auth.identity.password.user.password',
    ],
    [
      'a password without end',
      { auth: { identity: { methods: ['password'], password: { user: { id: 'demo', password: 'a'.repeat(9999) } } } } },
      'longer than',
    ],
    ['no user', { auth: { identity: { methods: ['password'], password: {} } } }, 'auth.identity.password.user'],
  ])('with %s is refused with the field', async (_, body, words) => {
    const answer = await world.ask('POST', '/v3/auth/tokens', { body });

    expect(answer.status).toBe(400);
    expect(answer.body['error'].message).toContain(words);
  });

  it('is put off after too many wrong passwords, for that user alone', async () => {
    for (let count = 0; count < mostFailures; count += 1) expect((await world.logIn('demo', { password: 'wrong' })).status).toBe(401);

    const { status, headers } = await world.logIn('demo');
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('60');
    expect((await world.logIn('admin')).status).toBe(201);
  });

  it('by an application credential gives its own project, by id or by name and user', async () => {
    for (const credential of [
      { id: 'ci', secret: 'secret' },
      { name: 'build', user: { name: 'demo', domain: { id: 'default' } }, secret: 'secret' },
    ]) {
      const identity = { methods: ['application_credential'], application_credential: credential };
      const { status, body } = await world.ask('POST', '/v3/auth/tokens', { body: { auth: { identity } } });

      expect(status).toBe(201);
      expect(body['token']).toMatchObject({ user: { id: 'demo' }, project: { id: 'default' }, application_credential: { id: 'ci' } });
    }
  });

  it('by a token gives one for another project that ends with it', async () => {
    const first = await world.logIn('admin', { project: { id: 'default' } });
    await world.clock.advance(60_000);
    const identity = { methods: ['token'], token: { id: first.headers['x-subject-token'] } };

    const { status, body } = await world.ask('POST', '/v3/auth/tokens', { body: { auth: { identity, scope: 'unscoped' } } });

    expect(status).toBe(201);
    expect(body['token']).toMatchObject({ methods: ['password', 'token'], expires_at: first.body['token'].expires_at });
    expect(body['token'].project).toBeUndefined();
    expect(body['token'].catalog).toBeUndefined();
  });
});

describe('a token', () => {
  it('is shown to services, to administrators and to whoever has it, and to nobody else', async () => {
    const [demo, nova, admin] = [await world.tokenOf('demo'), await world.tokenOf('nova', { id: 'service' }), await world.tokenOf('admin')];

    for (const token of [demo, nova, admin]) {
      const { status, body } = await world.ask('GET', '/v3/auth/tokens', { token, subject: demo });
      expect(status).toBe(200);
      expect(body['token'].user.id).toBe('demo');
    }
    expect((await world.ask('HEAD', '/v3/auth/tokens', { token: demo, subject: demo })).status).toBe(200);
    expect((await world.ask('GET', '/v3/auth/tokens', { token: demo, subject: nova })).status).toBe(403);
    expect((await world.ask('GET', '/v3/auth/tokens', { token: nova, subject: 'forged' })).status).toBe(404);
    expect((await world.ask('GET', '/v3/auth/tokens', { token: 'forged', subject: demo })).status).toBe(401);
    expect((await world.ask('GET', '/v3/auth/tokens', { subject: demo })).status).toBe(401);
  });

  it('can be taken back by whoever has it', async () => {
    const [demo, nova] = [await world.tokenOf('demo'), await world.tokenOf('nova', { id: 'service' })];

    expect((await world.ask('DELETE', '/v3/auth/tokens', { token: nova, subject: demo })).status).toBe(403);
    expect((await world.ask('DELETE', '/v3/auth/tokens', { token: demo, subject: demo })).status).toBe(204);
    expect((await world.ask('GET', '/v3/auth/tokens', { token: nova, subject: demo })).status).toBe(404);
  });

  it.each([
    ['has no role there any more', () => `passwordHash: '${hash}', roles: {service: [member]}`],
    ['has another password', () => ofDemo('member').replace(hash, otherHash)],
    ['is not there any more', () => `id: other, ${ofDemo('member')}`],
  ])('ends when its user %s', async (_, demo) => {
    const [token, admin] = [await world.tokenOf('demo'), await world.tokenOf('admin')];

    world.text = usersFile(demo());

    expect((await world.ask('GET', '/v3/auth/tokens', { token: admin, subject: token })).status).toBe(404);
  });

  it('has the roles that its user has now', async () => {
    const token = await world.tokenOf('demo');

    world.text = usersFile(ofDemo('reader'));

    await expect(world.identity.verify(token)).resolves.toMatchObject({ userID: 'demo', projectID: 'default', roles: new Set(['reader']) });
  });

  it('for no project speaks for nobody in the other services', async () => {
    const { headers } = await world.logIn('nova');

    await expect(world.identity.verify(String(headers['x-subject-token']))).rejects.toThrow('no project');
  });
});

describe('who there is', () => {
  it('is told to administrators, and to others of themselves', async () => {
    const [demo, admin] = [await world.tokenOf('demo'), await world.tokenOf('admin')];
    const status = async (path: string, token: string): Promise<number> => (await world.ask('GET', path, { token })).status;

    expect((await world.ask('GET', '/v3/projects', { token: admin })).body['projects']).toHaveLength(2);
    expect((await world.ask('GET', '/v3/users?name=demo', { token: admin })).body['users']).toMatchObject([{ id: 'demo' }]);
    expect((await world.ask('GET', '/v3/users/demo/projects', { token: demo })).body['projects']).toMatchObject([{ id: 'default' }]);
    expect((await world.ask('GET', '/v3/auth/projects', { token: demo })).body['projects']).toMatchObject([{ id: 'default' }]);
    expect(await status('/v3/users/demo', demo)).toBe(200);
    expect(await status('/v3/projects/default', demo)).toBe(200);
    expect(await status('/v3/domains/default', demo)).toBe(200);
    for (const path of ['/v3/projects', '/v3/users', '/v3/users/admin', '/v3/projects/service', '/v3/roles'])
      expect(await status(path, demo)).toBe(403);
    for (const path of ['/v3/users/nobody', '/v3/projects/nothing', '/v3/domains/other', '/v3/nothing'])
      expect(await status(path, admin)).toBe(404);
  });

  it('is found out by nobody without a token', async () => {
    for (const path of ['/v3/projects', '/v3/users/demo', '/v3/auth/catalog', '/v3/auth/projects', '/v3/domains']) {
      expect((await world.ask('GET', path)).status).toBe(401);
    }
    expect((await world.ask('GET', '')).body['versions'].values[0].links[0].href).toBe('http://h/identity/v3/');
    expect((await world.ask('GET', '/v3')).body['version'].id).toBe('v3.14');
  });
});

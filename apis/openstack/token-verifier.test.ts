import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ServiceUnavailableError, UnauthorizedError } from '../machinery/errors.ts';
import { IdentityClient } from './identity-client.ts';
import { TokenVerifier } from './token-verifier.ts';

const hourMilliseconds = 3_600_000;
const projectID = '0123456789abcdef0123456789abcdef';

let clock: VirtualClock;
let identityService: StatefulIdentityService;
let identity: IdentityClient;
let verifier: TokenVerifier;

beforeEach(async () => {
  clock = new VirtualClock();
  identityService = await StatefulIdentityService.start(clock);
  identity = new IdentityClient({
    url: `${identityService.url}/v3`,
    credentials: { userName: 'nova', password: 'secret', projectName: 'service' },
    clock,
  });
  verifier = new TokenVerifier({ identity, clock });
});

afterEach(async () => {
  await identity.close();
  await identityService.stop();
});

describe('TokenVerifier', () => {
  it('tells whom a token speaks for, with the roles that its roles imply', async () => {
    identityService.give('alices', { roles: ['Member', 'heat_stack_owner'] });

    expect(await verifier.verify('alices')).toEqual({
      userID: 'u1',
      userName: 'alice',
      projectID,
      projectName: 'demo',
      roles: new Set(['reader', 'member']),
      expiresAt: new Date(clock.now().getTime() + hourMilliseconds),
    });
  });

  it.each([
    ['is not known', 'strangers', 'not good'],
    ['has expired', 'old', 'expired'],
    ['is for no project', 'unscoped', 'for no project'],
    ['is for a project that bears the name of a Namespace of the installation', 'reserved', 'cannot have servers'],
    ['cannot stand in a header', 'a\r\nb', 'none that an identity service gives'],
    ['is longer than any token', 'a'.repeat(10_000), 'none that an identity service gives'],
    ['is empty', '', 'none that an identity service gives'],
  ])('refuses a token that %s', async (_, token, words) => {
    identityService.give('old', { livesMilliseconds: -1000 });
    identityService.give('unscoped', { project: undefined });
    identityService.give('reserved', { project: { id: 'tycho-system', name: 'x' } });

    const refusal = await verifier.verify(token).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(UnauthorizedError);
    expect((refusal as Error).message).toContain(words);
  });

  it('remembers an answer for five minutes, so a revoked token ends then at the latest', async () => {
    identityService.give('alices');
    await verifier.verify('alices');
    identityService.revoke('alices');

    await clock.advance(299_000);
    expect((await verifier.verify('alices')).userID).toBe('u1');

    await clock.advance(2000);
    await expect(verifier.verify('alices')).rejects.toThrow(UnauthorizedError);
  });

  it('remembers no answer for longer than the token lives', async () => {
    identityService.give('short', { livesMilliseconds: 20_000 });
    await verifier.verify('short');

    await clock.advance(21_000);

    await expect(verifier.verify('short')).rejects.toThrow(UnauthorizedError);
  });

  it('asks once about a token that many ask about at the same time, and not again for one that it refused just now', async () => {
    identityService.give('alices');

    await Promise.all(Array.from({ length: 20 }, () => verifier.verify('alices')));
    await Promise.allSettled(Array.from({ length: 20 }, () => verifier.verify('strangers')));
    await Promise.allSettled([verifier.verify('strangers')]);
    expect(identityService.shown).toEqual(['alices', 'strangers']);

    identityService.give('strangers');
    await clock.advance(6000);
    expect((await verifier.verify('strangers')).userName).toBe('alice');
  });

  it('remembers so many tokens at most, and good ones whatever others try', async () => {
    const small = new TokenVerifier({ identity, clock, maximumRemembered: 2 });
    for (const token of ['a', 'b', 'c']) identityService.give(token);
    for (const token of ['a', 'b', 'c']) await small.verify(token);
    for (const token of ['x', 'y', 'z']) await small.verify(token).catch(() => undefined);

    for (const token of ['b', 'c', 'a']) await small.verify(token);

    expect(identityService.shown).toEqual(['a', 'b', 'c', 'x', 'y', 'z', 'a']);
  });

  it('takes a fresh token of its own before its own ends, and after the service forgot it', async () => {
    identityService.give('first', { livesMilliseconds: 9 * hourMilliseconds });
    await verifier.verify('first');
    expect(identityService.logIns).toBe(1);

    await clock.advance(hourMilliseconds - 100_000);
    await verifier.verify('first');
    expect(identityService.logIns).toBe(2);

    identityService.forgetServiceTokens();
    await clock.advance(400_000);
    await verifier.verify('first');
    expect(identityService.logIns).toBe(3);
  });
});

describe('TokenVerifier, when the identity service gives no answer,', () => {
  it('says so, and nothing of the token', async () => {
    await identityService.stop();

    await expect(verifier.verify('alices')).rejects.toThrow(ServiceUnavailableError);
  });

  it('says so after ten seconds of silence', async () => {
    identityService.give('alices');
    await verifier.verify('alices');
    identityService.behaviour = 'Silent';

    const asked = verifier.verify('another').catch((error: unknown) => error);
    await identityService.untilAsked('another');
    await clock.advance(10_000);

    expect(await asked).toMatchObject({ name: 'ServiceUnavailableError', message: expect.stringContaining('no answer in 10 s') as string });
  });

  it.each(['Broken', 'NoJSON'] as const)('says so when its answer cannot be used (%s)', async (behaviour) => {
    identityService.give('alices');
    identityService.behaviour = behaviour;

    await expect(verifier.verify('alices')).rejects.toThrow(ServiceUnavailableError);

    identityService.behaviour = 'Good';
    await clock.advance(2000);
    expect((await verifier.verify('alices')).userID).toBe('u1');
  });

  it('logs in seldom with a password that is refused, since services lock such accounts', async () => {
    identityService.password = 'changed';

    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(verifier.verify(`token-${attempt}`)).rejects.toThrow(/"nova": wrong password/);
    }
    expect(identityService.logIns).toBe(1);

    identityService.password = 'secret';
    identityService.give('alices');
    await clock.advance(2000);
    expect((await verifier.verify('alices')).userID).toBe('u1');
  });
});

interface GivenToken {
  readonly expiresAt: Date;
  readonly roles: readonly string[];
  readonly project: { readonly id: string; readonly name: string } | undefined;
}

/** As much of an identity service as answers for tokens: it gives them for one password and knows which it gave. */
class StatefulIdentityService {
  readonly #server: Server;
  readonly #clock: VirtualClock;
  readonly #tokens = new Map<string, GivenToken>();
  readonly #serviceTokens = new Set<string>();
  /** Each token that was asked about, in the order of the questions. */
  readonly shown: string[] = [];
  logIns = 0;
  password = 'secret';
  behaviour: 'Good' | 'Silent' | 'Broken' | 'NoJSON' = 'Good';

  private constructor(server: Server, clock: VirtualClock) {
    this.#server = server;
    this.#clock = clock;
  }

  static async start(clock: VirtualClock): Promise<StatefulIdentityService> {
    const server = createServer();
    const service = new StatefulIdentityService(server, clock);
    server.on('request', (request, response) => void service.#serve(request, response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  give(token: string, options: { livesMilliseconds?: number; roles?: readonly string[]; project?: GivenToken['project'] } = {}): void {
    const { livesMilliseconds = hourMilliseconds, roles = ['member'] } = options;
    const project = 'project' in options ? options.project : { id: projectID, name: 'demo' };
    this.#tokens.set(token, { expiresAt: new Date(this.#clock.now().getTime() + livesMilliseconds), roles, project });
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }

  forgetServiceTokens(): void {
    this.#serviceTokens.clear();
  }

  async untilAsked(token: string): Promise<void> {
    while (!this.shown.includes(token)) await once(this.#server, 'request');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url!, this.url);
    if (pathname !== '/v3/auth/tokens') return void response.writeHead(404).end();
    if (request.method === 'POST') return this.#logIn(await text(request), response);
    const subject = String(request.headers['x-subject-token']);
    this.shown.push(subject);
    if (this.behaviour === 'Silent') return;
    if (this.behaviour === 'Broken') return void response.writeHead(500).end('{"error": {"message": "database gone"}}');
    if (this.behaviour === 'NoJSON') return void response.writeHead(200).end('<html>');
    if (!this.#serviceTokens.has(String(request.headers['x-auth-token']))) return void response.writeHead(401).end();
    const token = this.#tokens.get(subject);
    if (token === undefined) return void response.writeHead(404).end('{"error": {"message": "no such token"}}');
    response.writeHead(200).end(JSON.stringify({ token: describedAs(token) }));
  }

  #logIn(body: string, response: ServerResponse): void {
    this.logIns += 1;
    const { identity } = (JSON.parse(body) as { auth: { identity: { password: { user: { password: string } } } } }).auth;
    if (identity.password.user.password !== this.password) {
      return void response.writeHead(401).end('{"error": {"message": "wrong password"}}');
    }
    const token = `service-${this.logIns}`;
    this.#serviceTokens.add(token);
    const issuedAt = this.#clock.now();
    const description = { issued_at: issuedAt.toISOString(), expires_at: new Date(issuedAt.getTime() + hourMilliseconds).toISOString() };
    response.writeHead(201, { 'x-subject-token': token }).end(JSON.stringify({ token: description }));
  }
}

function describedAs({ expiresAt, roles, project }: GivenToken): object {
  return {
    user: { id: 'u1', name: 'alice', domain: { id: 'default', name: 'Default' } },
    ...(project === undefined ? {} : { project }),
    roles: roles.map((name) => ({ id: `id-of-${name}`, name })),
    expires_at: expiresAt.toISOString(),
  };
}

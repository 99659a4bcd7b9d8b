import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotaKind } from '#apis/compute/quota.ts';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import { eventually } from '#test/harness/eventually.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { bringTo, draftOf, makeServer, stockCloud } from '#test/harness/nova-servers.ts';

interface Answer {
  readonly code: number;
  readonly body: unknown;
}

/** What is asked of a cloud; `as` is who asks. */
interface Asked {
  readonly as?: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

describe('bad input of the Compute API', () => {
  let desk: NovaDesk;
  let imageID: string;
  let mine: string;
  let theirs: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
    mine = await makeServer(desk, 'member@p1', { imageID, name: 'mine' });
    theirs = await makeServer(desk, 'member@p2', { imageID, name: 'theirs' });
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  /** Over the wire as it stands: chunks where no length is said. */
  const send = async (asked: Asked): Promise<Answer> => {
    const { as = 'member@p1', method = asked.body === undefined ? 'GET' : 'POST', path, body, headers = {} } = asked;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const own = {
      'x-auth-token': as,
      'openstack-api-version': 'compute 2.90',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const sent = httpRequest(`${desk.url}/v2.1${path}`, { method, headers: { ...own, ...headers } }, (answer) => {
      void text(answer).then(
        (words) => resolve({ code: answer.statusCode ?? 0, body: words === '' ? undefined : (JSON.parse(words) as unknown) }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
    return promise;
  };
  const server = (more: object): string =>
    JSON.stringify({ server: { name: 'bad', flavorRef: 'm1.tiny', imageRef: imageID, networks: 'none', ...more } });
  const expectRefused = async (asked: Asked, code: number, key: string, message: RegExp): Promise<void> => {
    const before = await desk.storage.currentRevision();

    expect(await send(asked)).toEqual({ code, body: { [key]: { code, message: expect.stringMatching(message) as string } } });
    expect(await desk.storage.currentRevision()).toBe(before);
  };

  it.each<[string, () => Asked, number, string, RegExp]>([
    ['JSON that ends too soon', () => ({ path: '/servers', body: '{"server": {' }), 400, 'badRequest', /Malformed/],
    ['nothing where a body is needed', () => ({ path: '/servers', body: '' }), 400, 'badRequest', /None is not of type 'object'/],
    ['a list where an object is needed', () => ({ path: '/servers', body: '[]' }), 400, 'badRequest', /is not of type 'object'/],
    [
      'bytes that are no UTF-8',
      () => ({ path: '/servers', body: Buffer.from(server({ name: 'é' }), 'latin1') }),
      400,
      'badRequest',
      /Malformed/,
    ],
    ['a mark before the JSON', () => ({ path: '/servers', body: `\uFEFF${server({})}` }), 400, 'badRequest', /Malformed/],
    [
      'a version of the future',
      () => ({ path: '/servers', headers: { 'openstack-api-version': 'compute 2.99' } }),
      406,
      'computeFault',
      /Version 2.99 is not supported by the API. Minimum is 2.1 and maximum is 2.96/,
    ],
    [
      'a version that is none',
      () => ({ path: '/servers', headers: { 'openstack-api-version': 'compute new' } }),
      400,
      'badRequest',
      /invalid format/,
    ],
    ['no token', () => ({ path: '/servers', as: '' }), 401, 'unauthorized', /requires authentication/],
    ['another project in the address', () => ({ path: '/p2/servers' }), 400, 'badRequest', /doesn't match Context's project_id/],
    ['a project that can be none', () => ({ path: '/os-quota-sets/Not%20One', as: 'admin@p1' }), 400, 'badRequest', /not a valid project/],
    ['another project’s server', () => ({ path: `/servers/${theirs}` }), 404, 'itemNotFound', /could not be found/],
    [
      'what is done to another project’s server',
      () => ({ path: `/servers/${theirs}/action`, body: '{"os-stop": null}' }),
      404,
      'itemNotFound',
      /could not be found/,
    ],
    [
      'the end of another project’s server',
      () => ({ path: `/servers/${theirs}`, method: 'DELETE' }),
      404,
      'itemNotFound',
      /could not be found/,
    ],
    [
      'a marker of what is gone',
      () => ({ path: '/servers?marker=6f70656e-7374-4163-8b00-000000000000' }),
      400,
      'badRequest',
      /marker .* not found/,
    ],
    ['an expression that is none', () => ({ path: '/servers?name=(' }), 400, 'badRequest', /./],
    ['user data that is no base64', () => ({ path: '/servers', body: server({ user_data: '###a' }) }), 400, 'badRequest', /user_data/],
    [
      'user data that is too long',
      () => ({ path: '/servers', body: server({ user_data: Buffer.alloc(60_000).toString('base64') }) }),
      400,
      'badRequest',
      /user_data.*is too long/s,
    ],
    [
      'a mebibyte of metadata',
      () => ({ path: `/servers/${mine}/metadata`, body: JSON.stringify({ metadata: { a: 'x'.repeat(2 ** 20) } }) }),
      413,
      'overLimit',
      /too large/,
    ],
    ['a name of 64 KiB', () => ({ path: '/servers', body: server({ name: 'x'.repeat(65_536) }) }), 400, 'badRequest', /name.*is too long/s],
    ['a name of nothing', () => ({ path: '/servers', body: server({ name: '' }) }), 400, 'badRequest', /name/],
    [
      'more than may be sent, in chunks',
      () => ({ path: '/servers', body: server({ name: 'x'.repeat(200_000) }), headers: { 'transfer-encoding': 'chunked' } }),
      413,
      'overLimit',
      /too large/,
    ],
    [
      'a form',
      () => ({ path: '/servers', body: 'name=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'badMediaType',
      /./,
    ],
  ])('is refused, and changes nothing: %s', async (_what, asked, code, key, message) => {
    await expectRefused(asked(), code, key, message);
  });

  it('is no body in chunks: that is read to its end', async () => {
    const { code } = await send({ path: '/servers', body: server({ name: 'chunked' }), headers: { 'transfer-encoding': 'chunked' } });

    expect(code).toBe(202);
  });

  it('is no expression that takes others for ever: it is answered at once', async () => {
    // A backtracking matcher would need 2 to the power of 60 steps.
    await makeServer(desk, 'member@p1', { imageID, name: `${'a'.repeat(60)}-b` });

    expect(await send({ path: '/servers?name=(a%2B)%2B%24' })).toEqual({ code: 200, body: { servers: [] } });
  });

  it('is several resizes at once: one is done, the others come too late', async () => {
    const resources = { flavor: 'm1.tiny', vcpus: 1, memoryMiB: 64, diskGiB: 1 };
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'twice', status: { resources } });
    const names = Array.from({ length: 8 }, (_, index) => `size-${index}`);
    for (const name of names)
      await desk.ask('admin@p1', 'POST', '/flavors', { body: { flavor: { name, ram: 128, vcpus: 1, disk: 1, id: name } } });

    // A store that answers as late as a real one, so that all have come before the first is done.
    const transact = desk.storage.transact.bind(desk.storage);
    const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
    desk.storage.transact = async (transaction) => later().then(() => transact(transaction));
    const answers = await Promise.all(
      names.map((flavorRef) => send({ path: `/servers/${id}/action`, body: JSON.stringify({ resize: { flavorRef } }) })),
    );

    desk.storage.transact = transact;
    const late = answers.filter(({ code }) => code !== 202);
    expect(late).toHaveLength(names.length - 1);
    const message = `Cannot 'resize' instance ${id} while it is in task_state resize_prep`;
    for (const answer of late) expect(answer).toEqual({ code: 409, body: { conflictingRequest: { code: 409, message } } });
  });

  it('is more than a quota allows: nothing is made, not even a part of it', async () => {
    await makeServer(desk, 'member@small', { imageID, name: 'first' });
    await desk.operator.resource(quotaKind).create(draftOf(quotaKind, 'few', { servers: 2 }, 'small'));
    await eventually(() => {
      if (desk.known.quotas.size === 0) throw new Error('not known yet');
    });

    for (const counts of [{ min_count: 2 }, { min_count: 2, max_count: 5 }])
      await expectRefused({ as: 'member@small', path: '/servers', body: server(counts) }, 403, 'forbidden', /Quota exceeded for instances/);
    // What fits is made where less would do.
    expect((await send({ as: 'member@small', path: '/servers', body: server({ min_count: 1, max_count: 1 }) })).code).toBe(202);
    await expectRefused({ as: 'member@small', path: '/servers', body: server({}) }, 403, 'forbidden', /Quota exceeded for instances/);
  });

  it('is one more member than a group may have', async () => {
    await makeServer(desk, 'member@grouped', { imageID, name: 'alone' });
    await desk.operator.resource(quotaKind).create(draftOf(quotaKind, 'members', { serverGroupMembers: 1 }, 'grouped'));
    const made = await desk.ask('member@grouped', 'POST', '/os-server-groups', {
      version: '2.90',
      body: { server_group: { name: 'g', policy: 'anti-affinity' } },
    });
    const { id: group } = made.body['server_group'] as { readonly id: string };
    const into = (name: string): string => {
      const { server: wish } = JSON.parse(server({ name })) as { readonly server: object };
      return JSON.stringify({ server: wish, 'os:scheduler_hints': { group } });
    };
    expect((await send({ as: 'member@grouped', path: '/servers', body: into('member') })).code).toBe(202);

    await expectRefused({ as: 'member@grouped', path: '/servers', body: into('second') }, 403, 'forbidden', /quota/i);
  });

  it('is no deletion of a flavor that is in use: it goes, and its servers keep their size', async () => {
    await desk.ask('admin@p1', 'POST', '/flavors', { body: { flavor: { name: 'passing', id: 'passing', ram: 96, vcpus: 1, disk: 1 } } });
    const made = await send({ path: '/servers', body: server({ name: 'keeps', flavorRef: 'passing' }) });
    const { id } = (made.body as { readonly server: { readonly id: string } }).server;
    await bringTo(desk, id, {
      phase: 'Running',
      launchedAt: '2026-01-01T00:00:00Z',
      resources: { flavor: 'passing', vcpus: 1, memoryMiB: 96, diskGiB: 1 },
    });

    expect((await send({ as: 'admin@p1', path: '/flavors/passing', method: 'DELETE' })).code).toBe(202);

    expect((await send({ path: `/servers/${id}` })).body).toMatchObject({
      server: { status: 'ACTIVE', flavor: { ram: 96, vcpus: 1, disk: 1 } },
    });
    expect((await send({ path: `/servers/${id}/action`, body: '{"os-stop": null}' })).code).toBe(202);
  });

  it('is a token whose time is over', async () => {
    const tokens = { verify: () => Promise.reject(new UnauthorizedError('the token has expired')) };
    await using late = await NovaDesk.open({ tokens });

    expect(await late.ask('gAAAA', 'GET', '/servers')).toMatchObject({
      code: 401,
      body: { unauthorized: { code: 401, message: 'The request you have made requires authentication.' } },
    });
  });
});

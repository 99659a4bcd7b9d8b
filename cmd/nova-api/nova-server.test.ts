import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverKind } from '#apis/compute/server.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { eventually } from '#test/harness/eventually.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { draftOf, makeServer, stockCloud } from '#test/harness/nova-servers.ts';

describe('the Nova API', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const create = (who: string, server: object) =>
    desk.ask(who, 'POST', '/servers', { body: { server: { flavorRef: 'm1.tiny', imageRef: imageID, ...server } } });
  const idOf = (reply: { readonly body: Record<string, unknown> }): string => (reply.body['server'] as { readonly id: string }).id;

  it('tells its versions to everybody, and nothing else', async () => {
    expect((await desk.ask('', 'GET', '')).body).toMatchObject({ version: { id: 'v2.1', min_version: '2.1' } });

    expect(await desk.ask('', 'GET', '/servers')).toMatchObject({ code: 401, body: { unauthorized: { code: 401 } } });
    expect(await desk.ask('nonsense', 'GET', '/flavors')).toMatchObject({ code: 401 });
  });

  it('tells the size of each disk of a server, not that of all together', async () => {
    const flavor = { name: 'disks', id: 'disks', ram: 64, vcpus: 1, disk: 2, swap: 512, 'OS-FLV-EXT-DATA:ephemeral': 20 };
    expect(await desk.ask('admin@p1', 'POST', '/flavors', { body: { flavor } })).toMatchObject({ code: 200 });

    const id = idOf(await create('member@p7', { name: 'disks', flavorRef: 'disks' }));

    expect((await desk.ask('member@p7', 'GET', `/servers/${id}`, { version: '2.47' })).body).toMatchObject({
      server: { flavor: { original_name: 'disks', disk: 2, ephemeral: 20, swap: 512 } },
    });
  });

  it('refuses files that would go into a server, which is told by the quota of them', async () => {
    const personality = [{ path: '/etc/motd', contents: 'aGVsbG8=' }];
    const refused = { code: 403, body: { forbidden: { message: 'Personality file limit exceeded' } } };

    expect(await create('member@p6', { name: 'with-files', personality })).toMatchObject(refused);
    const id = await makeServer(desk, 'member@p6', { imageID, name: 'without' });
    const rebuild = { imageRef: imageID, personality };
    expect(await desk.ask('member@p6', 'POST', `/servers/${id}/action`, { body: { rebuild } })).toMatchObject(refused);

    expect((await desk.ask('member@p6', 'GET', '/limits')).body).toMatchObject({ limits: { absolute: { maxPersonality: 0 } } });
    expect((await desk.ask('member@p6', 'GET', '/servers')).body).toMatchObject({ servers: [{ name: 'without' }] });
  });

  it('lists its versions, each at a place where it tells of itself', async () => {
    // Paths are below `/v2.1`.
    const { code, body } = await desk.ask('', 'GET', '/..');
    expect(code).toBe(200);
    const versions = body['versions'] as { id: string; links: { href: string }[] }[];

    expect(versions.map(({ id }) => id)).toEqual(['v2.0', 'v2.1']);
    for (const { id, links } of versions) {
      const document = await desk.ask('', 'GET', `/..${new URL(links[0]!.href).pathname}`);
      expect(document.body['version']).toMatchObject({ id, links: expect.arrayContaining(links) as unknown });
    }
  });

  it('answers in 2.1 under its oldest name, whatever version is asked for', async () => {
    const answer = await desk.ask('member@p1', 'GET', '/../v2/p1/flavors/m1.tiny', { version: '2.90' });

    expect(answer).toMatchObject({ code: 200, body: { flavor: { id: 'm1.tiny' } } });
    expect(answer.headers.get('openstack-api-version')).toBe('compute 2.1');
    expect(answer.body['flavor']).not.toHaveProperty('extra_specs');
  });

  it('answers an unknown path, method and project as Nova does', async () => {
    expect(await desk.ask('member@p1', 'GET', '/nothing')).toMatchObject({ code: 404, body: { itemNotFound: { code: 404 } } });
    expect(await desk.ask('member@p1', 'GET', '/servers/')).toMatchObject({ code: 404 });
    expect(await desk.ask('member@p1', 'GET', '/os-simple-tenant-usage/')).toMatchObject({ code: 404 });
    expect(await desk.ask('member@p1', 'PATCH', '/servers')).toMatchObject({ code: 404, body: { itemNotFound: { code: 404 } } });
    expect(await desk.ask('member@p1', 'GET', '/p2/servers')).toMatchObject({ code: 400, body: { badRequest: { code: 400 } } });
    expect(await desk.ask('member@p1', 'GET', '/p1/servers')).toMatchObject({ code: 200, body: { servers: [] } });
  });

  it('makes what the caller asks for, as the caller, and shows it at once', async () => {
    const made = await create('member@p3', { name: 'My Web', metadata: { color: 'red' }, user_data: 'aGVsbG8=' });

    expect(made.code).toBe(202);
    const shown = await desk.ask('member@p3', 'GET', `/servers/${idOf(made)}`);
    expect(shown.body).toMatchObject({
      server: {
        name: 'My Web',
        status: 'BUILD',
        tenant_id: 'p3',
        metadata: { color: 'red' },
        flavor: { id: 'm1.tiny' },
        image: { id: imageID },
      },
    });
    const { spec } = await desk.operator.resource(serverKind).get({ namespace: 'p3', name: 'my-web' });
    expect(spec).toMatchObject({ displayName: 'My Web', flavor: 'm1.tiny', image: 'debian', userData: { secretName: 'my-web-user-data' } });
    const secret = await desk.operator.resource(secretKind).get({ namespace: 'p3', name: 'my-web-user-data' });
    expect(secret).toMatchObject({ data: { userData: 'aGVsbG8=' }, metadata: { ownerReferences: [{ uid: idOf(made) }] } });
  });

  it('gives two servers of one name each its own object', async () => {
    const [one, other] = [await create('member@p4', { name: 'twin' }), await create('member@p4', { name: 'twin' })];

    expect(idOf(one)).not.toBe(idOf(other));
    const { body } = await desk.ask('member@p4', 'GET', '/servers?name=twin');
    expect((body['servers'] as { readonly name: string }[]).map(({ name }) => name)).toEqual(['twin', 'twin']);
  });

  it('lets a reader read and change nothing, and shows nobody what is of another project', async () => {
    const id = idOf(await create('member@p5', { name: 'mine' }));

    expect(await desk.ask('reader@p5', 'GET', `/servers/${id}`)).toMatchObject({ code: 200 });
    expect(await desk.ask('reader@p5', 'DELETE', `/servers/${id}`)).toMatchObject({ code: 403 });
    expect(await desk.ask('member@p6', 'GET', `/servers/${id}`)).toMatchObject({ code: 404 });
    expect(await desk.ask('member@p6', 'DELETE', `/servers/${id}`)).toMatchObject({ code: 404 });
    expect(await desk.ask('admin@p6', 'GET', `/servers/${id}`)).toMatchObject({ code: 200, body: { server: { tenant_id: 'p5' } } });
  });

  it('refuses what its state does not allow, and what a lock forbids', async () => {
    const id = idOf(await create('member@p7', { name: 'busy' }));
    const act = (who: string, body: object) => desk.ask(who, 'POST', `/servers/${id}/action`, { body });

    expect(await act('member@p7', { pause: null })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: `Cannot 'pause' instance ${id} while it is in vm_state building` } },
    });
    expect(await act('member@p7', { lock: null })).toMatchObject({ code: 202 });
    expect(await desk.ask('member@p7', 'DELETE', `/servers/${id}`)).toMatchObject({ code: 409 });
    expect(await act('member@p7', { unlock: null })).toMatchObject({ code: 202 });
    expect(await desk.ask('member@p7', 'DELETE', `/servers/${id}`)).toMatchObject({ code: 204 });
  });

  it('makes no more servers by one request than it can', async () => {
    const many = { name: 'many', min_count: 1, max_count: 1_000_000_000 };

    expect(await create('member@p9', many)).toMatchObject({ code: 403, body: { forbidden: { code: 403 } } });
    expect((await desk.operator.resource(serverKind).list({ namespace: 'p9' })).items).toEqual([]);
  });

  it('makes none of several servers when the quota has no room for the least of them', async () => {
    const quota = draftOf(quotaKind, 'small', { servers: 3 }, 'p10');
    await create('member@p10', { name: 'first' });
    const { metadata } = await desk.operator.resource(quotaKind).create(quota);
    await eventually(async () => {
      if (desk.known.quotas.get({ namespace: 'p10', name: metadata.name }) === undefined) throw new Error('not known yet');
    });

    expect(await create('member@p10', { name: 'many', min_count: 3 })).toMatchObject({
      code: 403,
      body: { forbidden: { message: 'Quota exceeded for instances: Requested 3, but already used 1 of 3 instances' } },
    });
    expect(
      (await desk.operator.resource(serverKind).list({ namespace: 'p10' })).items.map(({ spec }) => spec.displayName ?? 'first'),
    ).toEqual(['first']);
    expect(await create('member@p10', { name: 'few', min_count: 1, max_count: 5 })).toMatchObject({ code: 202 });
    expect((await desk.operator.resource(serverKind).list({ namespace: 'p10' })).items).toHaveLength(3);
  });

  it('names what is not there before anything is made', async () => {
    const missing = '00000000-0000-0000-0000-000000000000';

    expect(await create('member@p8', { name: 'x', imageRef: missing })).toMatchObject({
      code: 400,
      body: { badRequest: { message: `Image ${missing} could not be found.` } },
    });
    expect(await create('member@p8', { name: 'x', flavorRef: 'none' })).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Flavor none could not be found.' } },
    });
    expect(await create('member@p8', { name: 'x', key_name: 'none' })).toMatchObject({ code: 400 });
    expect((await desk.operator.resource(serverKind).list({ namespace: 'p8' })).items).toEqual([]);
  });
});

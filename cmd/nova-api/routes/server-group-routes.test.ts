import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotaKind } from '#apis/compute/quota.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { draftOf, stockCloud } from '#test/harness/nova-servers.ts';

describe('server groups', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const ask = (who: string, method: string, path = '', body?: unknown, version = '2.96') =>
    desk.ask(who, method, `/os-server-groups${path}`, { version, ...(body === undefined ? {} : { body }) });
  const create = (who: string, group: object, version?: string) => ask(who, 'POST', '', { server_group: group }, version);
  const idOf = ({ body }: { readonly body: Record<string, unknown> }) => (body['server_group'] as { readonly id: string }).id;
  const namesOf = ({ body }: { readonly body: Record<string, unknown> }) =>
    (body['server_groups'] as { readonly name: string }[]).map(({ name }) => name);

  it('are made, may share a name, and are deleted', async () => {
    const made = await create('member@p1', { name: 'My group', policy: 'anti-affinity', rules: { max_server_per_host: 3 } });
    const twin = await create('member@p1', { name: 'My group', policy: 'soft-affinity' });

    const expected = { name: 'My group', members: [], project_id: 'p1', user_id: 'member-id' };
    expect(made).toMatchObject({
      code: 200,
      body: { server_group: { ...expected, policy: 'anti-affinity', rules: { max_server_per_host: 3 } } },
    });
    expect(twin.body).toMatchObject({ server_group: { ...expected, policy: 'soft-affinity', rules: {} } });
    expect((await ask('reader@p1', 'GET', `/${idOf(made)}`)).body).toEqual(made.body);
    expect(namesOf(await ask('member@p1', 'GET'))).toEqual(['My group', 'My group']);
    expect(await ask('member@p1', 'DELETE', `/${idOf(made)}`)).toMatchObject({ code: 204 });
    expect(await ask('member@p1', 'DELETE', `/${idOf(made)}`)).toMatchObject({
      code: 404,
      body: { itemNotFound: { message: `Instance group ${idOf(made)} could not be found.` } },
    });
  });

  it('have a list of policies in older versions', async () => {
    const made = await create('member@p2', { name: 'old', policies: ['affinity'] }, '2.12');

    expect(made.body).toEqual({
      server_group: { id: expect.any(String), name: 'old', policies: ['affinity'], metadata: {}, members: [] },
    });
    expect(await create('member@p2', { name: 'soft', policies: ['soft-affinity'] }, '2.14')).toMatchObject({ code: 400 });
  });

  it('tell the ids of the servers in them', async () => {
    const id = idOf(await create('member@p3', { name: 'together', policy: 'affinity' }));
    const server = { name: 'web', flavorRef: 'm1.tiny', imageRef: imageID };
    const made = await desk.ask('member@p3', 'POST', '/servers', { body: { server, 'os:scheduler_hints': { group: id } } });

    const serverID = (made.body['server'] as { readonly id: string }).id;
    expect((await ask('member@p3', 'GET', `/${id}`)).body).toMatchObject({ server_group: { members: [serverID] } });
  });

  it('are of one project, and all of them an administrator’s', async () => {
    const id = idOf(await create('member@p4', { name: 'theirs', policy: 'affinity' }));

    expect(await ask('member@p5', 'GET', `/${id}`)).toMatchObject({ code: 404 });
    expect(namesOf(await ask('member@p5', 'GET', '?all_projects=1'))).toEqual([]);
    expect(namesOf(await ask('admin@p5', 'GET', '?all_projects=1'))).toContain('theirs');
    expect(namesOf(await ask('admin@p5', 'GET'))).toEqual([]);
    expect(await ask('reader@p4', 'DELETE', `/${id}`)).toMatchObject({ code: 403 });
  });

  it('come in pages', async () => {
    for (const name of ['a', 'b', 'c']) await create('member@p6', { name, policy: 'affinity' });

    const [first, rest] = [await ask('member@p6', 'GET', '?limit=2'), await ask('member@p6', 'GET', '?limit=2&offset=2')];
    expect([...namesOf(first), ...namesOf(rest)].toSorted()).toEqual(['a', 'b', 'c']);
    expect(namesOf(first)).toHaveLength(2);
  });

  it('refuse rules that make no sense, and more than the quota allows', async () => {
    expect(await create('member@p7', { name: 'x', policy: 'affinity', rules: { max_server_per_host: 3 } })).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Only anti-affinity policy supports rules.' } },
    });
    await create('member@p7', { name: 'one', policy: 'affinity' });
    await desk.operator.resource(quotaKind).create(draftOf(quotaKind, 'few', { serverGroups: 1 }, 'p7'));
    expect(await create('member@p7', { name: 'two', policy: 'affinity' })).toMatchObject({ code: 403 });
  });
});

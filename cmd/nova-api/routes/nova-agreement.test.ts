import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { makeServer, stockCloud } from '#test/harness/nova-servers.ts';

/** What a comparison with a real Nova (test/conformance/nova-api/compare) found to differ once. */
describe('answers as Nova gives them', () => {
  let desk: NovaDesk;
  let imageID: string;
  let id: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
    id = await makeServer(desk, 'member@p1', { imageID, name: 'web' });
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const create = (server: object, version = '2.90', who = 'member@p1') =>
    desk.ask(who, 'POST', '/servers', { version, body: { server: { name: 'x', flavorRef: 'm1.tiny', imageRef: imageID, ...server } } });

  it('say what they are in without how it is encoded', async () => {
    expect((await desk.ask('member@p1', 'GET', '/servers')).headers.get('content-type')).toBe('application/json');
  });

  it('tell the version also where nothing is found, or where there is no such version', async () => {
    const gone = await desk.ask('member@p1', 'GET', '/os-security-groups', { version: '2.36' });
    expect([gone.code, gone.headers.get('openstack-api-version')]).toEqual([404, 'compute 2.36']);
    const never = await desk.ask('member@p1', 'GET', '/servers', { version: '2.999' });
    expect([never.code, never.headers.get('openstack-api-version'), never.headers.get('vary')]).toEqual([
      406,
      'compute 2.999',
      'OpenStack-API-Version, X-OpenStack-Nova-API-Version',
    ]);
  });

  it('tell of a body that makes no sense before they tell who may', async () => {
    expect((await desk.ask('member@p1', 'POST', '/flavors', { body: {} })).code).toBe(400);
    expect((await desk.ask('member@p1', 'POST', `/servers/${id}/action`, { body: { evacuate: { host: 'x' } } })).code).toBe(400);
  });

  it.each([
    ['member@p1', '/servers?sort_key=host', 403],
    ['admin@p1', '/servers?sort_key=host', 200],
    ['member@p1', '/servers?sort_dir=up', 400],
    ['admin@p1', '/servers?all_tenants=perhaps', 400],
    ['admin@p1', '/servers?all_tenants=no', 200],
    ['member@p1', '/flavors?minRam=much', 400],
    ['member@p1', '/flavors?minDisk=1', 200],
    ['admin@p1', '/os-aggregates/x', 400],
    ['admin@p1', '/os-aggregates/7', 404],
  ])('to %s who asks for %s are %i', async (who, path, code) => {
    expect((await desk.ask(who, 'GET', path)).code).toBe(code);
  });

  it('let administrators alone name a host, and only one that is there', async () => {
    expect((await create({ networks: 'none', host: 'vm-1' })).code).toBe(403);
    expect((await create({ networks: 'none', availability_zone: 'nova:vm-1' })).code).toBe(403);
    expect((await create({ networks: 'none', host: 'vm-1' }, '2.90', 'admin@p1')).code).toBe(400);
    expect((await create({ networks: 'none', availability_zone: 'a:b:c:d' })).code).toBe(400);
  });

  it('refuse user data that is not base64 before anything is made', async () => {
    const before = (await desk.ask('member@p1', 'GET', '/servers')).body;
    expect(await create({ networks: 'none', user_data: '!!!' })).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Userdata content cannot be decoded' } },
    });
    expect((await desk.ask('member@p1', 'GET', '/servers')).body).toEqual(before);
  });

  it('refuse a root disk that comes from nowhere', async () => {
    expect((await create({ networks: 'none', block_device_mapping_v2: [{ boot_index: 0 }] })).code).toBe(400);
  });

  it('describe a server of an old version by its name, and order its tags', async () => {
    const shown = (await desk.ask('member@p1', 'GET', `/servers/${id}`, { version: '2.19' })).body['server'];
    expect(shown).toMatchObject({ description: 'web' });
    const tags = { body: { tags: ['red', 'blue'] }, version: '2.26' };
    expect((await desk.ask('member@p1', 'PUT', `/servers/${id}/tags`, tags)).body).toEqual({ tags: ['blue', 'red'] });
  });

  it('name no security group of a server without networks, and no server groups in lists', async () => {
    const { id: alone } = (await create({ name: 'alone', networks: 'none' })).body['server'] as { readonly id: string };
    const version = '2.90';
    expect((await desk.ask('member@p1', 'GET', `/servers/${alone}`, { version })).body['server']).not.toHaveProperty('security_groups');
    const { servers } = (await desk.ask('member@p1', 'GET', '/servers/detail', { version })).body as { readonly servers: object[] };
    expect(servers.filter((server) => 'server_groups' in server)).toEqual([]);
    expect((await desk.ask('member@p1', 'GET', `/servers/${alone}`, { version })).body['server']).toHaveProperty('server_groups');
  });

  it('know no action of a later version', async () => {
    const action = { body: { trigger_crash_dump: null }, version: '2.16' };
    expect((await desk.ask('member@p1', 'POST', `/servers/${id}/action`, action)).code).toBe(404);
  });

  it('keep what went wrong in a step to administrators', async () => {
    const actions = (await desk.ask('member@p1', 'GET', `/servers/${id}/os-instance-actions`)).body['instanceActions'];
    const [{ request_id: request }] = actions as [{ readonly request_id: string }];
    const path = `/servers/${id}/os-instance-actions/${request}`;
    const eventOf = async (who: string): Promise<unknown> =>
      ((await desk.ask(who, 'GET', path, { version: '2.84' })).body['instanceAction'] as { readonly events: object[] }).events[0];
    expect(await eventOf('member@p1')).not.toHaveProperty('details');
    expect(await eventOf('admin@p1')).toMatchObject({ event: 'compute__do_build_and_run_instance', details: null });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotaKind } from '#apis/compute/quota.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { draftOf, makeServer, stockCloud } from '#test/harness/nova-servers.ts';
import { eventually } from '#test/harness/eventually.ts';

describe('quotas', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const ask = (who: string, method: string, path: string, body?: unknown, version = '2.96') =>
    desk.ask(who, method, path, { version, ...(body === undefined ? {} : { body }) });
  const put = (project: string, quotas: object, query = '') =>
    ask('admin@p9', 'PUT', `/os-quota-sets/${project}${query}`, { quota_set: quotas });
  const nothingSaid = {
    instances: -1,
    cores: -1,
    ram: -1,
    metadata_items: 128,
    key_pairs: -1,
    server_groups: -1,
    server_group_members: -1,
  };

  it('are those that hold where nothing is said, which are shown as defaults', async () => {
    const own = await ask('reader@p1', 'GET', '/os-quota-sets/p1');

    expect(own).toMatchObject({ code: 200, body: { quota_set: { id: 'p1', ...nothingSaid } } });
    expect((await ask('reader@p1', 'GET', '/os-quota-sets/p1/defaults')).body).toEqual(own.body);
    expect((await ask('admin@p9', 'GET', '/os-quota-class-sets/default')).body).toEqual({
      quota_class_set: { id: 'default', ...nothingSaid },
    });
  });

  it('are set by administrators for projects that nobody has seen yet, hold, and are taken back', async () => {
    expect((await put('p2', { instances: 1, ram: '5120', key_pairs: 3 })).body).toEqual({
      quota_set: { ...nothingSaid, instances: 1, ram: 5120, key_pairs: 3 },
    });
    expect((await put('p2', { ram: -1 })).body).toMatchObject({ quota_set: { instances: 1, ram: -1 } });
    const quota = await desk.operator.resource(quotaKind).get({ namespace: 'p2', name: 'openstack' });
    expect(quota.spec).toEqual({ servers: 1, keyPairsPerUser: 3, unlimited: ['memoryMiB'] });

    await makeServer(desk, 'member@p2', { imageID, name: 'one' });
    const server = { name: 'two', flavorRef: 'm1.tiny', imageRef: imageID };
    expect(await ask('member@p2', 'POST', '/servers', { server: { ...server, networks: 'none' } })).toMatchObject({ code: 403 });
    expect(await put('p2', { instances: 0 })).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Quota limit 0 for instances must be greater than or equal to already used and reserved 1.' } },
    });
    expect(await put('p2', { instances: 0, force: 'True' })).toMatchObject({ code: 200, body: { quota_set: { instances: 0 } } });
    expect(await ask('admin@p9', 'DELETE', '/os-quota-sets/p2')).toMatchObject({ code: 202 });
    expect((await ask('member@p2', 'GET', '/os-quota-sets/p2')).body).toMatchObject({ quota_set: { ...nothingSaid } });
  });

  it('tell what is used', async () => {
    await makeServer(desk, 'member@p3', { imageID, name: 'one' });
    await ask('member@p3', 'POST', '/os-server-groups', { server_group: { name: 'g', policy: 'affinity' } });
    await put('p3', { cores: 4 });

    expect((await ask('member@p3', 'GET', '/os-quota-sets/p3/detail')).body).toMatchObject({
      quota_set: {
        id: 'p3',
        instances: { limit: -1, in_use: 1, reserved: 0 },
        cores: { limit: 4, in_use: 1, reserved: 0 },
        ram: { limit: -1, in_use: 64, reserved: 0 },
        server_groups: { limit: -1, in_use: 1, reserved: 0 },
      },
    });
    const limits = {
      rate: [],
      absolute: {
        maxTotalInstances: -1,
        maxTotalCores: 4,
        maxTotalRAMSize: -1,
        maxServerMeta: 128,
        maxTotalKeypairs: -1,
        maxServerGroups: -1,
        maxServerGroupMembers: -1,
        totalInstancesUsed: 1,
        totalCoresUsed: 1,
        totalRAMUsed: 64,
        totalServerGroupsUsed: 1,
      },
    };
    expect((await ask('member@p3', 'GET', '/limits')).body).toEqual({ limits });
    expect((await ask('admin@p9', 'GET', '/limits?tenant_id=p3')).body).toEqual({ limits });
    expect(await ask('member@p4', 'GET', '/limits?tenant_id=p3')).toMatchObject({ code: 403 });
  });

  it('are the least of all that a project has', async () => {
    await put('p5', { instances: 10 });
    await desk.operator.resource(quotaKind).create(draftOf(quotaKind, 'tighter', { servers: 5, serverMetadataItems: 2 }, 'p5'));
    await eventually(() => {
      if (desk.known.quotas.get({ namespace: 'p5', name: 'tighter' }) === undefined) throw new Error('not known yet');
    });

    expect((await ask('member@p5', 'GET', '/os-quota-sets/p5')).body).toMatchObject({ quota_set: { instances: 5, metadata_items: 2 } });
    const server = { name: 'web', flavorRef: 'm1.tiny', imageRef: imageID, metadata: { a: '1', b: '2', c: '3' } };
    expect(await ask('member@p5', 'POST', '/servers', { server: { ...server, networks: 'none' } })).toMatchObject({
      code: 403,
      body: { forbidden: { message: 'Maximum number of metadata items exceeds 2' } },
    });
  });

  it('have what older versions know', async () => {
    const { body } = await ask('member@p6', 'GET', '/os-quota-sets/p6', undefined, '2.35');

    expect(body).toMatchObject({ quota_set: { injected_files: 0, floating_ips: -1, instances: -1 } });
  });

  it("are not for others' eyes", async () => {
    expect(await ask('manager@p6', 'GET', '/os-quota-sets/p7')).toMatchObject({ code: 403 });
    expect(await ask('manager@p6', 'PUT', '/os-quota-sets/p6', { quota_set: { cores: 1 } })).toMatchObject({ code: 403 });
    expect(await ask('manager@p6', 'PUT', '/os-quota-sets/p6?user_id=u1', { quota_set: { cores: 1 } })).toMatchObject({ code: 403 });
    expect(await put('public', { cores: 1 })).toMatchObject({ code: 400 });
    expect(await put('p6', { cores: -2 })).toMatchObject({ code: 400 });
  });

  const serverBody = (name: string, more: object = {}) => ({
    server: { name, flavorRef: 'm1.tiny', imageRef: imageID, networks: 'none', ...more },
  });

  it('are set for one user of a project, hold for what that user makes, and are taken back', async () => {
    await put('p8', { instances: 5 });
    expect((await put('p8', { instances: 2, cores: 3, key_pairs: 4 }, '?user_id=member-id')).body).toEqual({
      quota_set: { ...nothingSaid, instances: 2, cores: 3, key_pairs: 4 },
    });
    const { items } = await desk.operator.resource(quotaKind).list({ namespace: 'p8' });
    expect(items.map(({ spec }) => spec)).toContainEqual({ user: 'openstack:member-id', servers: 2, vcpus: 3, keyPairs: 4 });

    await makeServer(desk, 'member@p8', { imageID, name: 'one' });
    await makeServer(desk, 'manager@p8', { imageID, name: 'of-another' });
    expect((await ask('member@p8', 'GET', '/os-quota-sets/p8/detail?user_id=member-id')).body).toMatchObject({
      quota_set: { instances: { limit: 2, in_use: 1 }, cores: { limit: 3, in_use: 1 }, ram: { limit: -1, in_use: 64 } },
    });
    // All or none, and so before any is made.
    expect(await ask('member@p8', 'POST', '/servers', serverBody('many', { min_count: 2 }))).toMatchObject({
      code: 403,
      body: { forbidden: { message: 'Quota exceeded for instances: Requested 2, but already used 1 of 2 instances' } },
    });
    expect(await ask('member@p8', 'POST', '/servers', serverBody('two'))).toMatchObject({ code: 202 });
    expect(await ask('member@p8', 'POST', '/servers', serverBody('three'))).toMatchObject({ code: 403 });
    expect(await ask('manager@p8', 'POST', '/servers', serverBody('four'))).toMatchObject({ code: 202 });

    expect(await ask('admin@p9', 'DELETE', '/os-quota-sets/p8?user_id=member-id')).toMatchObject({ code: 202 });
    expect((await ask('member@p8', 'GET', '/os-quota-sets/p8?user_id=member-id')).body).toMatchObject({ quota_set: { instances: 5 } });
    expect(await ask('member@p8', 'POST', '/servers', serverBody('three'))).toMatchObject({ code: 202 });
  });

  it('give users no more than the project has and others were not given, unless it is forced, and go with those of the project', async () => {
    await put('p10', { instances: 10 });
    await put('p10', { instances: 6 }, '?user_id=u1');

    expect(await put('p10', { instances: 5 }, '?user_id=u2')).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Quota limit 5 for instances must be less than or equal to 4.' } },
    });
    expect(await put('p10', { instances: -1 }, '?user_id=u2')).toMatchObject({ code: 400 });
    expect(await put('p10', { instances: 10 }, '?user_id=u1')).toMatchObject({ code: 200 });
    expect(await put('p10', { instances: 12, force: true }, '?user_id=u2')).toMatchObject({
      code: 200,
      body: { quota_set: { instances: 12 } },
    });
    expect(await put('p10', { instances: 21 })).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Quota limit 21 for instances must be greater than or equal to already used and reserved 22.' } },
    });
    await ask('admin@p9', 'DELETE', '/os-quota-sets/p10');
    expect((await ask('admin@p9', 'GET', '/os-quota-sets/p10?user_id=u2')).body).toMatchObject({ quota_set: { instances: -1 } });
    expect((await desk.operator.resource(quotaKind).list({ namespace: 'p10' })).items).toEqual([]);
  });
});

describe('the default quotas', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const ask = (who: string, method: string, path: string, body?: unknown, version = '2.96') =>
    desk.ask(who, method, path, { version, ...(body === undefined ? {} : { body }) });
  const change = (limits: object, { version = '2.96', name = 'default' } = {}) =>
    ask('admin@p9', 'PUT', `/os-quota-class-sets/${name}`, { quota_class_set: limits }, version);
  const make = (who: string, name: string) =>
    ask(who, 'POST', '/servers', { server: { name, flavorRef: 'm1.tiny', imageRef: imageID, networks: 'none' } });

  it('hold for each project that sets none of its own, from when they are changed, limit by limit', async () => {
    expect(await change({ instances: 1, cores: 20, metadata_items: 64 })).toMatchObject({
      code: 200,
      body: { quota_class_set: { instances: 1, cores: 20, ram: -1, metadata_items: 64 } },
    });
    await ask('admin@p9', 'PUT', '/os-quota-sets/p2', { quota_set: { instances: -1 } });
    const defaults = { instances: 1, cores: 20, metadata_items: 64 };
    expect((await ask('admin@p9', 'GET', '/os-quota-class-sets/default')).body).toMatchObject({
      quota_class_set: { id: 'default', ...defaults },
    });
    expect((await ask('reader@p1', 'GET', '/os-quota-sets/p1')).body).toMatchObject({ quota_set: defaults });
    expect((await ask('reader@p1', 'GET', '/os-quota-sets/p1/defaults')).body).toMatchObject({ quota_set: defaults });
    expect((await ask('member@p2', 'GET', '/os-quota-sets/p2')).body).toMatchObject({ quota_set: { ...defaults, instances: -1 } });

    expect(await make('member@p1', 'one')).toMatchObject({ code: 202 });
    expect(await make('member@p1', 'two')).toMatchObject({ code: 403 });
    expect(await make('member@p2', 'one')).toMatchObject({ code: 202 });
    expect(await make('member@p2', 'two')).toMatchObject({ code: 202 });

    await change({ instances: -1, cores: -1, metadata_items: 128 });
    expect(await make('member@p1', 'two')).toMatchObject({ code: 202 });
  });

  it('give back what was written of things that there are not, and of other classes, which limit nothing', async () => {
    expect(await change({ floating_ips: 99, injected_files: 7 }, { version: '2.1' })).toMatchObject({
      code: 200,
      body: { quota_class_set: { floating_ips: 99, injected_files: 7, fixed_ips: -1 } },
    });
    expect((await ask('admin@p9', 'GET', '/os-quota-class-sets/default', undefined, '2.1')).body).toMatchObject({
      quota_class_set: { floating_ips: 99, injected_files: 7 },
    });
    expect((await ask('reader@p3', 'GET', '/os-quota-sets/p3', undefined, '2.1')).body).toMatchObject({ quota_set: { floating_ips: 99 } });
    await change({ instances: 0 }, { name: 'gold' });
    expect((await ask('admin@p9', 'GET', '/os-quota-class-sets/gold')).body).toMatchObject({
      quota_class_set: { id: 'gold', instances: 0, cores: -1 },
    });
    expect(await make('member@p3', 'one')).toMatchObject({ code: 202 });
    expect((await ask('admin@p9', 'GET', '/os-quota-class-sets/default')).body).not.toHaveProperty('quota_class_set.floating_ips');
  });

  it('are for administrators to change, in numbers that make sense', async () => {
    expect(await ask('manager@p1', 'PUT', '/os-quota-class-sets/default', { quota_class_set: { cores: 1 } })).toMatchObject({ code: 403 });
    expect(await change({ cores: -2 })).toMatchObject({ code: 400 });
    expect(await change({ cores: 1 }, { name: 'x'.repeat(256) })).toMatchObject({ code: 400 });
    expect(await change({ floating_ips: 1 })).toMatchObject({ code: 400 });
  });
});

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
    expect(quota.spec).toEqual({ servers: 1, keyPairsPerUser: 3 });

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

    expect(body).toMatchObject({ quota_set: { injected_files: 5, floating_ips: -1, instances: -1 } });
  });

  it("are not for others' eyes, nor for single users, nor changed for all at once", async () => {
    expect(await ask('manager@p6', 'GET', '/os-quota-sets/p7')).toMatchObject({ code: 403 });
    expect(await ask('manager@p6', 'PUT', '/os-quota-sets/p6', { quota_set: { cores: 1 } })).toMatchObject({ code: 403 });
    expect(await put('p6', { cores: 1 }, '?user_id=u1')).toMatchObject({ code: 400 });
    expect(await put('public', { cores: 1 })).toMatchObject({ code: 400 });
    expect(await put('p6', { cores: -2 })).toMatchObject({ code: 400 });
    const classes = (cores: number) => ask('admin@p9', 'PUT', '/os-quota-class-sets/default', { quota_class_set: { cores } });
    expect(await classes(-1)).toMatchObject({ code: 200, body: { quota_class_set: nothingSaid } });
    expect(await classes(20)).toMatchObject({ code: 400 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { migrationKind } from '#apis/infrastructure/migration.ts';
import { eventually } from '#test/harness/eventually.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { bringTo, draftOf, makeServer, placeServer, stockCloud } from '#test/harness/nova-servers.ts';

describe('what operators and services do to servers', () => {
  let desk: NovaDesk;
  let imageID: string;
  let id: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
    id = await makeServer(desk, 'member@p1', { imageID, name: 'web' });
    await placeServer(desk, id);
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const act = (body: object, who = 'admin@p1', version = '2.1') => desk.ask(who, 'POST', `/servers/${id}/action`, { version, body });
  const statusOf = async () =>
    ((await desk.ask('member@p1', 'GET', `/servers/${id}`)).body['server'] as { readonly status: string }).status;

  it('is said to be in error, until it is reset or something is done to it', async () => {
    expect((await act({ 'os-resetState': { state: 'error' } })).code).toBe(202);
    expect(await statusOf()).toBe('ERROR');
    expect((await act({ 'os-resetState': { state: 'active' } })).code).toBe(202);
    expect(await statusOf()).toBe('ACTIVE');
    await act({ 'os-resetState': { state: 'error' } });
    expect((await act({ lock: null })).code).toBe(202);
    expect(await statusOf()).toBe('ERROR');
    expect((await act({ unlock: null })).code).toBe(202);
    expect((await act({ 'os-stop': null })).code).toBe(202);
    expect(await statusOf()).not.toBe('ERROR');
    expect((await act({ 'os-resetState': { state: 'error' } }, 'member@p1')).code).toBe(403);
    await bringTo(desk, id, { phase: 'Stopped' });
    expect((await act({ 'os-start': null })).code).toBe(202);
    await bringTo(desk, id, { phase: 'Running' });
  });

  it('says what cannot be, and changes nothing', async () => {
    expect((await act({ 'os-migrateLive': { host: 'nowhere', block_migration: 'auto' } }, 'admin@p1', '2.25')).code).toBe(400);
    expect((await act({ evacuate: { host: 'nowhere' } }, 'admin@p1', '2.14')).code).toBe(404);
    await desk.operator.resource(hostKind).create(draftOf(hostKind, 'host-a', {}));
    await desk.operator.resource(hostKind).patchStatus(
      { name: 'host-a' },
      {
        status: {
          conditions: [{ type: 'Ready', status: 'True', reason: 'Here', message: '', lastTransitionTime: '2026-01-01T00:00:00Z' }],
        },
      },
    );
    await eventually(async () => {
      if (desk.known.hosts.get({ name: 'host-a' })?.status?.conditions === undefined) throw new Error('not known yet');
    });
    expect(await act({ evacuate: {} }, 'admin@p1', '2.14')).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Compute service of host-a is still in use.' } },
    });
    expect((await act({ addSecurityGroup: { name: 'default' } }, 'member@p1')).code).toBe(202);
    expect((await act({ addSecurityGroup: { name: 'web' } }, 'member@p1')).code).toBe(404);
    expect((await act({ removeSecurityGroup: { name: 'default' } }, 'member@p1')).code).toBe(409);
    expect((await act({ injectNetworkInfo: null })).code).toBe(202);
    expect((await act({ addFloatingIp: { address: '10.0.0.9' } }, 'member@p1')).code).toBe(404);
    expect((await act({ removeFixedIp: { address: '10.0.0.9' } }, 'member@p1', '2.43')).code).toBe(400);
    expect((await act({ removeFixedIp: { address: '10.0.0.9' } }, 'member@p1', '2.44')).code).toBe(404);
  });

  it('goes to the host that an administrator names, of which its project is told no name', async () => {
    const shown = (await desk.operator.resource(hostKind).get({ name: 'host-a' })).metadata.uid;
    const destination = () => {
      const server = [...desk.known.servers.list()].find(({ metadata }) => metadata.uid === id);
      return { destination: server?.spec.destination, epoch: server?.status?.epoch ?? 0 };
    };
    await act({ shelve: null });
    await bringTo(desk, id, { phase: 'Shelved' });

    expect((await act({ unshelve: { host: 'host-a' } }, 'manager@p1', '2.91')).code).toBe(403);
    expect((await act({ unshelve: { host: 'nowhere' } }, 'manager@p1', '2.91')).code).toBe(403);
    expect((await act({ unshelve: { host: 'nowhere' } }, 'admin@p1', '2.91')).code).toBe(400);
    expect(destination().destination).toBeUndefined();
    expect((await act({ unshelve: { host: 'host-a' } }, 'admin@p1', '2.91')).code).toBe(202);

    const { destination: named, epoch } = destination();
    expect(named).toEqual({ epoch: epoch + 1, hostID: hostIDOf('p1', shown) });
    await bringTo(desk, id, { phase: 'Running' });
  });

  it('may be made on a host that an administrator names, and nobody else does', async () => {
    const { body } = await desk.ask('member@p1', 'GET', `/servers/${id}`, { version: '2.46' });
    const flavorRef = (body['server'] as { readonly flavor: { readonly id: string } }).flavor.id;
    const make = (who: string, words: object) =>
      desk.ask(who, 'POST', '/servers', {
        version: '2.74',
        body: { server: { name: 'sent', imageRef: imageID, flavorRef, networks: 'none', ...words } },
      });

    expect((await make('member@p1', { host: 'host-a' })).code).toBe(403);
    expect((await make('member@p1', { availability_zone: 'nova:host-a' })).code).toBe(403);
    expect((await make('admin@p1', { hypervisor_hostname: 'nowhere' })).code).toBe(400);
    const made = await make('admin@p1', { host: 'host-a', hypervisor_hostname: 'host-a' });
    expect(made.code).toBe(202);

    const { id: uid } = made.body['server'] as { readonly id: string };
    const server = [...desk.known.servers.list()].find(({ metadata }) => metadata.uid === uid);
    expect(server?.spec.destination?.epoch).toBe(1);
    expect(JSON.stringify(server)).not.toContain('host-a');
  });

  it('comes back from the shelf to where it was bound', async () => {
    expect((await act({ shelve: null })).code).toBe(202);
    await bringTo(desk, id, { phase: 'Shelved' });
    expect((await act({ unshelve: { availability_zone: 'moon' } }, 'member@p1', '2.77')).code).toBe(400);
    expect((await act({ unshelve: { host: 'host-a' } }, 'member@p1', '2.91')).code).toBe(403);
    expect((await act({ unshelve: { availability_zone: null } }, 'member@p1', '2.91')).code).toBe(202);
    await bringTo(desk, id, { phase: 'Running' });
  });

  it('is told of events, each with its own verdict', async () => {
    const tell = (events: object[], who = 'service@p1') =>
      desk.ask(who, 'POST', '/os-server-external-events', { version: '2.93', body: { events } });
    const [here, gone] = [
      { name: 'network-changed', server_uuid: id },
      { name: 'network-changed', server_uuid: imageID },
    ];

    expect(await tell([here])).toMatchObject({ code: 200, body: { events: [{ ...here, code: 200, status: 'completed' }] } });
    expect(await tell([here, gone])).toMatchObject({ code: 207, body: { events: [{ code: 200 }, { code: 404, status: 'failed' }] } });
    expect(await tell([gone])).toMatchObject({ code: 207, body: { events: [{ code: 404, status: 'failed' }] } });
    expect(await tell([{ name: 'volume-extended', server_uuid: id }])).toMatchObject({ code: 207, body: { events: [{ code: 400 }] } });
    expect((await tell([here], 'member@p1')).code).toBe(403);
    expect((await desk.ask('admin@p1', 'DELETE', '/os-assisted-volume-snapshots/x?delete_info=%7B%7D')).code).toBe(404);
  });

  it('has its moves in the list of them, in the words of each version', async () => {
    const spec = {
      type: 'Cold',
      server: { name: 'web', uid: id },
      source: { instance: 'web-1', host: 'host-a' },
      oldFlavor: 'm1.tiny',
      newFlavor: 'm1.tiny',
      requestedBy: 'openstack:member-id',
    };
    const made = await desk.operator.resource(migrationKind).create(draftOf(migrationKind, `${id}-1`, spec, 'p1'));
    await eventually(async () => {
      if (desk.known.migrations.size === 0) throw new Error('not known yet');
    });
    const list = (version: string, query = '', who = 'admin@p2') => desk.ask(who, 'GET', `/os-migrations${query}`, { version });

    const newest = (await list('2.80', '?migration_type=migration')).body['migrations'];
    expect(newest).toMatchObject([
      {
        uuid: made.metadata.uid,
        instance_uuid: id,
        status: 'pre-migrating',
        source_compute: 'host-a',
        user_id: 'member-id',
        project_id: 'p1',
      },
    ]);
    expect((await list('2.1')).body['migrations']).toEqual([
      {
        id: made.status?.number,
        status: 'pre-migrating',
        instance_uuid: id,
        source_compute: 'host-a',
        source_node: 'host-a',
        dest_compute: null,
        dest_node: null,
        dest_host: null,
        old_instance_type_id: null,
        new_instance_type_id: null,
        created_at: expect.any(String) as string,
        updated_at: null,
      },
    ]);
    expect((await list('2.59', '?status=error')).body['migrations']).toEqual([]);
    expect((await list('2.80', '', 'manager@p1')).body['migrations']).toMatchObject([{ source_compute: null }]);
    expect((await list('2.80', '', 'member@p1')).code).toBe(403);
    expect((await desk.ask('admin@p1', 'GET', `/servers/${id}/migrations`, { version: '2.23' })).body).toEqual({ migrations: [] });
    expect((await desk.ask('admin@p1', 'DELETE', `/servers/${id}/migrations/1`, { version: '2.24' })).code).toBe(409);
  });
});

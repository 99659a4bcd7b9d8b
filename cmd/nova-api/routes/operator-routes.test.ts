import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { eventually } from '#test/harness/eventually.ts';
import { anInstance } from '#test/builders/instance.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { bringTo, draftOf, makeServer, stockCloud } from '#test/harness/nova-servers.ts';

type Body = Record<string, unknown>;

describe("what Nova's operators see", () => {
  let desk: NovaDesk;
  let serverID: string;
  const idOfHost = new Map<string, string>();

  beforeAll(async () => {
    desk = await NovaDesk.open();
    const { imageID } = await stockCloud(desk);
    for (const [name, zone] of [['alpha'], ['beta', 'east'], ['gamma']] as const) await addHost(name, zone);
    serverID = await makeServer(desk, 'member@p1', { imageID, name: 'web' });
    await place(serverID, 'alpha');
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  async function addHost(name: string, zone: string | undefined): Promise<void> {
    const hosts = desk.operator.resource(hostKind);
    const made = await hosts.create(draftOf(hostKind, name, { gracePeriodSeconds: 60, ...(zone === undefined ? {} : { zone }) }));
    const at = '2026-01-02T03:04:05Z';
    const ready = {
      type: 'Ready',
      status: name === 'gamma' ? 'False' : 'True',
      reason: 'Test',
      message: 'so it is',
      lastTransitionTime: at,
    };
    const bootedAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
    const inventory = { vcpus: 8, memoryMiB: 4096, diskGiB: 100 };
    await hosts.patchStatus(
      { name },
      {
        status: {
          conditions: [ready],
          inventory,
          driver: 'kvm',
          agentVersion: '1.2.3',
          architecture: 'x86_64',
          ...(name === 'beta' ? {} : { bootedAt }),
        },
      },
    );
    idOfHost.set(name, made.metadata.uid);
    await eventually(() => {
      if (desk.known.hosts.get({ name })?.status?.inventory === undefined) throw new Error('not known yet');
    });
  }

  async function place(id: string, host: string): Promise<void> {
    const { metadata, spec, apiVersion, kind } = anInstance({
      spec: {
        server: { name: 'web', uid: id },
        host: { name: host, uid: idOfHost.get(host)! },
        claim: { vcpus: 2, memoryMiB: 1024, diskGiB: 10 },
      },
    });
    const name = `${id}-1`;
    await desk.operator
      .resource(instanceKind)
      .create({ apiVersion, kind, metadata: { name, namespace: 'p1', finalizers: metadata.finalizers ?? [] }, spec });
    await bringTo(desk, id, { instance: name, zone: 'east' });
    await eventually(() => {
      if (desk.known.instances.size === 0) throw new Error('not known yet');
    });
  }

  const ask = (
    method: string,
    path: string,
    { body, version = '2.96', who = 'admin@p9' }: { body?: unknown; version?: string; who?: string } = {},
  ) => desk.ask(who, method, path, { version, ...(body === undefined ? {} : { body }) });
  const listOf = async (path: string, key: string, version?: string): Promise<Body[]> =>
    (await ask('GET', path, version === undefined ? {} : { version })).body[key] as Body[];

  it('is theirs alone, but for the names of zones', async () => {
    for (const path of ['/os-services', '/os-hypervisors', '/os-hypervisors/detail', '/os-aggregates', '/os-availability-zone/detail'])
      expect(await ask('GET', path, { who: 'manager@p1' })).toMatchObject({ code: 403 });
    expect(await ask('GET', '/os-hosts', { who: 'manager@p1', version: '2.1' })).toMatchObject({ code: 403 });
    expect(await ask('GET', '/os-availability-zone', { who: 'reader@p1' })).toMatchObject({
      code: 200,
      body: {
        availabilityZoneInfo: [
          { zoneName: 'east', zoneState: { available: true }, hosts: null },
          { zoneName: 'nova', zoneState: { available: true }, hosts: null },
        ],
      },
    });
  });

  it('has a service for the agent of each host, which can be disabled for a reason', async () => {
    const [service] = await listOf('/os-services?host=beta', 'services');

    expect(service).toEqual({
      id: idOfHost.get('beta'),
      binary: 'nova-compute',
      host: 'beta',
      zone: 'east',
      status: 'enabled',
      state: 'up',
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}$/),
      disabled_reason: null,
      forced_down: false,
    });
    expect(
      await ask('PUT', `/os-services/${idOfHost.get('beta')}`, { body: { status: 'disabled', disabled_reason: 'new disk' } }),
    ).toMatchObject({
      code: 200,
      body: { service: { status: 'disabled', disabled_reason: 'new disk' } },
    });
    const { spec } = await desk.operator.resource(hostKind).get({ name: 'beta' });
    expect(spec.unschedulable).toBe(true);
    expect(await ask('PUT', `/os-services/${idOfHost.get('beta')}`, { body: { status: 'enabled' } })).toMatchObject({
      body: { service: { status: 'enabled', disabled_reason: null } },
    });
  });

  it('has services known by number and changed by path in older versions', async () => {
    const services = await listOf('/os-services', 'services', '2.1');

    expect(services.map(({ host, state, id }) => [host, state, typeof id])).toEqual([
      ['alpha', 'up', 'number'],
      ['beta', 'up', 'number'],
      ['gamma', 'down', 'number'],
    ]);
    expect(services[0]).not.toHaveProperty('forced_down');
    const [body, version] = [{ host: 'gamma', binary: 'nova-compute', disabled_reason: 'old' }, '2.1'];
    expect((await ask('PUT', '/os-services/disable-log-reason', { body, version })).body).toEqual({
      service: { host: 'gamma', binary: 'nova-compute', status: 'disabled', disabled_reason: 'old' },
    });
    expect((await ask('PUT', '/os-services/enable', { body: { host: 'gamma', binary: 'nova-compute' }, version })).body).toEqual({
      service: { host: 'gamma', binary: 'nova-compute', status: 'enabled' },
    });
    expect(await ask('PUT', '/os-services/enable', { body: { host: 'none', binary: 'nova-compute' }, version })).toMatchObject({
      code: 404,
    });
    expect(await ask('PUT', '/os-services/force-down', { body, version })).toMatchObject({ code: 404 });
  });

  it('refuses changes of services that cannot be', async () => {
    const missing = '00000000-0000-4000-8000-000000000000';

    expect(await ask('PUT', `/os-services/${missing}`, { body: { status: 'enabled' } })).toMatchObject({ code: 404 });
    expect(await ask('PUT', '/os-services/nothing', { body: { status: 'enabled' } })).toMatchObject({ code: 400 });
    expect(await ask('PUT', `/os-services/${idOfHost.get('beta')}`, { body: { disabled_reason: 'x' } })).toMatchObject({ code: 400 });
    expect(await ask('PUT', `/os-services/${idOfHost.get('beta')}`, { body: { forced_down: true } })).toMatchObject({ code: 400 });
    expect(await ask('DELETE', `/os-services/${idOfHost.get('alpha')}`)).toMatchObject({ code: 409 });
  });

  it('has a hypervisor for each host, with the servers on it if asked for', async () => {
    const id = idOfHost.get('alpha');

    expect(await listOf('/os-hypervisors?hypervisor_hostname_pattern=lph', 'hypervisors')).toEqual([
      { id, hypervisor_hostname: 'alpha', state: 'up', status: 'enabled' },
    ]);
    expect((await ask('GET', `/os-hypervisors/${id}?with_servers=true`)).body).toEqual({
      hypervisor: {
        id,
        hypervisor_hostname: 'alpha',
        state: 'up',
        status: 'enabled',
        hypervisor_type: 'QEMU',
        hypervisor_version: 1_002_003,
        host_ip: '0.0.0.0',
        service: { id, host: 'alpha', disabled_reason: null },
        uptime: expect.stringMatching(/^ \d\d:\d\d:\d\d up 2 days, \d+ min$/),
        servers: [{ uuid: serverID, name: `${serverID}-1` }],
      },
    });
    const page = await ask('GET', '/os-hypervisors?limit=1');
    expect(page.body).toMatchObject({ hypervisors: [{ id }], hypervisors_links: [{ href: expect.stringContaining(`marker=${id}`) }] });
    expect(await ask('GET', '/os-hypervisors?hypervisor_hostname_pattern=none')).toMatchObject({ code: 404 });
    expect(await ask('GET', '/os-hypervisors/7')).toMatchObject({ code: 400 });
  });

  it('tells how long a machine has been up, where that is known', async () => {
    const shown = await listOf('/os-hypervisors/detail', 'hypervisors');
    const uptime = (name: string, version = '2.87') => ask('GET', `/os-hypervisors/${idOfHost.get(name)}/uptime`, { version });

    expect(shown.map((each) => each['uptime'])).toEqual([expect.stringContaining('up 2 days'), null, null]);
    expect(await uptime('alpha')).toMatchObject({
      code: 200,
      body: { hypervisor: { hypervisor_hostname: 'alpha', uptime: expect.stringContaining('up 2 days') } },
    });
    expect(await uptime('beta')).toMatchObject({ code: 501 });
    expect(await uptime('gamma')).toMatchObject({ code: 400 });
    expect(await uptime('alpha', '2.88')).toMatchObject({ code: 404 });
  });

  it('has numbers, sums and searches of hypervisors in older versions', async () => {
    const [shown] = await listOf('/os-hypervisors/detail', 'hypervisors', '2.1');

    expect(shown).toMatchObject({
      id: expect.any(Number),
      service: { id: expect.any(Number), host: 'alpha', disabled_reason: null },
      vcpus: 8,
      vcpus_used: 2,
      memory_mb_used: 1536,
      free_ram_mb: 2560,
      local_gb_used: 10,
      running_vms: 1,
      cpu_info: '{"arch":"x86_64"}',
    });
    const number = shown?.['id'];
    expect(await ask('GET', `/os-hypervisors/${String(number)}`, { version: '2.52' })).toMatchObject({
      body: { hypervisor: { id: number } },
    });
    expect((await ask('GET', '/os-hypervisors/statistics', { version: '2.87' })).body).toMatchObject({
      hypervisor_statistics: { count: 3, vcpus: 24, vcpus_used: 2, running_vms: 1 },
    });
    expect((await ask('GET', '/os-hypervisors/alp/servers', { version: '2.52' })).body).toEqual({
      hypervisors: [
        { id: number, hypervisor_hostname: 'alpha', state: 'up', status: 'enabled', servers: [{ uuid: serverID, name: `${serverID}-1` }] },
      ],
    });
    expect(await ask('GET', '/os-hypervisors/none/search', { version: '2.52' })).toMatchObject({ code: 404 });
    expect(await ask('GET', '/os-hypervisors/statistics')).toMatchObject({ code: 404 });
  });

  it('has hosts with what is whose until 2.42', async () => {
    const version = '2.42';

    expect(await listOf('/os-hosts?zone=east', 'hosts', version)).toEqual([{ host_name: 'beta', service: 'compute', zone: 'east' }]);
    const { body } = await ask('GET', '/os-hosts/alpha', { version });
    expect((body['host'] as { readonly resource: Body }[]).map(({ resource }) => [resource['project'], resource['cpu']])).toEqual([
      ['(total)', 8],
      ['(used_now)', 2],
      ['(used_max)', 2],
      ['p1', 2],
    ]);
    expect((await ask('PUT', '/os-hosts/gamma', { version, body: { status: 'enable' } })).body).toEqual({
      host: 'gamma',
      status: 'enabled',
    });
    expect(await ask('PUT', '/os-hosts/gamma', { version, body: {} })).toMatchObject({ code: 400 });
    expect(await ask('GET', '/os-hosts/gamma/reboot', { version })).toMatchObject({ code: 501 });
    expect(await ask('GET', '/os-hosts')).toMatchObject({ code: 404 });
  });

  it('has aggregates, with hosts, pairs and a zone whose name may be any', async () => {
    const made = await ask('POST', '/os-aggregates', { body: { aggregate: { name: 'Rack 1', availability_zone: 'my_zone' } } });

    const { id, uuid } = made.body['aggregate'] as { readonly id: number; readonly uuid: string };
    expect(made).toMatchObject({
      code: 200,
      body: { aggregate: { name: 'Rack 1', availability_zone: 'my_zone', updated_at: null, deleted: false } },
    });
    expect(made.body['aggregate']).not.toHaveProperty('hosts');
    const act = (body: object) => ask('POST', `/os-aggregates/${id}/action`, { body });
    expect((await act({ add_host: { host: 'gamma' } })).body).toMatchObject({ aggregate: { id, uuid, hosts: ['gamma'] } });
    expect(await act({ add_host: { host: 'gamma' } })).toMatchObject({ code: 409 });
    expect(await act({ add_host: { host: 'none' } })).toMatchObject({ code: 404 });
    expect((await act({ set_metadata: { metadata: { ssd: 'true', color: 'red' } } })).body).toMatchObject({
      aggregate: { metadata: { ssd: 'true', color: 'red', availability_zone: 'my_zone' } },
    });
    expect((await act({ set_metadata: { metadata: { color: null } } })).body).toMatchObject({
      aggregate: { metadata: { ssd: 'true', availability_zone: 'my_zone' } },
    });
    expect((await ask('GET', '/os-availability-zone/detail')).body).toMatchObject({
      availabilityZoneInfo: [
        { zoneName: 'east' },
        { zoneName: 'my_zone', hosts: { gamma: { 'nova-compute': { available: false, active: true } } } },
        { zoneName: 'nova', hosts: { alpha: {} } },
      ],
    });
    const { spec } = [...desk.known.aggregates.list()].find(({ metadata }) => metadata.uid === uuid)!;
    expect(spec.zone).toMatch(/^my-zone-[0-9a-f]{8}$/);
    expect(await ask('DELETE', `/os-aggregates/${id}`)).toMatchObject({ code: 400 });
    expect((await act({ remove_host: { host: 'gamma' } })).body).toMatchObject({ aggregate: { hosts: [] } });
    expect(await act({ remove_host: { host: 'gamma' } })).toMatchObject({ code: 404 });
    expect(await ask('DELETE', `/os-aggregates/${id}`)).toMatchObject({ code: 200 });
    expect(await ask('GET', `/os-aggregates/${id}`)).toMatchObject({ code: 404 });
  });

  it('keeps names of aggregates apart, and hosts in one zone', async () => {
    const [one] = [
      await ask('POST', '/os-aggregates', { body: { aggregate: { name: 'one', availability_zone: 'west' } }, version: '2.40' }),
    ];
    const { id } = one.body['aggregate'] as { readonly id: number };

    expect(one.body['aggregate']).not.toHaveProperty('uuid');
    expect(await ask('POST', '/os-aggregates', { body: { aggregate: { name: 'one' } } })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: 'Aggregate one already exists.' } },
    });
    expect(await ask('POST', `/os-aggregates/${id}/action`, { body: { add_host: { host: 'beta' } } })).toMatchObject({ code: 409 });
    const changed = await ask('PUT', `/os-aggregates/${id}`, { body: { aggregate: { name: 'One again', availability_zone: null } } });
    expect(changed).toMatchObject({
      code: 200,
      body: { aggregate: { name: 'One again', availability_zone: null, metadata: {}, updated_at: expect.any(String) } },
    });
    await ask('POST', `/os-aggregates/${id}/action`, { body: { add_host: { host: 'alpha' } } });
    expect(await ask('PUT', `/os-aggregates/${id}`, { body: { aggregate: { availability_zone: 'north' } } })).toMatchObject({ code: 400 });
    expect(await ask('POST', `/os-aggregates/${id}/images`, { body: { cache: [{ id: serverID }] } })).toMatchObject({ code: 501 });
  });

  it('shows hosts that belong to an aggregate by their labels', async () => {
    const hostSelector = { matchExpressions: [{ key: 'missing', operator: 'DoesNotExist' }] };
    const made = await desk.operator.resource(aggregateKind).create(draftOf(aggregateKind, 'all', { hostSelector }));
    await eventually(() => {
      if (desk.known.aggregates.get({ name: 'all' }) === undefined) throw new Error('not known yet');
    });
    const path = `/os-aggregates/${made.status?.number}`;

    expect((await ask('GET', path)).body).toMatchObject({ aggregate: { name: 'all', hosts: ['alpha', 'beta', 'gamma'] } });
    expect(await ask('POST', `${path}/action`, { body: { remove_host: { host: 'beta' } } })).toMatchObject({ code: 409 });
    await desk.operator.resource(aggregateKind).delete({ name: 'all' });
  });

  it('takes any whole number for one, as Nova does, and nothing else', async () => {
    expect(await ask('GET', '/os-aggregates/-1')).toMatchObject({ code: 404 });
    expect(await ask('GET', '/os-aggregates/one')).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Invalid input received: id must be an integer' } },
    });
  });

  it('loses a host whose service is deleted', async () => {
    expect(await ask('DELETE', `/os-services/${idOfHost.get('gamma')}`)).toMatchObject({ code: 204 });

    const { metadata } = await desk.operator.resource(hostKind).get({ name: 'gamma' });
    expect(metadata.deletionTimestamp).toBeDefined();
  });
});

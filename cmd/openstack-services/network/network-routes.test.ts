import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultQuotaKind } from '#apis/compute/default-quota.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { OpenStackServicesWorld } from '#test/harness/openstack-services-world.ts';
import { networkFault } from '../http/fault-bodies.ts';
import { addNetworkRoutes } from './network-routes.ts';

let world: OpenStackServicesWorld;
let ids: Readonly<Record<'shared' | 'own' | 'others', string>>;

async function makeNetwork(namespace: string, name: string, spec: object): Promise<string> {
  const draft = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Network', metadata: { namespace, name }, spec } as never;
  return (await world.client.resource(networkKind).create(draft)).metadata.uid;
}

beforeAll(async () => {
  world = await OpenStackServicesWorld.start((clients, random) => ({
    prefix: '/network',
    challenge: () => 'Keystone uri="http://h"',
    faultBody: networkFault,
    addRoutes: (app) => addNetworkRoutes(app, { clients, random, clock: new SystemClock(), baseURL: () => 'http://h/network' }),
  }));
  await world.client.resource(namespaceKind).create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
  ids = {
    shared: await makeNetwork('public', 'default', { cidr: '10.20.0.0/24' }),
    own: await makeNetwork('default', 'backend', {
      displayName: 'Back end',
      cidr: '10.30.0.0/24',
      gateway: '10.30.0.9',
      pool: { first: '10.30.0.4', last: '10.30.0.20' },
      nameServers: ['9.9.9.9'],
    }),
    others: await makeNetwork('other', 'secret', { cidr: '10.40.0.0/24' }),
  };
});

afterAll(() => world.stop());

const list = async (url: string, token?: string): Promise<readonly Record<string, unknown>[]> => {
  const { status, body } = await world.ask('GET', `/network/v2.0/${url}`, token === undefined ? {} : { token });
  if (status !== 200) throw new Error(`${url}: ${status} ${JSON.stringify(body)}`);
  return Object.values(body as Record<string, readonly Record<string, unknown>[]>)[0] ?? [];
};

const namesOf = (views: readonly Record<string, unknown>[]): readonly string[] => views.map(({ name }) => name as string).toSorted();

describe('networks', () => {
  it('are those of the project and of everybody; an administrator sees all', async () => {
    expect(namesOf(await list('networks'))).toEqual(['Back end', 'default']);
    expect(namesOf(await list('networks', 'root:default:admin'))).toEqual(['Back end', 'default', 'secret']);
    expect((await world.ask('GET', `/network/v2.0/networks/${ids.others}`)).body.NeutronError.type).toBe('NetworkNotFound');
    expect((await world.ask('GET', `/network/v2.0/networks/${ids.shared}`)).body.network).toMatchObject({
      shared: true,
      project_id: 'public',
      mtu: 1450,
    });
  });

  it('are as many as anybody likes, but their ports may have limits, and whoever asks for the quotas of a project is told so', async () => {
    const quotaOf = async (id: string, token?: string): Promise<unknown> =>
      (await world.ask('GET', `/network/v2.0/quotas/${id}`, token === undefined ? {} : { token })).body.quota;
    for (const place of ['default', 'default/default'])
      expect(await quotaOf(place)).toMatchObject({ project_id: 'default', network: -1, port: -1 });
    expect((await world.ask('GET', '/network/v2.0/quotas/other')).status).toBe(403);

    const draft = { apiVersion: 'compute.tycho.dev/v1alpha1', metadata: { namespace: 'other', name: 'few' }, spec: { ports: 3 } };
    await world.client.resource(quotaKind).create({ ...draft, kind: 'Quota' });
    const defaults = { ...draft, kind: 'DefaultQuota', metadata: { name: 'all' }, spec: { ports: 500 } };
    await world.client.resource(defaultQuotaKind).create(defaults);
    expect(await quotaOf('other', 'root:default:admin')).toMatchObject({ project_id: 'other', network: -1, port: 3 });
    expect(await quotaOf('other/default', 'root:default:admin')).toMatchObject({ port: 500 });
    expect(await quotaOf('default')).toMatchObject({ port: 500 });
  });

  it('have one subnet each, with the addresses that are given out', async () => {
    expect((await list(`subnets?network_id=${ids.own}`))[0]).toMatchObject({
      id: ids.own,
      cidr: '10.30.0.0/24',
      gateway_ip: '10.30.0.9',
      allocation_pools: [
        { start: '10.30.0.4', end: '10.30.0.8' },
        { start: '10.30.0.10', end: '10.30.0.20' },
      ],
      dns_nameservers: ['9.9.9.9'],
    });
  });

  it.each([
    ['name=default', ['default']],
    ['name=default&name=Back%20end', ['Back end', 'default']],
    ['shared=True', ['default']],
    ['router:external=true', []],
    ['admin_state_up=true&project_id=default', ['Back end']],
    ['subnets=nothing', []],
  ])('are filtered: %s', async (query, names) => {
    expect(namesOf(await list(`networks?${query}`))).toEqual(names);
  });

  it('are told page by page, and with the fields that are asked for', async () => {
    const first = (await world.ask('GET', '/network/v2.0/networks?sort_key=name&limit=1&fields=name&fields=id')).body;

    expect(first.networks).toEqual([{ name: 'Back end', id: ids.own }]);
    expect(first.networks_links[0].href).toBe(
      `http://h/network/v2.0/networks?sort_key=name&limit=1&fields=name&fields=id&marker=${ids.own}`,
    );
    expect(namesOf(await list(`networks?sort_key=name&limit=1&marker=${ids.own}`))).toEqual(['default']);
  });

  it.each(['networks?nonsense=1', 'networks?limit=-1', 'networks?marker=nothing'])('are not told for %s', async (query) => {
    expect((await world.ask('GET', `/network/v2.0/${query}`)).status).toBe(400);
  });
});

describe('networks that are made here', () => {
  const make = (network: object, token = 'demo:default:member') =>
    world.ask('POST', '/network/v2.0/networks', { token, body: { network } });
  const makeSubnet = (subnet: object, token = 'demo:default:member') =>
    world.ask('POST', '/network/v2.0/subnets', { token, body: { subnet } });
  const idOf = async (answer: ReturnType<typeof make>): Promise<string> => {
    const { status, body } = await answer;
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.network.id as string;
  };

  /** What the network loop does when no guest has a port any more. */
  const releasePorts = async (): Promise<void> => {
    const ports = world.client.resource(portKind);
    for (const { metadata } of (await ports.list({ namespace: 'default' })).items)
      if (metadata.deletionTimestamp !== undefined)
        await ports.patch({ namespace: 'default', name: metadata.name }, { metadata: { finalizers: [] } });
  };

  it('have no addresses until they get a subnet, and none again when it is deleted; then others', async () => {
    const made = await make({ name: 'Mine', description: 'words', mtu: 1400, admin_state_up: true, shared: false });
    expect(made).toMatchObject({
      status: 201,
      body: { network: { name: 'Mine', description: 'words', mtu: 1400, subnets: [], shared: false, project_id: 'default' } },
    });
    const id = made.body.network.id as string;
    expect(await world.ask('POST', '/network/v2.0/ports', { body: { port: { network_id: id } } })).toMatchObject({
      status: 409,
      body: { NeutronError: { type: 'IpAddressGenerationFailure' } },
    });

    expect(
      await makeSubnet({ network_id: id, ip_version: 4, cidr: '19.80.0.0/24', name: 'sub', dns_nameservers: ['9.9.9.9'] }),
    ).toMatchObject({
      status: 201,
      body: { subnet: { id, network_id: id, name: 'sub', cidr: '19.80.0.0/24', gateway_ip: '19.80.0.1', dns_nameservers: ['9.9.9.9'] } },
    });
    expect(await list('subnets?name=sub')).toHaveLength(1);
    const port = (await world.ask('POST', '/network/v2.0/ports', { body: { port: { network_id: id } } })).body.port;
    expect(port.fixed_ips).toEqual([{ subnet_id: id, ip_address: '19.80.0.2' }]);
    for (const [what, type] of [
      ['subnets', 'SubnetInUse'],
      ['networks', 'NetworkInUse'],
    ])
      expect(await world.ask('DELETE', `/network/v2.0/${what}/${id}`)).toMatchObject({ status: 409, body: { NeutronError: { type } } });

    await world.ask('DELETE', `/network/v2.0/ports/${port.id}`);
    // It waits for ports that are on their way.
    const deletion = world.ask('DELETE', `/network/v2.0/subnets/${id}`);
    await releasePorts();
    expect((await deletion).status).toBe(204);
    expect((await world.ask('DELETE', `/network/v2.0/subnets/${id}`)).body.NeutronError.type).toBe('SubnetNotFound');
    await makeSubnet({
      network_id: id,
      cidr: '10.77.0.0/24',
      gateway_ip: '10.77.0.254',
      allocation_pools: [{ start: '10.77.0.10', end: '10.77.0.20' }],
    });
    const second = (await world.ask('POST', '/network/v2.0/ports', { body: { port: { network_id: id } } })).body.port;
    expect(second.fixed_ips).toEqual([{ subnet_id: id, ip_address: '10.77.0.10' }]);
    await world.ask('DELETE', `/network/v2.0/ports/${second.id}`);
    await releasePorts();
    expect((await world.ask('DELETE', `/network/v2.0/networks/${id}`)).status).toBe(204);
    expect((await world.ask('GET', `/network/v2.0/networks/${id}`)).status).toBe(404);
  });

  it('are renamed, and told other name servers', async () => {
    const id = await idOf(make({ name: 'before' }));
    await makeSubnet({ network_id: id, cidr: '10.78.0.0/24', name: 'sub' });

    const renamed = await world.ask('PUT', `/network/v2.0/networks/${id}`, { body: { network: { name: 'after', description: 'd' } } });
    const told = await world.ask('PUT', `/network/v2.0/subnets/${id}`, { body: { subnet: { name: 'bus', dns_nameservers: ['1.1.1.1'] } } });

    expect(renamed.body.network).toMatchObject({ name: 'after', description: 'd' });
    expect(told.body.subnet).toMatchObject({ name: 'bus', dns_nameservers: ['1.1.1.1'], cidr: '10.78.0.0/24' });
  });

  it('do not hide those of everybody, which only administrators make', async () => {
    const { object, isShared } = await (async () => {
      await idOf(make({ name: 'default' }));
      const { items } = await world.client.resource(networkKind).list({ namespace: 'default' });
      return { object: items.find(({ spec }) => spec.displayName === 'default'), isShared: await make({ name: 'all', shared: true }) };
    })();

    expect(object?.metadata.name).toMatch(/^default-[a-z0-9]+$/);
    expect(isShared.status).toBe(403);
    expect((await make({ name: 'all', shared: true }, 'root:default:admin')).body.network).toMatchObject({
      shared: true,
      project_id: 'public',
    });
    expect((await make({ name: 'x', project_id: 'other' })).status).toBe(403);
    expect((await make({ name: 'x', project_id: 'other' }, 'root:default:admin')).body.network).toMatchObject({ tenant_id: 'other' });
  });

  it('are for members to make and delete, in their own project', async () => {
    const id = await idOf(make({ name: 'ours' }));
    expect((await make({ name: 'x' }, 'rita:default:reader')).status).toBe(403);
    expect((await world.ask('DELETE', `/network/v2.0/networks/${id}`, { token: 'rita:default:reader' })).status).toBe(403);
    expect((await world.ask('DELETE', `/network/v2.0/networks/${id}`, { token: 'eve:other:member' })).status).toBe(404);
    expect((await makeSubnet({ network_id: id, cidr: '10.9.0.0/24' }, 'eve:other:member')).status).toBe(404);
    expect((await world.ask('DELETE', `/network/v2.0/networks/${ids.shared}`)).status).toBe(403);
  });

  it.each([
    ['name', { name: 7 }],
    ['mtu', { mtu: 'x' }],
    ['mtu', { mtu: 17 }],
    ['shared', { shared: 'yes' }],
    ['router:external', { 'router:external': true }],
    ['provider:network_type', { 'provider:network_type': 'vlan' }],
    ['segments', { segments: [{}] }],
    ['project_id', { project_id: 7 }],
    ['nonsense', { nonsense: null }],
  ])('with a wrong %s are refused with its name', async (field, network) => {
    const { status, body } = await make({ name: 'x', ...network });

    expect([status, body.NeutronError.message]).toEqual([400, expect.stringContaining(field)]);
  });

  it.each([
    ['network_id', { network_id: 7 }],
    ['ip_version', { ip_version: 6 }],
    ['cidr', { cidr: undefined }],
    ['cidr', { cidr: '10.0.0.1/24' }],
    ['gateway_ip', { gateway_ip: null }],
    ['gateway', { gateway_ip: '10.1.0.1' }],
    ['allocation_pools', { allocation_pools: [{}, {}] }],
    ['enable_dhcp', { enable_dhcp: false }],
    ['subnetpool_id', { subnetpool_id: 'p' }],
    ['dns_nameservers', { dns_nameservers: [7] }],
    ['host_routes', { host_routes: [{}] }],
  ])('get no subnet with a wrong %s, which is named', async (field, subnet) => {
    const id = await idOf(make({ name: 'bare' }));

    const { status, body } = await makeSubnet({ network_id: id, cidr: '10.0.0.0/24', ...subnet });

    expect([status, body.NeutronError.message]).toEqual([400, expect.stringContaining(field)]);
  });

  it('get one subnet and no second', async () => {
    const { status, body } = await makeSubnet({ network_id: ids.own, cidr: '10.31.0.0/24' });

    expect([status, body.NeutronError.message]).toEqual([409, expect.stringContaining('network_id')]);
  });
});

describe('ports', () => {
  const create = (port: object, token = 'demo:default:member') => world.ask('POST', '/network/v2.0/ports', { token, body: { port } });

  it('are made, found, renamed and deleted', async () => {
    const made = await create({ network_id: ids.shared, name: 'My port', fixed_ips: [{ ip_address: '10.20.0.50' }], admin_state_up: true });
    expect(made.status).toBe(201);
    const { id, mac_address: mac } = made.body.port as { readonly id: string; readonly mac_address: string };

    expect(made.body.port).toMatchObject({
      name: 'My port',
      status: 'DOWN',
      project_id: 'default',
      fixed_ips: [{ subnet_id: ids.shared, ip_address: '10.20.0.50' }],
    });
    expect(await list(`ports?mac_address=${mac}&fixed_ips=ip_address=10.20.0.50`)).toMatchObject([{ id }]);
    expect(
      (await world.ask('PUT', `/network/v2.0/ports/${id}`, { body: { port: { name: 'Other', description: 'words' } } })).body.port,
    ).toMatchObject({
      name: 'Other',
      description: 'words',
    });
    expect((await world.ask('DELETE', `/network/v2.0/ports/${id}`)).status).toBe(204);
    expect((await world.ask('GET', `/network/v2.0/ports/${id}`)).body.NeutronError.type).toBe('PortNotFound');
  });

  it('of other projects are not there, and readers make none', async () => {
    const { id } = (await create({ network_id: ids.own, name: 'mine' })).body.port as { readonly id: string };

    expect((await world.ask('GET', `/network/v2.0/ports/${id}`, { token: 'eve:other:member' })).status).toBe(404);
    expect((await world.ask('DELETE', `/network/v2.0/ports/${id}`, { token: 'eve:other:member' })).status).toBe(404);
    expect((await create({ network_id: ids.own }, 'eve:other:member')).status).toBe(404);
    const refused = await create({ network_id: ids.own }, 'rita:default:reader');
    expect(refused.status).toBe(403);
    expect(refused.body.NeutronError).toMatchObject({
      type: 'PolicyNotAuthorized',
      message: 'You are not authorized to complete this action.',
    });
  });

  it('do not take an address that is somebody’s', async () => {
    await create({ network_id: ids.own, fixed_ips: [{ ip_address: '10.30.0.100', subnet_id: ids.own }], mac_address: '02:00:00:00:00:01' });

    expect((await create({ network_id: ids.own, fixed_ips: [{ ip_address: '10.30.0.100' }] })).body.NeutronError.type).toBe(
      'IpAddressAlreadyAllocated',
    );
    expect((await create({ network_id: ids.own, mac_address: '02:00:00:00:00:01' })).body.NeutronError.type).toBe('MacAddressInUse');
  });

  it.each([
    ['network_id', {}],
    ['mac_address', { mac_address: 'x' }],
    ['mac_address', { mac_address: 7 }],
    ['fixed_ips', { fixed_ips: [{ ip_address: '10.30.0.1' }, { ip_address: '10.30.0.2' }] }],
    ['fixed_ips[0].subnet_id', { fixed_ips: [{ subnet_id: 'other' }] }],
    ['security_groups', { security_groups: ['x'] }],
    ['tenant_id', { tenant_id: 'other' }],
    ['device_id', { device_id: 'x' }],
    ['nonsense', { nonsense: null }],
  ])('with a wrong %s are refused with its name', async (field, port) => {
    const { status, body } = await create({ ...(field === 'network_id' ? {} : { network_id: ids.own }), ...port });

    expect(status).toBe(400);
    expect(body.NeutronError.message).toContain(field);
  });

  it('with an address outside the network are refused with the words of the control plane', async () => {
    const { status, body } = await create({ network_id: ids.own, fixed_ips: [{ ip_address: '10.99.0.1' }] });

    expect(status).toBe(400);
    expect(body.NeutronError.message).toContain('10.30.0.0/24');
  });

  it.each(['{', '"port"', '[]'])('are not made of %s', async (body) => {
    expect((await world.ask('POST', '/network/v2.0/ports', { body })).status).toBe(400);
  });
});

describe('the rest', () => {
  it('is empty, or not there', async () => {
    expect(await list('security-groups')).toEqual([]);
    expect(await list('extensions')).toEqual([]);
    expect(await list('routers')).toEqual([]);
    expect((await world.ask('GET', '/network/v2.0/trunks')).status).toBe(404);
    expect((await world.ask('GET', '/network')).body.versions[0].links[0].href).toBe('http://h/network/v2.0/');
  });

  it('is nobody’s who has no good token', async () => {
    for (const token of ['', 'forged']) {
      const { status, headers } = await world.ask('GET', '/network/v2.0/networks', { token });
      expect([status, headers['www-authenticate']]).toEqual([401, 'Keystone uri="http://h"']);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkKind } from '#apis/compute/network.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
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
    addRoutes: (app) => addNetworkRoutes(app, { clients, random, baseURL: () => 'http://h/network' }),
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

  it('are not made or deleted here, which is said', async () => {
    for (const [method, path] of [
      ['POST', ''],
      ['DELETE', `/${ids.own}`],
    ] as const) {
      const { status, body } = await world.ask(
        method,
        `/network/v2.0/networks${path}`,
        method === 'POST' ? { body: { network: { name: 'x' } } } : {},
      );
      expect(status).toBe(400);
      expect(body.NeutronError.message).toContain('tycho apply');
    }
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
    expect((await world.ask('GET', '/network/v2.0/routers')).status).toBe(404);
    expect((await world.ask('GET', '/network')).body.versions[0].links[0].href).toBe('http://h/network/v2.0/');
  });

  it('is nobody’s who has no good token', async () => {
    for (const token of ['', 'forged']) {
      const { status, headers } = await world.ask('GET', '/network/v2.0/networks', { token });
      expect([status, headers['www-authenticate']]).toEqual([401, 'Keystone uri="http://h"']);
    }
  });
});

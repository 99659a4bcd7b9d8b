import fastCheck from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkKind } from '#apis/compute/network.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { identityFault, imageFault, networkFault } from '#cmd/openstack-services/http/fault-bodies.ts';
import type { Service } from '#cmd/openstack-services/http/open-app.ts';
import { parseDirectory } from '#cmd/openstack-services/identity/directory.ts';
import { addIdentityRoutes } from '#cmd/openstack-services/identity/identity-routes.ts';
import { Identity } from '#cmd/openstack-services/identity/identity.ts';
import { LoginLimits } from '#cmd/openstack-services/identity/login-limits.ts';
import { Tokens } from '#cmd/openstack-services/identity/tokens.ts';
import { addImageRoutes } from '#cmd/openstack-services/image/image-routes.ts';
import { addNetworkRoutes } from '#cmd/openstack-services/network/network-routes.ts';
import { OpenStackServicesWorld } from '../harness/openstack-services-world.ts';
import { hostileJson, hostileWord, mutated, mutation } from './hostile-values.ts';

const login = {
  auth: {
    identity: { methods: ['password'], password: { user: { name: 'demo', domain: { id: 'default' }, password: 'p' } } },
    scope: { project: { id: 'default' } },
  },
};

describe('requests to OpenStack’s services that nobody in their right mind would send', () => {
  it('are answered, and never with a fault of our own', async () => {
    const world = await startAll();
    const spec = { cidr: '10.0.0.0/24' };
    const draft = {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Network',
      metadata: { namespace: 'default', name: 'net' },
      spec,
    } as never;
    const networkID = (await world.client.resource(networkKind).create(draft)).metadata.uid;
    const bareID = String((await world.ask('POST', '/network/v2.0/networks', { body: { network: { name: 'bare' } } })).body.network.id);
    const image = { name: 'i', disk_format: 'raw', container_format: 'bare', visibility: 'private', min_disk: 1, os_distro: 'x' };
    const imageID = String((await world.ask('POST', '/image/v2/images', { body: image })).body.id);
    const bodies = [
      ['POST', '/identity/v3/auth/tokens', login],
      ['POST', '/image/v2/images', image],
      [
        'PATCH',
        `/image/v2/images/${imageID}`,
        [
          { op: 'replace', path: '/name', value: 'n' },
          { op: 'remove', path: '/os_distro' },
        ],
      ],
      [
        'POST',
        '/network/v2.0/ports',
        { port: { network_id: networkID, name: 'p', fixed_ips: [{ ip_address: '10.0.0.9' }], device_id: '' } },
      ],
      ['POST', '/network/v2.0/networks', { network: { name: 'n', mtu: 1400, shared: false, admin_state_up: true } }],
      ['POST', '/network/v2.0/subnets', { subnet: { network_id: bareID, cidr: '10.0.0.0/24', ip_version: 4, allocation_pools: [] } }],
      ['PUT', `/network/v2.0/subnets/${networkID}`, { subnet: { name: 's', dns_nameservers: ['9.9.9.9'] } }],
    ] as const;
    const lists = [
      '/image/v2/images',
      '/network/v2.0/networks',
      '/network/v2.0/ports',
      '/identity/v3/users',
      `/image/v2/images/${imageID}`,
    ];
    const counts = new Map<number, number>();
    const send = async (...request: Parameters<OpenStackServicesWorld['ask']>): Promise<void> => {
      const { status } = await world.ask(...request);
      counts.set(status, (counts.get(status) ?? 0) + 1);
      if (status >= 500) throw new Error(`${status} to ${JSON.stringify(request)}`);
    };

    const body = fastCheck
      .tuple(fastCheck.constantFrom(...bodies), mutation)
      .map(([[method, url, value], change]) => ({ method, url, body: mutated(value, change) }));
    const anything = fastCheck
      .tuple(fastCheck.constantFrom(...bodies), hostileJson)
      .map(([[method, url], value]) => ({ method, url, body: value }));
    const query = fastCheck
      .tuple(
        fastCheck.constantFrom(...lists),
        fastCheck.oneof(hostileWord, fastCheck.constantFrom('limit', 'marker', 'sort', 'sort_key', 'fields', 'name')),
        hostileWord,
      )
      .map(([url, name, value]) => ({ method: 'GET' as const, url: `${url}?${name}=${value}`, body: undefined }));
    await fastCheck.assert(
      fastCheck.asyncProperty(fastCheck.oneof(body, anything, query), async ({ method, url, body: sent }) => {
        await send(method, url.replaceAll(/[\0-\x20\x7f-\uffff]/g, '%20'), sent === undefined ? {} : { body: sent });
      }),
      {
        numRuns: 1500,
        seed: 20_261_123,
        examples: [
          // Functions that every object has, by names that somebody sends.
          [{ method: 'POST', url: '/network/v2.0/ports', body: { port: { network_id: networkID, __defineGetter__: 1 } } }],
          [{ method: 'POST', url: '/network/v2.0/ports', body: { port: { network_id: networkID, hasOwnProperty: 'tags' } } }],
          [{ method: 'GET', url: '/image/v2/images/%zz', body: undefined }],
          [{ method: 'GET', url: '/network/v2.0/ports/%00', body: undefined }],
        ],
      },
    );
    await world.stop();

    expect([...counts.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401]));
  });
});

function startAll(): Promise<OpenStackServicesWorld> {
  return OpenStackServicesWorld.start((clients, random): readonly Service[] => {
    const clock = new SystemClock();
    const identity = new Identity({
      directory: { current: async () => parseDirectory('projects: []\nusers: [{name: demo}]') },
      tokens: new Tokens({ key: new Uint8Array(32), clock, random }),
      limits: new LoginLimits({ clock }),
      clock,
    });
    const options = { clients, random, baseURL: () => 'http://h' };
    const places = () => ({ publicURL: 'http://h', computeURL: undefined, region: 'R' });
    const challenge = (): string => 'Keystone uri="http://h"';
    return [
      { prefix: '/identity', challenge, faultBody: identityFault, addRoutes: (app) => addIdentityRoutes(app, { identity, places }) },
      { prefix: '/image', challenge, faultBody: imageFault, addRoutes: (app) => addImageRoutes(app, options) },
      { prefix: '/network', challenge, faultBody: networkFault, addRoutes: (app) => addNetworkRoutes(app, { ...options, clock }) },
    ];
  });
}

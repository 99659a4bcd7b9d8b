import { createHash } from 'node:crypto';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { diagnosticsView } from '../translate/diagnostics-view.ts';
import { addressesOf, type ServerFacts } from '../translate/server-view.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { findServer, serverFacts } from './server-facts.ts';
import { changeServer } from './update-server.ts';

/** What is told of one aspect of a server, below `/servers/ID`. */
export function serverDetailRoutes(cloud: Cloud): readonly Route[] {
  const factsOf = ({ caller, parameters }: NovaRequest): ServerFacts =>
    serverFacts(cloud, findServer(cloud, caller, parameters['id'] ?? ''));
  return [
    {
      method: 'GET',
      path: '/servers/:id/ips',
      policy: 'reader',
      rule: 'os_compute_api:ips:index',
      handle: (request) => ({ code: 200, body: { addresses: shortAddresses(factsOf(request)) } }),
    },
    {
      method: 'GET',
      path: '/servers/:id/ips/:network',
      policy: 'reader',
      rule: 'os_compute_api:ips:show',
      handle: (request) => {
        const network = request.parameters['network'] ?? '';
        const addresses = shortAddresses(factsOf(request));
        if (!Object.hasOwn(addresses, network)) throw new NovaFault(404, 'Instance is not a member of specified network');
        return { code: 200, body: { [network]: addresses[network] } };
      },
    },
    {
      method: 'GET',
      path: '/servers/:id/os-security-groups',
      policy: 'reader',
      rule: 'os_compute_api:os-security-groups:list',
      handle: (request) => {
        const { metadata } = factsOf(request).server;
        const only = { id: 'default', name: 'default', description: 'Everything goes', tenant_id: metadata.namespace ?? '', rules: [] };
        return { code: 200, body: { security_groups: [only] } };
      },
    },
    {
      method: 'GET',
      path: '/servers/:id/diagnostics',
      policy: 'admin',
      rule: 'os_compute_api:os-server-diagnostics',
      handle: (request) => diagnostics(cloud, factsOf(request), request),
    },
    {
      method: 'GET',
      path: '/servers/:id/topology',
      since: 78,
      policy: 'reader',
      rule: 'compute:server:topology:index',
      handle: (request) => {
        factsOf(request);
        // No guest is given cells of memory of its own here; that is how Nova shows one without.
        return { code: 200, body: { nodes: [], pagesize_kb: null } };
      },
    },
    {
      method: 'GET',
      path: '/servers/:id/os-server-password',
      policy: 'reader',
      rule: 'os_compute_api:os-server-password:show',
      handle: (request) => ({ code: 200, body: { password: shownPassword(factsOf(request)) } }),
    },
    {
      method: 'DELETE',
      path: '/servers/:id/os-server-password',
      policy: 'member',
      rule: 'os_compute_api:os-server-password:clear',
      handle: (request) => clearPassword(cloud, factsOf(request), request),
    },
  ];
}

function shortAddresses(facts: ServerFacts): Record<string, object[]> {
  const networks = Object.entries(addressesOf(facts));
  return Object.fromEntries(networks.map(([network, list]) => [network, list.map(({ version, addr }) => ({ version, addr }))]));
}

function diagnostics(cloud: Cloud, { server, instance, state }: ServerFacts, { version }: NovaRequest): NovaAnswer {
  if (instance === undefined || state.vmState === 'shelved_offloaded')
    throw new NovaFault(409, `Instance ${server.metadata.uid} is not ready`);
  const host = cloud.known.hosts.get({ name: instance.spec.host.name });
  const body = diagnosticsView(instance, host, state.vmState);
  lower('diagnostics', body, version);
  return { code: 200, body };
}

/**
 * The password that the guest posted belongs to what is known of the server, and only the control plane writes that: so it is noted which one its owner has
 * cleared. The guest may post another.
 */
const clearedPasswordAnnotation = 'openstack.tycho.dev/cleared-password';

function shownPassword({ server }: ServerFacts): string {
  const password = server.status?.encryptedPassword ?? '';
  return server.metadata.annotations?.[clearedPasswordAnnotation] === digestOf(password) ? '' : password;
}

async function clearPassword(cloud: Cloud, { server }: ServerFacts, { caller }: NovaRequest): Promise<NovaAnswer> {
  const password = server.status?.encryptedPassword ?? '';
  if (password !== '') {
    const annotations = { [clearedPasswordAnnotation]: digestOf(password) };
    await changeServer(cloud, caller, server, { metadata: { annotations } });
  }
  return { code: 204 };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

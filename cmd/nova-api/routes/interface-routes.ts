import type { Port } from '#apis/compute/port.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { recordChange } from './record-action.ts';
import { requireFeature } from './require-feature.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { findServer, serverFacts } from './server-facts.ts';
import { guardAction, type Guard } from './server-guards.ts';
import { addCard, networkFor, removeCard, serverCards, type NetworkEntry } from './server-ports.ts';

const guard: Guard = { vmStates: ['active', 'paused', 'stopped'] };

/** `/servers/ID/os-interface`: the network cards of a server, each known by its port. */
export function interfaceRoutes(cloud: Cloud): readonly Route[] {
  const [all, one] = ['/servers/:id/os-interface', '/servers/:id/os-interface/:port'];
  const rule = (name: string): string => `os_compute_api:os-attach-interfaces:${name}`;
  const find = ({ caller, parameters }: NovaRequest): KnownServer => findServer(cloud, caller, parameters['id'] ?? '');
  return [
    {
      method: 'GET',
      path: all,
      policy: 'reader',
      rule: rule('list'),
      handle: (request) => ({
        code: 200,
        body: { interfaceAttachments: attachedTo(cloud, find(request)).map((card) => shown(card, request)) },
      }),
    },
    {
      method: 'GET',
      path: one,
      policy: 'reader',
      rule: rule('show'),
      handle: (request) => {
        const { id, port: portID } = request.parameters;
        const card = attachedTo(cloud, find(request)).find(({ port }) => port.metadata.uid === portID);
        if (card === undefined) throw new NovaFault(404, `Instance ${id} does not have a port with id ${portID}`);
        return { code: 200, body: { interfaceAttachment: shown(card, request) } };
      },
    },
    {
      method: 'POST',
      path: all,
      policy: 'member',
      rule: rule('create'),
      request: 'createInterface',
      handle: (request) => attach(cloud, find(request), request),
    },
    {
      method: 'DELETE',
      path: one,
      policy: 'member',
      rule: rule('delete'),
      handle: async (request) => {
        const server = find(request);
        guardAction('detach_interface', guard, serverFacts(cloud, server), request.caller);
        await removeCard(cloud, request.caller, server, request.parameters['port'] ?? '');
        await recordChange(cloud, request, server, 'detach_interface');
        return { code: 202 };
      },
    },
  ];
}

interface AttachedPort {
  readonly port: Port;
  readonly tag: string | undefined;
}

function attachedTo(cloud: Cloud, server: KnownServer): readonly AttachedPort[] {
  return serverCards(cloud, server).flatMap(({ port, wish }) => (port === undefined ? [] : [{ port, tag: wish.tag }]));
}

function shown({ port, tag }: AttachedPort, { version }: NovaRequest): Record<string, unknown> {
  const { macAddress, ipAddresses = [], networkUID, phase } = port.status ?? {};
  const body = {
    port_state: phase === 'Plugged' ? 'ACTIVE' : 'DOWN',
    // A network has one range of addresses, which bears its id.
    fixed_ips: ipAddresses.map((address) => ({ subnet_id: networkUID, ip_address: address })),
    port_id: port.metadata.uid,
    net_id: networkUID,
    mac_addr: macAddress,
    tag: tag ?? null,
  };
  lower('interfaceAttachment', body, version);
  return body;
}

interface AttachRequest {
  readonly net_id?: string;
  readonly port_id?: string;
  readonly fixed_ips?: readonly { readonly ip_address: string }[];
  readonly tag?: string;
}

async function attach(cloud: Cloud, server: KnownServer, request: NovaRequest): Promise<NovaAnswer> {
  const wish = (request.body['interfaceAttachment'] ?? {}) as AttachRequest;
  if (wish.net_id !== undefined && wish.port_id !== undefined) throw new NovaFault(400, 'Must not input both network_id and port_id');
  if (wish.fixed_ips !== undefined && wish.net_id === undefined) throw new NovaFault(400, 'Must input network_id when request IP address');
  const entry = entryFor(cloud, server, wish);
  const facts = serverFacts(cloud, server);
  guardAction('attach_interface', guard, facts, request.caller);
  requireFeature(cloud, server, 'attach_interface', facts.state.vmState === 'stopped' ? 'network' : 'port-attach');
  const port = await addCard(cloud, request.caller, server, entry);
  await recordChange(cloud, request, server, 'attach_interface');
  return { code: 200, body: { interfaceAttachment: shown({ port, tag: wish.tag }, request) } };
}

function entryFor(cloud: Cloud, server: KnownServer, wish: AttachRequest): NetworkEntry {
  const tag = wish.tag === undefined ? {} : { tag: wish.tag };
  if (wish.port_id === undefined) {
    const address = wish.fixed_ips?.[0]?.ip_address;
    return { network: networkFor(cloud, server, wish.net_id), ...(address === undefined ? {} : { ipAddress: address }), ...tag };
  }
  const port = cloud.byUID('ports', wish.port_id);
  if (port?.metadata.namespace !== server.metadata.namespace || port === undefined)
    throw new NovaFault(404, `Port id ${wish.port_id} could not be found.`);
  if (port.status?.serverUID !== undefined) throw new NovaFault(400, `Port ${wish.port_id} is still in use.`);
  return { port: port.metadata.name, ...tag };
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Random } from '#apis/machinery/random.ts';
import { Fault } from '../http/fault.ts';
import { isAdmin, type ProjectClients } from '../http/project-client.ts';
import { NetworkObjects } from './network-objects.ts';
import { networkView, portView, subnetView, type View } from './network-views.ts';
import { parsePortCreation, parsePortUpdate } from './port-request.ts';
import { attributesOf, pageOf, selected, textsOf, type Query } from './view-query.ts';

export interface NetworkRoutesOptions {
  readonly clients: ProjectClients;
  readonly random: Random;
  /** `http://HOST:PORT/network`. */
  readonly baseURL: () => string;
}

/**
 * Networking API v2.0 below `/network`: views of our Networks, each with one subnet, and of Ports. Ports can be made and deleted. Networks are made with their
 * addresses in one, which Neutron's API has no word for.
 */
export function addNetworkRoutes(app: FastifyInstance, { clients, random, baseURL }: NetworkRoutesOptions): void {
  const objectsOf = async (request: FastifyRequest): Promise<NetworkObjects> => new NetworkObjects(await clients.of(request));
  const version = (): object => ({ id: 'v2.0', status: 'CURRENT', links: [{ rel: 'self', href: `${baseURL()}/v2.0/` }] });
  app.get('/', () => ({ versions: [version()] }));
  app.get('/v2.0', () => ({ version: version(), resources: [] }));

  addViews(app, baseURL, { plural: 'networks', single: 'network', read: (request) => networkViews(request, clients) });
  addViews(app, baseURL, {
    plural: 'subnets',
    single: 'subnet',
    read: async (request) => (await (await objectsOf(request)).networks()).map(subnetView),
  });
  addViews(app, baseURL, {
    plural: 'ports',
    single: 'port',
    read: async (request) => (await (await objectsOf(request)).ports()).map(portView),
  });
  for (const plural of ['security-groups', 'security-group-rules', 'extensions']) {
    addViews(app, baseURL, { plural, single: plural.slice(0, -1), read: async (request) => (await clients.of(request), []) });
  }

  app.post('/v2.0/ports', (request, reply) => createPort(clients, request, reply, random));
  app.put<ByID>('/v2.0/ports/:id', (request) => updatePort(clients, request));
  app.delete<ByID>('/v2.0/ports/:id', (request, reply) => deletePort(clients, request, reply));
  for (const plural of ['networks', 'subnets']) {
    for (const [method, path] of [
      ['POST', ''],
      ['PUT', '/:id'],
      ['DELETE', '/:id'],
    ] as const) {
      app.route({ method, url: `/v2.0/${plural}${path}`, handler: (request) => refuseChange(clients, request) });
    }
  }
}

interface ByID {
  Params: { readonly id: string };
}

async function networkViews(request: FastifyRequest, clients: ProjectClients): Promise<readonly View[]> {
  const access = await clients.of(request);
  const networks = await new NetworkObjects(access).networks();
  return networks.map((network) => networkView(network, { isAdmin: isAdmin(access) }));
}

async function createPort(clients: ProjectClients, request: FastifyRequest, reply: FastifyReply, random: Random): Promise<object> {
  const access = await clients.of(request);
  const port = await new NetworkObjects(access).createPort(parsePortCreation(request.body, access.caller.projectID), random);
  void reply.code(201);
  return { port: portView(port) };
}

async function updatePort(clients: ProjectClients, request: FastifyRequest<ByID>): Promise<object> {
  const access = await clients.of(request);
  const update = parsePortUpdate(request.body, access.caller.projectID);
  return { port: portView(await new NetworkObjects(access).updatePort(request.params.id, update)) };
}

async function deletePort(clients: ProjectClients, request: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
  await new NetworkObjects(await clients.of(request)).deletePort(request.params.id);
  return reply.code(204).send();
}

async function refuseChange(clients: ProjectClients, request: FastifyRequest): Promise<never> {
  await clients.of(request);
  throw new Fault(400, 'Networks are declared with their addresses, as objects of the kind Network: `tycho apply -f FILE`.', {
    type: 'HTTPBadRequest',
  });
}

interface ViewRoutes {
  readonly plural: string;
  readonly single: string;
  readonly read: (request: FastifyRequest) => Promise<readonly View[]>;
}

/** Two routes: a list, and one of it by its id. */
function addViews(app: FastifyInstance, baseURL: () => string, { plural, single, read }: ViewRoutes): void {
  const [listKey, itemKey] = [plural.replaceAll('-', '_'), single.replaceAll('-', '_')];
  app.get<{ Querystring: Query }>(`/v2.0/${plural}`, async (request) => {
    const views = await read(request);
    const { views: page, nextMarker } = pageOf(views, request.query, attributesOf(plural));
    const links =
      nextMarker === undefined
        ? {}
        : { [`${listKey}_links`]: [{ rel: 'next', href: nextURL(`${baseURL()}/v2.0/${plural}`, request.query, nextMarker) }] };
    return { [listKey]: page, ...links };
  });
  app.get<ByID & { Querystring: Query }>(`/v2.0/${plural}/:id`, async (request) => {
    const { id } = request.params;
    const view = (await read(request)).find((each) => each['id'] === id);
    const name = single
      .split('-')
      .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
      .join('');
    if (view === undefined) throw new Fault(404, `${name} ${id} could not be found.`, { type: `${name}NotFound` });
    return { [itemKey]: selected(view, textsOf(request.query['fields'])) };
  });
}

function nextURL(url: string, query: Query, marker: string): string {
  const parameters = Object.entries(query).flatMap(([name, values]) => textsOf(values).map((value): [string, string] => [name, value]));
  return `${url}?${new URLSearchParams([...parameters.filter(([name]) => name !== 'marker'), ['marker', marker]]).toString()}`;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import { Fault } from '../http/fault.ts';
import { queryBehind, textsOf, type Query, type View } from '../http/list-page.ts';
import { isAdmin, type ProjectAccess, type ProjectClients } from '../http/project-client.ts';
import { defaultLimits, noLimit, projectLimits, type LimitOf } from '../http/project-quota.ts';
import { NetworkChanges } from './change-networks.ts';
import { NetworkObjects } from './network-objects.ts';
import { parseNetworkCreation, parseNetworkUpdate } from './network-request.ts';
import { networkView, portView, subnetView } from './network-views.ts';
import { parsePortCreation, parsePortUpdate } from './port-request.ts';
import { parseSubnetCreation, parseSubnetUpdate } from './subnet-request.ts';
import { attributesOf, selected, viewPage } from './view-query.ts';

export interface NetworkRoutesOptions {
  readonly clients: ProjectClients;
  readonly random: Random;
  readonly clock: Clock;
  /** `http://HOST:PORT/network`. */
  readonly baseURL: () => string;
}

/**
 * Networking API v2.0 below `/network`: views of our Networks, each with one subnet or none, and of Ports. All of them can be made, changed and deleted. A subnet
 * is made by giving its network addresses.
 */
export function addNetworkRoutes(app: FastifyInstance, { clients, random, clock, baseURL }: NetworkRoutesOptions): void {
  const objectsOf = async (request: FastifyRequest): Promise<NetworkObjects> => new NetworkObjects(await clients.of(request));
  const version = (): object => ({ id: 'v2.0', status: 'CURRENT', links: [{ rel: 'self', href: `${baseURL()}/v2.0/` }] });
  app.get('/', () => ({ versions: [version()] }));
  app.get('/v2.0', () => ({ version: version(), resources: [] }));

  addViews(app, baseURL, { plural: 'networks', single: 'network', read: (request) => networkViews(request, clients) });
  addViews(app, baseURL, {
    plural: 'subnets',
    single: 'subnet',
    read: async (request) => (await (await objectsOf(request)).networks()).map(subnetView).filter((view) => view !== undefined),
  });
  addViews(app, baseURL, {
    plural: 'ports',
    single: 'port',
    read: async (request) => (await (await objectsOf(request)).ports()).map(portView),
  });
  for (const plural of ['security-groups', 'security-group-rules', 'routers', 'extensions']) {
    addViews(app, baseURL, { plural, single: plural.slice(0, -1), read: async (request) => (await clients.of(request), []) });
  }

  app.get<ByID>('/v2.0/quotas/:id', (request) => quota(clients, request, projectLimits));
  app.get<ByID>('/v2.0/quotas/:id/default', (request) => quota(clients, request, defaultLimits));
  app.post('/v2.0/ports', (request, reply) => createPort(clients, request, reply, random));
  app.put<ByID>('/v2.0/ports/:id', (request) => updatePort(clients, request));
  app.delete<ByID>('/v2.0/ports/:id', (request, reply) => deletePort(clients, request, reply));
  addNetworkChanges(app, { clients, random, clock });
}

/** Clients ask for it beside the quota of the Compute API. Throws Neutron's 403 for another project than the caller's, but for administrators. */
async function quota(
  clients: NetworkRoutesOptions['clients'],
  request: FastifyRequest<ByID>,
  limits: (access: ProjectAccess, projectID: string) => Promise<LimitOf>,
): Promise<object> {
  const access = await clients.of(request);
  const { id } = request.params;
  if (id !== access.caller.projectID && !isAdmin(access)) throw new Fault(403, `The quotas of project ${id} are not yours to see.`);
  const limitOf = await limits(access, id);
  return { quota: { project_id: id, ...unlimitedHere, port: limitOf('ports') } };
}

/** What Neutron limits and we do not, or have not. */
const unlimitedHere: Readonly<Record<string, number>> = Object.fromEntries(
  'network subnet router floatingip security_group security_group_rule rbac_policy subnetpool trunk'
    .split(' ')
    .map((name) => [name, noLimit]),
);

/** A subnet is the addresses of a network, and has its id. */
function addNetworkChanges(app: FastifyInstance, { clients, random, clock }: Omit<NetworkRoutesOptions, 'baseURL'>): void {
  const begun = async (request: FastifyRequest): Promise<Begun> => {
    const access = await clients.of(request);
    return {
      changes: new NetworkChanges({ access, objects: new NetworkObjects(access), random, clock }),
      projectID: access.caller.projectID,
      isAdmin: isAdmin(access),
    };
  };
  app.post('/v2.0/networks', async (request, reply) => createNetwork(await begun(request), request, reply));
  app.put<ByID>('/v2.0/networks/:id', (request) => begun(request).then((begin) => updateNetwork(begin, request)));
  app.delete<ByID>('/v2.0/networks/:id', (request, reply) => begun(request).then((begin) => deleteNetwork(begin, request, reply)));
  app.post('/v2.0/subnets', async (request, reply) => createSubnet(await begun(request), request, reply));
  app.put<ByID>('/v2.0/subnets/:id', (request) => begun(request).then((begin) => updateSubnet(begin, request)));
  app.delete<ByID>('/v2.0/subnets/:id', (request, reply) => begun(request).then((begin) => deleteSubnet(begin, request, reply)));
}

/** A change by somebody whose token is good. */
interface Begun {
  readonly changes: NetworkChanges;
  readonly projectID: string;
  readonly isAdmin: boolean;
}

async function createNetwork({ changes, projectID, ...viewer }: Begun, { body }: FastifyRequest, reply: FastifyReply): Promise<object> {
  const network = await changes.create(parseNetworkCreation(body, projectID));
  void reply.code(201);
  return { network: networkView(network, viewer) };
}

async function updateNetwork({ changes, projectID, ...viewer }: Begun, { body, params }: FastifyRequest<ByID>): Promise<object> {
  return { network: networkView(await changes.update(params.id, parseNetworkUpdate(body, projectID)), viewer) };
}

async function deleteNetwork({ changes }: Begun, { params }: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
  await changes.delete(params.id);
  return reply.code(204).send();
}

async function createSubnet({ changes, projectID }: Begun, { body }: FastifyRequest, reply: FastifyReply): Promise<object> {
  const network = await changes.createSubnet(parseSubnetCreation(body, projectID));
  void reply.code(201);
  return { subnet: subnetView(network) };
}

async function updateSubnet({ changes, projectID }: Begun, { body, params }: FastifyRequest<ByID>): Promise<object> {
  return { subnet: subnetView(await changes.updateSubnet(params.id, parseSubnetUpdate(body, projectID))) };
}

async function deleteSubnet({ changes }: Begun, { params }: FastifyRequest<ByID>, reply: FastifyReply): Promise<FastifyReply> {
  await changes.deleteSubnet(params.id);
  return reply.code(204).send();
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
    const { views: page, nextMarker } = viewPage(views, request.query, attributesOf(plural));
    const links =
      nextMarker === undefined
        ? {}
        : { [`${listKey}_links`]: [{ rel: 'next', href: `${baseURL()}/v2.0/${plural}?${queryBehind(request.url, nextMarker)}` }] };
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

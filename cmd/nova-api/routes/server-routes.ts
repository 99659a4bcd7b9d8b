import { serverKind } from '#apis/compute/server.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { leaveOut, lower } from '../microversions/responses.ts';
import { nextLink } from '../translate/links.ts';
import { serverBrief, serverView, type ServerFacts } from '../translate/server-view.ts';
import { createServers } from './create-server.ts';
import { listServers } from './list-servers.ts';
import { recordEnd } from './record-action.ts';
import { refuseLocked } from './server-guards.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { readUserData } from './read-user-data.ts';
import { findServer, serverFacts } from './server-facts.ts';
import { updateServer } from './update-server.ts';

/** `/servers`. */
export function serverRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path: '/servers', policy: 'reader', query: 'listServers', handle: (request) => list(cloud, request, serverBrief) },
    {
      method: 'GET',
      path: '/servers/detail',
      policy: 'reader',
      query: 'listServers',
      handle: (request) => list(cloud, request, (facts) => inDetail(facts, request)),
    },
    { method: 'POST', path: '/servers', policy: 'member', request: 'createServer', handle: (request) => createServers(cloud, request) },
    {
      method: 'GET',
      path: '/servers/:id',
      policy: 'reader',
      handle: (request) => show(cloud, request),
    },
    {
      method: 'PUT',
      path: '/servers/:id',
      policy: 'member',
      request: 'updateServer',
      handle: async (request) => {
        const server = await updateServer(cloud, request);
        const body = shown(serverFacts(cloud, server), request);
        lower('updatedServer', body, request.version);
        return { code: 200, body: { server: body } };
      },
    },
    { method: 'DELETE', path: '/servers/:id', policy: 'member', handle: (request) => deleteServer(cloud, request) },
  ];
}

/** Administrators see the user data too: of one server, since it has to be read. */
async function show(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const facts = factsOf(cloud, request);
  const server = shown(facts, request);
  if (server[userDataField] === null) server[userDataField] = await readUserData(cloud, request.caller, facts.server);
  return { code: 200, body: { server } };
}

const userDataField = 'OS-EXT-SRV-ATTR:user_data';

function factsOf(cloud: Cloud, { caller, parameters }: NovaRequest): ServerFacts {
  return serverFacts(cloud, findServer(cloud, caller, parameters['id'] ?? ''));
}

/** A server as this caller sees it in this version. */
export function shown(
  facts: ServerFacts,
  { caller, version, links }: Pick<NovaRequest, 'caller' | 'version' | 'links'>,
): Record<string, unknown> {
  const isAdministrator = caller.roles.has('admin');
  const body = serverView(facts, links, isAdministrator ? 'Administrator' : 'Anybody');
  // The name in the guest is everybody's to see from 2.90 on.
  if (!isAdministrator && !has('hostnameForEverybody', version)) leaveOut(body, 'OS-EXT-SRV-ATTR:hostname');
  lower('server', body, version);
  return body;
}

/** One of a list: of its groups only a server that is asked for by itself tells (nova/api/openstack/compute/views/servers.py). */
function inDetail(facts: ServerFacts, request: NovaRequest): object {
  const body = shown(facts, request);
  leaveOut(body, 'server_groups');
  return body;
}

function list(cloud: Cloud, request: NovaRequest, show: (facts: ServerFacts, links: NovaRequest['links']) => object): NovaAnswer {
  const { page, next } = listServers(cloud, request);
  const servers = page.map((facts) => show(facts, request.links));
  const path = request.path.replace(/^\//, '');
  return {
    code: 200,
    body: { servers, ...(next === undefined ? {} : { servers_links: [nextLink(request.links, path, request.query, next)] }) },
  };
}

async function deleteServer(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const { caller, parameters } = request;
  const server = findServer(cloud, caller, parameters['id'] ?? '');
  refuseLocked(server, caller);
  await removeServer(cloud, request, server, {});
  return { code: 204 };
}

/** Deletes a server; `gracePeriodSeconds` 0 gives up its window for being restored. */
export async function removeServer(
  cloud: Cloud,
  request: Pick<NovaRequest, 'caller' | 'requestID'>,
  server: KnownServer,
  options: { readonly gracePeriodSeconds?: number },
): Promise<void> {
  const { metadata, spec } = server;
  if (spec.deletionProtection === true) throw new NovaFault(409, `Instance ${metadata.uid} is protected from deletion.`);
  await recordEnd(cloud, request, server);
  const client = await cloud.as(request.caller);
  const key = { namespace: metadata.namespace ?? '', name: metadata.name };
  const outcome = await client.resource(serverKind).delete(key, { uid: metadata.uid, ...options });
  if (outcome.kind === 'Terminating') cloud.known.servers.absorb(outcome.object as KnownServer);
}

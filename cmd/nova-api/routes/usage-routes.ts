import { displayNameOf } from '#apis/machinery/kind.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { lower } from '../microversions/responses.ts';
import { nextLink } from '../translate/links.ts';
import { readTime } from '../translate/read-time.ts';
import { ranIn, usageView, type Period, type UsedServer } from '../translate/usage-view.ts';
import { pageOf } from './page.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { serverFacts } from './server-facts.ts';

const path = '/os-simple-tenant-usage';
const rule = (verb: string): string => `os_compute_api:os-simple-tenant-usage:${verb}`;

/** `/os-simple-tenant-usage`: how long the servers there are have run. Of those that are gone nothing is known any more. */
export function usageRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path, policy: 'admin', rule: rule('list'), query: 'listTenantUsage', handle: (request) => list(cloud, request) },
    {
      method: 'GET',
      path: `${path}/:project`,
      policy: 'reader',
      rule: rule('show'),
      query: 'showTenantUsage',
      handle: (request) => show(cloud, request),
    },
  ];
}

/** Pages are of servers, from 2.40 on: a project may be in two of them. */
function list(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const now = cloud.clock.now();
  const period = periodOf(request, now);
  const { page, links } = pageOfServers(request, usedServers(cloud, [...cloud.known.servers.list()], period), 'tenant_usages_links');
  const withServers = request.query.get('detailed') === '1';
  const usages = [...Map.groupBy(page, ({ project }) => project)].map(([project, servers]) => {
    const usage = usageView(project, servers, { period, now, withServers });
    lower('tenantUsage', usage, request.version);
    return usage;
  });
  return { code: 200, body: { tenant_usages: usages, ...links } };
}

function show(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const { caller, parameters, version } = request;
  const project = parameters['project'] ?? '';
  if (project !== caller.projectID && !caller.roles.has('admin'))
    throw new NovaFault(403, `Policy doesn't allow ${rule('show')} to be performed.`);
  const now = cloud.clock.now();
  const period = periodOf(request, now);
  const { page, links } = pageOfServers(request, usedServers(cloud, cloud.serversOf(project), period), 'tenant_usage_links');
  // Nova says nothing at all where nothing ran.
  const usage = page.length === 0 ? {} : usageView(project, page, { period, now, withServers: true });
  lower('tenantUsage', usage, version);
  return { code: 200, body: { tenant_usage: usage, ...links } };
}

function pageOfServers(
  { query, version, links, path: place }: NovaRequest,
  servers: readonly UsedServer[],
  linksKey: string,
): { readonly page: readonly UsedServer[]; readonly links: object } {
  if (!has('pagesOfUsage', version)) return { page: servers, links: {} };
  const { page, next } = pageOf(servers, query, ({ id }) => id);
  return { page, links: next === undefined ? {} : { [linksKey]: [nextLink(links, place.slice(1), query, next)] } };
}

/** Those that ran in the period, by project and id. */
function usedServers(cloud: Cloud, servers: readonly KnownServer[], period: Period): readonly UsedServer[] {
  const orderOf = ({ project, id }: UsedServer): string => `${project} ${id}`;
  return servers
    .flatMap((server) => usedServer(cloud, server))
    .filter((server) => ranIn(server, period))
    .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function usedServer(cloud: Cloud, server: KnownServer): readonly UsedServer[] {
  const { launchedAt, resources, requestedResources } = server.status ?? {};
  const size = resources ?? requestedResources;
  if (launchedAt === undefined || size === undefined) return [];
  const { flavor, flavorID, name, state } = serverFacts(cloud, server);
  return [
    {
      id: server.metadata.uid,
      name,
      project: server.metadata.namespace ?? '',
      flavorName: flavor === undefined ? flavorID : displayNameOf(flavor),
      vmState: state.vmState,
      size,
      launchedAt: new Date(launchedAt),
    },
  ];
}

/** From `start` to `end`, each of which is now if it is not said. Throws Nova's 400. */
function periodOf({ query }: NovaRequest, now: Date): Period {
  const [start, stop] = [timeIn(query, 'start') ?? now, timeIn(query, 'end') ?? now];
  if (start > stop || (start.getTime() === stop.getTime() && query.has('start') && query.has('end')))
    throw new NovaFault(400, 'Invalid start time. The start time cannot occur after the end time.');
  return { start, stop };
}

function timeIn(query: URLSearchParams, name: string): Date | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const time = readTime(text);
  if (time === undefined) throw new NovaFault(400, 'Datetime is in invalid format');
  return time;
}

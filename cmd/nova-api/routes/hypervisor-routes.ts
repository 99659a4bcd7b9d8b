import type { Host } from '#apis/infrastructure/host.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { lower, type Representation } from '../microversions/responses.ts';
import { isTrue } from '../translate/create-request.ts';
import { hypervisorBrief, hypervisorSums, hypervisorView, stateOf, uptimeOf, type HostFacts } from '../translate/host-view.ts';
import { nextLink } from '../translate/links.ts';
import { hostByID, hostFacts, hostsInOrder } from './host-facts.ts';
import { pageOf } from './page.ts';
import type { NovaAnswer, NovaRequest, Policy, Route } from './route.ts';

const path = '/os-hypervisors';
const policy: Policy = 'admin';
const rule = (verb: string): string => `os_compute_api:os-hypervisors:${verb}`;

/** `/os-hypervisors`: hosts, for administrators. */
export function hypervisorRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path,
      policy,
      rule: rule('list'),
      query: 'listHypervisors',
      handle: (request) => list(cloud, request, 'hypervisorBrief'),
    },
    {
      method: 'GET',
      path: `${path}/detail`,
      policy,
      rule: rule('list-detail'),
      query: 'listHypervisors',
      handle: (request) => list(cloud, request, 'hypervisor'),
    },
    { method: 'GET', path: `${path}/statistics`, policy, rule: rule('statistics'), until: 87, handle: () => statistics(cloud) },
    { method: 'GET', path: `${path}/:id`, policy, rule: rule('show'), query: 'showHypervisor', handle: (request) => show(cloud, request) },
    { method: 'GET', path: `${path}/:id/uptime`, policy, rule: rule('uptime'), until: 87, handle: (request) => uptime(cloud, request) },
    { method: 'GET', path: `${path}/:id/search`, policy, rule: rule('search'), until: 52, handle: (request) => search(cloud, request) },
    {
      method: 'GET',
      path: `${path}/:id/servers`,
      policy,
      rule: rule('servers'),
      until: 52,
      handle: (request) => search(cloud, request, { withServers: true }),
    },
  ];
}

type Form = Extract<Representation, 'hypervisor' | 'hypervisorBrief'>;

function list(cloud: Cloud, request: NovaRequest, form: Form): NovaAnswer {
  const { query, version, links } = request;
  const pattern = query.get('hypervisor_hostname_pattern');
  if (pattern !== null && (query.has('limit') || query.has('marker')))
    throw new NovaFault(400, 'Paging over hypervisors with the hypervisor_hostname_pattern query parameter is not supported.');
  const hosts = pattern === null ? hostsInOrder(cloud) : matching(cloud, pattern);
  const idOf = ({ metadata, status }: Host): string => (has('hostsByUID', version) ? metadata.uid : String(status?.number ?? 0));
  const { page, next } = !has('pagesOfHypervisors', version) ? { page: hosts, next: undefined } : pageOf(hosts, query, idOf);
  const withServers = isTrue(query.get('with_servers') ?? false);
  const hypervisors = page.map((host) => shown(hostFacts(cloud, host), { form, version, withServers }));
  const nextPage = next === undefined ? {} : { hypervisors_links: [nextLink(links, request.path.slice(1), query, next)] };
  return { code: 200, body: { hypervisors, ...nextPage } };
}

/** Those with such a piece in their name. Throws Nova's 404 if there are none. */
function matching(cloud: Cloud, pattern: string): readonly Host[] {
  const hosts = hostsInOrder(cloud).filter(({ metadata }) => metadata.name.includes(pattern));
  if (hosts.length === 0) throw new NovaFault(404, `No hypervisor matching '${pattern}' could be found.`);
  return hosts;
}

function show(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const withServers = isTrue(request.query.get('with_servers') ?? false);
  const facts = hostFacts(cloud, find(cloud, request));
  return { code: 200, body: { hypervisor: shown(facts, { form: 'hypervisor', version: request.version, withServers }) } };
}

/** Not told of machines that the agent does not run on, as by some of Nova's drivers. */
function uptime(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const host = find(cloud, request);
  if (stateOf(host) === 'down') throw new NovaFault(400, `Compute service of ${host.metadata.name} is unavailable at this time.`);
  const facts = hostFacts(cloud, host);
  const text = uptimeOf(facts);
  if (text === undefined) throw new NovaFault(501, 'Virt driver does not implement uptime function.');
  const hypervisor = hypervisorBrief(facts);
  lower('hypervisorUptime', hypervisor, request.version);
  return { code: 200, body: { hypervisor: { ...hypervisor, uptime: text } } };
}

function search(cloud: Cloud, { parameters, version }: NovaRequest, { withServers = false } = {}): NovaAnswer {
  const hypervisors = matching(cloud, parameters['id'] ?? '').map((host) =>
    shown(hostFacts(cloud, host), { form: 'hypervisorBrief', version, withServers }),
  );
  return { code: 200, body: { hypervisors } };
}

function statistics(cloud: Cloud): NovaAnswer {
  const sums: Record<string, number> = { count: 0 };
  for (const host of hostsInOrder(cloud)) {
    sums['count'] = (sums['count'] ?? 0) + 1;
    for (const [name, value] of Object.entries(hypervisorSums(hostFacts(cloud, host)))) sums[name] = (sums[name] ?? 0) + value;
  }
  return { code: 200, body: { hypervisor_statistics: { ...noHosts, ...sums } } };
}

const noHosts = {
  count: 0,
  vcpus: 0,
  memory_mb: 0,
  local_gb: 0,
  vcpus_used: 0,
  memory_mb_used: 0,
  local_gb_used: 0,
  free_ram_mb: 0,
  free_disk_gb: 0,
  disk_available_least: 0,
  current_workload: 0,
  running_vms: 0,
};

function find(cloud: Cloud, { parameters, version }: NovaRequest): Host {
  const id = parameters['id'] ?? '';
  return hostByID(cloud, { id, version, missing: new NovaFault(404, `Compute host ${id} could not be found.`) });
}

interface Showing {
  readonly form: Form;
  readonly version: number;
  readonly withServers: boolean;
}

function shown(facts: HostFacts, { form, version, withServers }: Showing): Record<string, unknown> {
  const body = form === 'hypervisor' ? hypervisorView(facts) : hypervisorBrief(facts);
  if (withServers) body['servers'] = facts.servers.map(({ uuid, name }) => ({ uuid, name }));
  lower(form, body, version);
  return body;
}

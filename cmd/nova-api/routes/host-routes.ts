import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { changeObject } from '../cloud/change-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { sumOf, type Claim, type HostFacts, hypervisorSums } from '../translate/host-view.ts';
import { hostByName, hostFacts, hostsInOrder } from './host-facts.ts';
import type { NovaAnswer, NovaRequest, Policy, Route } from './route.ts';

const path = '/os-hosts';
const policy: Policy = 'admin';
const until = 42;
const rule = (verb: string): string => `os_compute_api:os-hosts:${verb}`;

/** `/os-hosts`, which went in 2.43. */
export function hostRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path, policy, rule: rule('list'), query: 'listHosts', until, handle: (request) => list(cloud, request) },
    {
      method: 'GET',
      path: `${path}/:name`,
      policy,
      rule: rule('show'),
      until,
      handle: ({ parameters }) => resourcesOf(hostFacts(cloud, hostByName(cloud, parameters['name'] ?? ''))),
    },
    {
      method: 'PUT',
      path: `${path}/:name`,
      policy,
      rule: rule('update'),
      request: 'updateHost',
      until,
      handle: (request) => update(cloud, request),
    },
    ...['startup', 'shutdown', 'reboot'].map((action): Route => ({
      method: 'GET',
      path: `${path}/:name/${action}`,
      policy,
      rule: rule(action),
      until,
      handle: ({ parameters }) => {
        hostByName(cloud, parameters['name'] ?? '');
        throw new NovaFault(501, `Virt driver does not implement host ${action}.`);
      },
    })),
  ];
}

function list(cloud: Cloud, { query }: NovaRequest): NovaAnswer {
  const wanted = query.get('zone') ?? '';
  const hosts = hostsInOrder(cloud)
    .map((host) => ({ host_name: host.metadata.name, service: 'compute', zone: hostFacts(cloud, host).zone }))
    .filter(({ zone }) => wanted === '' || zone === wanted);
  return { code: 200, body: { hosts } };
}

/** What a host has, what is used, what its servers may use at most, and how much of that is whose. */
function resourcesOf(facts: HostFacts): NovaAnswer {
  const sums = hypervisorSums(facts);
  const entry = (project: string, cpu = 0, memory = 0, disk = 0): object => ({
    resource: { project, host: facts.host.metadata.name, cpu, memory_mb: memory, disk_gb: disk },
  });
  const claimed = (project: string, claims: readonly Claim[]): object =>
    entry(project, sumOf(claims, 'vcpus'), sumOf(claims, 'memoryMiB'), sumOf(claims, 'diskGiB'));
  const byProject = Map.groupBy(facts.servers, ({ project }) => project);
  const host = [
    entry('(total)', sums['vcpus'], sums['memory_mb'], sums['local_gb']),
    entry('(used_now)', sums['vcpus_used'], sums['memory_mb_used'], sums['local_gb_used']),
    claimed('(used_max)', facts.claims),
    ...[...byProject].map(([project, servers]) =>
      claimed(
        project,
        servers.map(({ claim }) => claim),
      ),
    ),
  ];
  return { code: 200, body: { host } };
}

async function update(cloud: Cloud, { body, caller, parameters }: NovaRequest): Promise<NovaAnswer> {
  const { status, maintenance_mode: maintenance } = body as { readonly status?: string; readonly maintenance_mode?: string };
  if (status === undefined && maintenance === undefined)
    throw new NovaFault(400, 'Invalid update setting: at least one of status and maintenance_mode is needed.');
  const found: Host = hostByName(cloud, parameters['name'] ?? '');
  if (maintenance !== undefined) throw new NovaFault(501, 'Virt driver does not implement host maintenance mode.');
  const isDisabled = status?.toLowerCase() === 'disable';
  const client = (await cloud.as(caller)).resource(hostKind);
  await changeObject(client, cloud.known.hosts, found, () => ({ spec: { unschedulable: isDisabled } }));
  return { code: 200, body: { host: found.metadata.name, status: isDisabled ? 'disabled' : 'enabled' } };
}

import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { serverFilters } from '../translate/server-filters.ts';
import { statesOfStatus } from '../translate/server-state.ts';
import { launchIndexAnnotation, type ServerFacts } from '../translate/server-view.ts';
import { isFalse, isTrue } from '../translate/create-request.ts';
import { pageOf, type Page } from './page.ts';
import type { NovaRequest } from './route.ts';
import { serverFacts } from './server-facts.ts';

/** One page of the servers that a query asks for; the newest first, unless it says otherwise. */
export function listServers(cloud: Cloud, { caller, query, version }: NovaRequest): Page<ServerFacts> {
  const isAdministrator = caller.roles.has('admin');
  const allTenants = query.get('all_tenants');
  // Named without a value, it means yes.
  const wantsAll = allTenants === '' || isTrue(allTenants ?? undefined);
  if (allTenants !== null && allTenants !== '' && !wantsAll && !isFalse(allTenants))
    throw new NovaFault(400, `Unrecognized value '${allTenants.slice(0, 64)}' of all_tenants`);
  if (query.getAll('sort_dir').some((direction) => direction !== 'asc' && direction !== 'desc'))
    throw new NovaFault(400, "Invalid input received: Unknown sort direction, must be 'desc' or 'asc'");
  const hostKey = query.getAll('sort_key').find((key) => key === 'host' || key === 'node');
  if (hostKey !== undefined && !isAdministrator) throw new NovaFault(403, `Only administrators can sort servers by ${hostKey}`);
  if (wantsAll && !isAdministrator)
    throw new NovaFault(403, "Policy doesn't allow os_compute_api:servers:detail:get_all_tenants to be performed.");
  const statuses = query.getAll('status');
  const unknown = statuses.filter((status) => statesOfStatus(status.toUpperCase()).length === 0);
  if (unknown.length === statuses.length && unknown.length > 0) {
    if (has('unknownStatusRefused', version)) throw new NovaFault(400, 'Invalid status value');
    return { page: [], next: undefined };
  }
  const project = isAdministrator ? (query.get('project_id') ?? query.get('tenant_id') ?? undefined) : undefined;
  const servers = wantsAll ? [...cloud.known.servers.list()] : cloud.serversOf(caller.projectID);
  const filters = serverFilters(query, { isAdministrator, version });
  const facts = servers
    .filter(({ metadata }) => !wantsAll || project === undefined || metadata.namespace === project)
    .map((server) => serverFacts(cloud, server))
    // What was deleted and can be restored is shown to whoever asks for it by its status.
    .filter((each) => (each.state.vmState === 'soft-delete' ? statuses.length > 0 : true) && filters.every((filter) => filter(each)));
  return pageOf(facts.toSorted(orderOf(query)), query, ({ server }) => server.metadata.uid);
}

type Order = (one: ServerFacts, other: ServerFacts) => number;

/** By the keys of the query, in their directions, and at last by id, so that pages never overlap. */
function orderOf(query: URLSearchParams): Order {
  const keys = [...query.getAll('sort_key'), ...defaultKeys];
  const directions = query.getAll('sort_dir');
  const orders = keys.map((key, index): Order => {
    const textOf = sortTexts[key] ?? ((): string => '');
    const isDescending = (directions[index] ?? directions.at(-1) ?? 'desc').toLowerCase() === 'desc';
    return (one, other) => {
      const [left, right] = [textOf(one), textOf(other)];
      return (left < right ? -1 : left > right ? 1 : 0) * (isDescending ? -1 : 1);
    };
  });
  return (one, other) => {
    for (const order of orders) {
      const result = order(one, other);
      if (result !== 0) return result;
    }
    return 0;
  };
}

const defaultKeys = ['created_at', 'uuid'];

const sortTexts: Readonly<Record<string, (facts: ServerFacts) => string>> = {
  created_at: ({ server }) => server.metadata.creationTimestamp,
  updated_at: ({ server }) => server.updatedAt,
  uuid: ({ server }) => server.metadata.uid,
  display_name: ({ name }) => name,
  display_description: ({ server }) => server.spec.description ?? '',
  description: ({ server }) => server.spec.description ?? '',
  vm_state: ({ state }) => state.vmState,
  task_state: ({ state }) => state.taskState ?? '',
  power_state: ({ state }) => String(state.powerState),
  image_ref: ({ imageID }) => imageID ?? '',
  instance_type_id: ({ server }) => server.spec.flavor,
  key_name: ({ keyName }) => keyName ?? '',
  launched_at: ({ server }) => server.status?.launchedAt ?? '',
  host: ({ instance }) => instance?.spec.host.name ?? '',
  node: ({ instance }) => instance?.spec.host.name ?? '',
  availability_zone: ({ zone }) => zone,
  project_id: ({ server }) => server.metadata.namespace ?? '',
  user_id: ({ userID }) => userID,
  launch_index: ({ server }) => server.metadata.annotations?.[launchIndexAnnotation] ?? '0',
  hostname: ({ server }) => server.spec.hostname ?? server.metadata.name,
  locked: ({ server }) => String(server.spec.lock !== undefined),
};

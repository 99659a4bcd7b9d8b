/** In which versions a path, or an action on it, is there (nova/api/openstack/compute/routes.py, and the versions of its controllers). */
export interface EndpointVersions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/v2.1`; a word with a colon stands for anything. */
  readonly path: string;
  /** The one key of the body, where it is about one action only. */
  readonly action?: string;
  /** The first version; absent: the oldest. */
  readonly since?: number;
  /** The last version; absent: the newest. In others it is 404. */
  readonly until?: number;
  /** It was taken out for good, and is 410 in every version. */
  readonly gone?: 410;
}

/** Every endpoint that is not there in all versions. */
export const endpointVersions: readonly EndpointVersions[] = [
  ...actions(['os-getVNCConsole', 'os-getSPICEConsole', 'os-getRDPConsole', 'os-getSerialConsole'], { until: 5 }),
  ...paths('POST /servers/:id/remote-consoles', { since: 6 }),
  ...actions(['trigger_crash_dump'], { since: 17 }),
  ...paths('POST /servers/:id/migrations/:migration/action', { since: 22 }),
  ...paths('GET /servers/:id/migrations, GET /servers/:id/migrations/:migration', { since: 23 }),
  ...paths('DELETE /servers/:id/migrations/:migration', { since: 24 }),
  ...paths('GET PUT DELETE /servers/:id/tags, GET PUT DELETE /servers/:id/tags/:tag', { since: 26 }),
  ...paths(proxies(), { until: 35 }),
  ...paths('GET POST PUT /images/:id/metadata, GET PUT DELETE /images/:id/metadata/:key', { until: 38 }),
  ...paths('GET /os-hosts, GET PUT /os-hosts/:id', { until: 42 }),
  ...paths('GET /os-hosts/:id/reboot, GET /os-hosts/:id/shutdown, GET /os-hosts/:id/startup', { until: 42 }),
  ...actions(['addFixedIp', 'removeFixedIp', 'addFloatingIp', 'removeFloatingIp'], { until: 43 }),
  ...paths('GET /os-hypervisors/:id/search, GET /os-hypervisors/:id/servers', { until: 52 }),
  ...paths('PUT /flavors/:id', { since: 55 }),
  ...paths('GET /servers/:id/topology', { since: 78 }),
  ...paths('POST /os-aggregates/:id/images', { since: 81 }),
  ...paths('GET /os-hypervisors/statistics, GET /os-hypervisors/:id/uptime', { until: 87 }),
  ...actions(['resetNetwork'], { gone: 410 }),
  ...paths(removed(), { gone: 410 }),
];

/** The versions of a path; of all if there is nothing to say of it. */
export function versionsOf(method: string, path: string): Pick<EndpointVersions, 'since' | 'until' | 'gone'> {
  return byEndpoint.get(`${method} ${shapeOf(path)}`) ?? {};
}

/** Puts the versions of a route's path to it, unless it says some itself. */
export function inItsVersions<
  Route extends { readonly method: string; readonly path: string; readonly since?: number; readonly until?: number },
>(route: Route): Route {
  const { since, until } = versionsOf(route.method, route.path);
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }), ...route };
}

const byEndpoint: ReadonlyMap<string, EndpointVersions> = new Map(
  endpointVersions.filter(({ action }) => action === undefined).map((each) => [`${each.method} ${shapeOf(each.path)}`, each]),
);

/** A path whatever its parameters are called. */
function shapeOf(path: string): string {
  return path.replaceAll(/:[^/]+/g, ':');
}

type Versions = Pick<EndpointVersions, 'since' | 'until' | 'gone'>;

function actions(names: readonly string[], versions: Versions): readonly EndpointVersions[] {
  return names.map((action) => ({ method: 'POST', path: '/servers/:id/action', action, ...versions }));
}

/** From a list of paths, each after its methods, with commas between. */
function paths(list: string, versions: Versions): readonly EndpointVersions[] {
  return list.split(',').flatMap((each) => {
    const words = each.trim().split(/\s+/);
    const path = words.pop() ?? '';
    return (words as EndpointVersions['method'][]).map((method) => ({ method, path, ...versions }));
  });
}

/** What belongs to other services, which are to be asked directly since 2.36. */
function proxies(): string {
  return `GET /images, GET /images/detail, GET DELETE /images/:id,
    GET /os-networks, GET /os-networks/:id, GET /os-tenant-networks, GET /os-tenant-networks/:id,
    GET POST /os-floating-ips, GET DELETE /os-floating-ips/:id, GET /os-floating-ip-pools,
    GET POST /os-security-groups, GET PUT DELETE /os-security-groups/:id, POST /os-security-group-rules, DELETE /os-security-group-rules/:id,
    GET POST /os-volumes, GET /os-volumes/detail, GET DELETE /os-volumes/:id,
    GET POST /os-snapshots, GET /os-snapshots/detail, GET DELETE /os-snapshots/:id,
    GET POST /os-baremetal-nodes, GET DELETE /os-baremetal-nodes/:id, POST /os-baremetal-nodes/:id/action`;
}

/** What Nova has taken out. */
function removed(): string {
  return `GET POST /os-agents, PUT DELETE /os-agents/:id,
    GET POST /os-cells, GET /os-cells/capacities, GET /os-cells/detail, GET /os-cells/info, POST /os-cells/sync_instances,
    GET PUT DELETE /os-cells/:id, GET /os-cells/:id/capacities,
    POST /os-certificates, GET /os-certificates/:id, GET POST /os-cloudpipe, PUT /os-cloudpipe/:id,
    GET /os-fixed-ips/:id, POST /os-fixed-ips/:id/action,
    GET /os-floating-ip-dns, PUT DELETE /os-floating-ip-dns/:id, GET PUT DELETE /os-floating-ip-dns/:id/entries/:entry,
    GET POST /os-floating-ips-bulk, GET PUT /os-floating-ips-bulk/:id, GET /os-fping, GET /os-fping/:id,
    POST /os-networks, POST /os-networks/add, DELETE /os-networks/:id, POST /os-networks/:id/action,
    GET POST /os-security-group-default-rules, GET DELETE /os-security-group-default-rules/:id,
    POST /os-tenant-networks, DELETE /os-tenant-networks/:id,
    GET POST /servers/:id/consoles, GET DELETE /servers/:id/consoles/:console, GET /servers/:id/os-virtual-interfaces`;
}

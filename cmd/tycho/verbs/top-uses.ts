import { addAmounts, allocatable, noAmounts, resourceNames, type Amounts } from '#apis/infrastructure/allocatable.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { listPages } from '../api/list-pages.ts';
import type { ObjectList } from '../api/server-table.ts';
import { CommandFailure } from '../command-failure.ts';
import type { ApiConnection } from '../session.ts';

/** What is promised on one host, of what may be promised there. */
export interface UseOfHost {
  readonly name: string;
  readonly isReady: boolean;
  readonly serverCount: number;
  readonly claimed: Amounts;
  /** Undefined while the host has not said what it has. */
  readonly allocatable: Amounts | undefined;
}

/** What the servers of one project take. */
export interface UseOfProject {
  readonly name: string;
  readonly serverCount: number;
  readonly claimed: Amounts;
}

/** All hosts and all that is placed on them. Throws {@link ForbiddenError} for those who may not see them. */
export async function readPlaces(
  connection: ApiConnection,
): Promise<{ readonly hosts: readonly Host[]; readonly instances: readonly Instance[] }> {
  const [hosts, instances] = await Promise.all([listAll(connection, hostKind), listAll(connection, instanceKind)]);
  return { hosts: hosts as unknown as readonly Host[], instances: instances as unknown as readonly Instance[] };
}

async function listAll({ client, resources }: ApiConnection, { group, plural }: KindDefinition): Promise<ObjectList['items']> {
  const resource = (await resources.all()).find((each) => each.plural === plural && each.group === group);
  if (resource === undefined) throw new CommandFailure(`the server has no ${plural}.${group}`);
  const pages = await listPages<ObjectList>(client, { resource }, { chunkSize: 500, accept: 'application/json' });
  return pages.flatMap(({ items }) => items);
}

/** The fullest first: by the resource of which it has promised the largest share. */
export function usesOfHosts(hosts: readonly Host[], instances: readonly Instance[]): readonly UseOfHost[] {
  const byHost = Map.groupBy(instances, ({ spec }) => spec.host.uid);
  return hosts
    .map((host): UseOfHost => {
      const itsInstances = byHost.get(host.metadata.uid) ?? [];
      return {
        name: host.metadata.name,
        isReady: isConditionTrue(host.status?.conditions, 'Ready'),
        serverCount: serverCount(itsInstances),
        claimed: claimsOf(itsInstances),
        allocatable: allocatable(host),
      };
    })
    .toSorted((left, right) => fullness(right) - fullness(left) || (left.name < right.name ? -1 : 1));
}

/** The largest first, by memory. A server that is between two hosts is counted on both, as it takes room on both. */
export function usesOfProjects(instances: readonly Instance[]): readonly UseOfProject[] {
  return [...Map.groupBy(instances, ({ metadata }) => metadata.namespace ?? '')]
    .map(([name, itsInstances]) => ({ name, serverCount: serverCount(itsInstances), claimed: claimsOf(itsInstances) }))
    .toSorted((left, right) => right.claimed.memoryMiB - left.claimed.memoryMiB || (left.name < right.name ? -1 : 1));
}

function serverCount(instances: readonly Instance[]): number {
  return new Set(instances.map(({ spec }) => spec.server.uid)).size;
}

function claimsOf(instances: readonly Instance[]): Amounts {
  return instances.reduce((sum, { spec }) => addAmounts(sum, spec.claim), noAmounts);
}

function fullness({ claimed, allocatable: limit }: UseOfHost): number {
  return limit === undefined ? 0 : Math.max(...resourceNames.map((name) => (limit[name] === 0 ? 0 : claimed[name] / limit[name])));
}

/** The cells of a line: host, ready, servers, and of each resource `USED/ALL (SHARE)`. */
export function rowOfHost({ name, isReady, serverCount: count, claimed, allocatable: limit }: UseOfHost): readonly string[] {
  const share = (resource: keyof Amounts): string => {
    if (limit === undefined) return String(claimed[resource]);
    const percent = limit[resource] === 0 ? '' : ` (${Math.round((claimed[resource] * 100) / limit[resource])}%)`;
    return `${claimed[resource]}/${limit[resource]}${percent}`;
  };
  return [name, isReady ? 'True' : 'False', String(count), ...resourceNames.map(share)];
}

/** The cells of a line: project, servers, and of each resource what is taken. */
export function rowOfProject({ name, serverCount: count, claimed }: UseOfProject): readonly string[] {
  return [name, String(count), ...resourceNames.map((resource) => String(claimed[resource]))];
}

import type { Flavor } from '#apis/compute/flavor.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { usageOf, type Use } from '#apis/infrastructure/quota-use.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { limitsFrom, unlimited, usedOf, type Limits } from '../translate/quota-view.ts';

/** What holds for a project: the least of all its Quotas. */
export function limitsOfProject(cloud: Cloud, projectID: string): Limits {
  return limitsFrom([...cloud.known.quotas.list()].filter(({ metadata }) => metadata.namespace === projectID).map(({ spec }) => spec));
}

/** What a project has of what its Quotas can limit, as the core counts it. */
export function useOfProject(cloud: Cloud, projectID: string): Use {
  const groups = [...cloud.known.groups.list()].filter(({ metadata }) => metadata.namespace === projectID);
  return usageOf([
    ...cloud.serversOf(projectID).map((object) => ({ kind: serverKind, object })),
    ...groups.map((object) => ({ kind: serverGroupKind, object })),
  ]);
}

/** Refuses more pairs for one server than the project may have: Nova's 403. */
export function refuseManyPairs(cloud: Cloud, projectID: string, pairs: object): void {
  const limit = limitsOfProject(cloud, projectID).metadata_items;
  if (limit !== unlimited && Object.keys(pairs).length > limit)
    throw new NovaFault(403, `Maximum number of metadata items exceeds ${limit}`);
}

/**
 * Refuses servers of one size that the project has no room for, before any of them is made. What is exact is checked with each server, in the transaction that makes
 * it.
 */
export function refuseBeyondQuota(cloud: Cloud, projectID: string, count: number, { vcpus, memoryMiB }: Flavor['spec']): void {
  const limits = limitsOfProject(cloud, projectID);
  const limited = (['instances', 'cores', 'ram'] as const).filter((name) => limits[name] !== unlimited);
  if (limited.length === 0) return;
  const use = useOfProject(cloud, projectID);
  const used = Object.fromEntries(limited.map((name) => [name, usedOf(name, use)]));
  const requested = { instances: count, cores: count * vcpus, ram: count * memoryMiB };
  const exceeded = limited.filter((name) => (used[name] ?? 0) + requested[name] > limits[name]);
  if (exceeded.length === 0) return;
  const words = (values: Readonly<Record<string, number | undefined>>): string => exceeded.map((name) => values[name] ?? 0).join(', ');
  throw new NovaFault(
    403,
    `Quota exceeded for ${exceeded.join(', ')}: Requested ${words(requested)}, but already used ${words(used)} of ${words(limits)} ${exceeded.join(', ')}`,
  );
}

import type { Flavor } from '#apis/compute/flavor.ts';
import type { Quota } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { isCountedBy, usageOf, type Use } from '#apis/infrastructure/quota-use.ts';
import { openStackUser, type Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { limitsFrom, statedLimits, unlimited, usedOf, type Limits } from '../translate/quota-view.ts';

/** What is limited: a whole project, or one user in it. */
export interface QuotaSubject {
  readonly projectID: string;
  readonly userID?: string | undefined;
}

/** What holds: for a project the least of all its Quotas, and of the defaults where they say nothing; for a user what their own say, and else what the project has. */
export function limitsOf(cloud: Cloud, { projectID, userID }: QuotaSubject): Limits {
  const quotas = quotasOfProject(cloud, projectID).map(({ spec }) => spec);
  const ofProject = limitsFrom(
    quotas,
    [...cloud.known.defaultQuotas.list()].map(({ spec }) => spec),
  );
  if (userID === undefined) return ofProject;
  const user = openStackUser(userID);
  return { ...ofProject, ...statedLimits(quotas.filter((spec) => spec.user === user)) };
}

/** All Quotas of a project, those of its users too. */
export function quotasOfProject(cloud: Cloud, projectID: string): readonly Quota[] {
  return [...cloud.known.quotas.list()].filter(({ metadata }) => metadata.namespace === projectID);
}

/** What there is of what Quotas can limit, as the core counts it. */
export function useOf(cloud: Cloud, { projectID, userID }: QuotaSubject): Use {
  const groups = [...cloud.known.groups.list()].filter(({ metadata }) => metadata.namespace === projectID);
  const counter = userID === undefined ? {} : { user: openStackUser(userID) };
  return usageOf(
    [
      ...cloud.serversOf(projectID).map((object) => ({ kind: serverKind, object })),
      ...groups.map((object) => ({ kind: serverGroupKind, object })),
    ].filter(({ kind, object }) => isCountedBy(counter, kind, object)),
  );
}

/** Refuses more pairs for one server than the project may have: Nova's 403. */
export function refuseManyPairs(cloud: Cloud, projectID: string, pairs: object): void {
  const limit = limitsOf(cloud, { projectID }).metadata_items;
  if (limit !== unlimited && Object.keys(pairs).length > limit)
    throw new NovaFault(403, `Maximum number of metadata items exceeds ${limit}`);
}

/**
 * Refuses servers of one size that the project, or the caller in it, has no room for, before any of them is made. What is exact is checked with each server, in the
 * transaction that makes it.
 */
export function refuseBeyondQuota(cloud: Cloud, { projectID, userID }: Caller, count: number, flavor: Flavor['spec']): void {
  refuseBeyond(cloud, { projectID }, count, flavor);
  const user = openStackUser(userID);
  if (quotasOfProject(cloud, projectID).some(({ spec }) => spec.user === user)) refuseBeyond(cloud, { projectID, userID }, count, flavor);
}

function refuseBeyond(cloud: Cloud, subject: QuotaSubject, count: number, { vcpus, memoryMiB }: Flavor['spec']): void {
  const limits = limitsOf(cloud, subject);
  const limited = (['instances', 'cores', 'ram'] as const).filter((name) => limits[name] !== unlimited);
  if (limited.length === 0) return;
  const use = useOf(cloud, subject);
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

import type { QuotaLimits, QuotaSpec } from '#apis/compute/quota.ts';
import type { Use } from '#apis/infrastructure/quota-use.ts';

/** Nova's words for what a Quota limits. */
export const quotaFields = {
  instances: 'servers',
  cores: 'vcpus',
  ram: 'memoryMiB',
  metadata_items: 'serverMetadataItems',
  key_pairs: 'keyPairsPerUser',
  server_groups: 'serverGroups',
  server_group_members: 'serverGroupMembers',
} as const satisfies Readonly<Record<string, keyof QuotaSpec>>;

export type QuotaName = keyof typeof quotaFields;

export const quotaNames = Object.keys(quotaFields) as readonly QuotaName[];

/** How much of each a project may have; -1 is any amount. */
export type Limits = Readonly<Record<QuotaName, number>>;

export const unlimited = -1;

/** Most pairs of one server where no Quota says otherwise, as with Nova. */
export const defaultMetadataItems = 128;

/** What holds where neither a Quota nor a DefaultQuota says anything. The core limits nothing by itself; pairs of servers are limited by this process. */
export const defaultLimits: Limits = {
  instances: unlimited,
  cores: unlimited,
  ram: unlimited,
  metadata_items: defaultMetadataItems,
  key_pairs: unlimited,
  server_groups: unlimited,
  server_group_members: unlimited,
};

/** What quotas state: of each amount the least, or -1 where one states that it has no limit. */
export function statedLimits(quotas: readonly QuotaLimits[]): Partial<Limits> {
  const stated: Partial<Record<QuotaName, number>> = {};
  for (const name of quotaNames) {
    const field = quotaFields[name];
    const said = quotas.flatMap((quota) => [quota[field], field === 'keyPairsPerUser' ? quota.keyPairs : undefined]);
    const limits = said.filter((limit) => limit !== undefined);
    if (limits.length > 0) stated[name] = Math.min(...limits);
    else if (quotas.some(({ unlimited = [] }) => unlimited.includes(field))) stated[name] = unlimited;
  }
  return stated;
}

/** What holds for a project with these Quotas: all of them; and what none of them speaks of, the defaults. */
export function limitsFrom(own: readonly QuotaSpec[], defaults: readonly QuotaLimits[]): Limits {
  const ofProject = own.filter(({ user }) => user === undefined);
  return { ...defaultLimits, ...statedLimits(defaults), ...statedLimits(ofProject) };
}

/** The patch of a quota's spec that makes it state these limits and leaves the others as they are. */
export function patchOfLimits(limits: Partial<Limits>, current: QuotaLimits): Readonly<Record<string, number | readonly string[] | null>> {
  const amounts: Record<string, number | null> = {};
  const stated = new Set(current.unlimited ?? []);
  for (const [name, limit] of Object.entries(limits) as [QuotaName, number][]) {
    const field = quotaFields[name];
    amounts[field] = limit === unlimited ? null : limit;
    if (limit === unlimited) stated.add(field);
    else stated.delete(field);
  }
  return { ...amounts, unlimited: stated.size === 0 ? null : [...stated].toSorted() };
}

/** The same of the quota of one user. What it does not limit the project limits. */
export function patchOfUserLimits(limits: Partial<Limits>): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    (Object.entries(limits) as [QuotaName, number][]).map(([name, limit]) => [
      name === 'key_pairs' ? 'keyPairs' : quotaFields[name],
      limit === unlimited ? null : limit,
    ]),
  );
}

/** How much there is of what is summed; of what is limited by object or by user, nothing, as with Nova. */
export function usedOf(name: QuotaName, use: Use): number {
  return name === 'key_pairs' ? 0 : (use[quotaFields[name]] ?? 0);
}

/** The limits with what is used of them. */
export function quotaDetails(limits: Limits, use: Use): Record<string, unknown> {
  return Object.fromEntries(quotaNames.map((name) => [name, { limit: limits[name], in_use: usedOf(name, use), reserved: 0 }]));
}

/** The limits as `GET /limits` has them, with what is used of them. */
export function absoluteLimits(limits: Limits, use: Use): Record<string, unknown> {
  return {
    maxTotalInstances: limits.instances,
    maxTotalCores: limits.cores,
    maxTotalRAMSize: limits.ram,
    maxServerMeta: limits.metadata_items,
    maxTotalKeypairs: limits.key_pairs,
    maxServerGroups: limits.server_groups,
    maxServerGroupMembers: limits.server_group_members,
    totalInstancesUsed: usedOf('instances', use),
    totalCoresUsed: usedOf('cores', use),
    totalRAMUsed: usedOf('ram', use),
    totalServerGroupsUsed: usedOf('server_groups', use),
  };
}

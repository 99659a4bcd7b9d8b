import type { QuotaSpec } from '#apis/compute/quota.ts';
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

/** What holds for a project without a Quota. The core limits nothing by itself; pairs of servers are limited by this process. */
export const defaultLimits: Limits = {
  instances: unlimited,
  cores: unlimited,
  ram: unlimited,
  metadata_items: defaultMetadataItems,
  key_pairs: unlimited,
  server_groups: unlimited,
  server_group_members: unlimited,
};

/** What holds for a project with these Quotas: all of them. */
export function limitsFrom(quotas: readonly QuotaSpec[]): Limits {
  return Object.fromEntries(
    quotaNames.map((name) => {
      const field = quotaFields[name];
      const said = quotas.flatMap((quota) => [quota[field], field === 'keyPairsPerUser' ? quota.keyPairs : undefined]);
      const limits = said.filter((limit) => limit !== undefined);
      return [name, limits.length === 0 ? defaultLimits[name] : Math.min(...limits)];
    }),
  ) as Limits;
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

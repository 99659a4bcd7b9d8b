import type { ApiClient } from '#apis/client/api-client.ts';
import { defaultQuotaKind, type DefaultQuota } from '#apis/compute/default-quota.ts';
import { quotaKind, type Quota, type QuotaLimits } from '#apis/compute/quota.ts';
import { defaultsBeside, limitsOf } from '#apis/infrastructure/quota-use.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { ProjectAccess } from './project-client.ts';

/** What OpenStack's services call no limit. */
export const noLimit = -1;

/** Tells limits by the names that a Quota has for them; {@link noLimit} where there is none. */
export type LimitOf = (name: string) => number;

/** Those of a project that the caller may see: the least of its Quotas, and of the DefaultQuotas what those say nothing of. */
export async function projectLimits({ client }: Pick<ProjectAccess, 'client'>, projectID: string): Promise<LimitOf> {
  const [quotas, defaults] = await Promise.all([client.resource(quotaKind).list({ namespace: projectID }), defaultSpecs(client)]);
  const own = (quotas.items as readonly Quota[]).map(({ spec }) => spec).filter(({ user }) => user === undefined);
  return leastOf([...own, ...defaults.map((spec) => defaultsBeside(spec, own))]);
}

/** Those of a project that says nothing of its own. */
export async function defaultLimits({ client }: Pick<ProjectAccess, 'client'>): Promise<LimitOf> {
  return leastOf(await defaultSpecs(client));
}

async function defaultSpecs(client: ApiClient): Promise<readonly DefaultQuota['spec'][]> {
  const { items } = await client.resource(defaultQuotaKind).list();
  return (items as readonly ApiObject[] as readonly DefaultQuota[]).map(({ spec }) => spec);
}

function leastOf(specs: readonly QuotaLimits[]): LimitOf {
  const all = specs.map(limitsOf);
  return (name) => {
    const limits = all.flatMap((each) => each[name] ?? []);
    return limits.length === 0 ? noLimit : Math.min(...limits);
  };
}

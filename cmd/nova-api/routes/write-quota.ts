import { createHash } from 'node:crypto';
import { quotaKind, type Quota } from '#apis/compute/quota.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { openStackUser, type Caller } from '#apis/openstack/caller.ts';
import { changeObject } from '../cloud/change-object.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { deleteObject } from '../cloud/delete-object.ts';
import {
  patchOfLimits,
  patchOfUserLimits,
  quotaNames,
  statedLimits,
  unlimited,
  usedOf,
  type Limits,
  type QuotaName,
} from '../translate/quota-view.ts';
import { limitsOf, quotasOfProject, useOf, type QuotaSubject } from './project-quota.ts';

/** The Quota of a project that OpenStack's administrators write. Others that it has hold beside it. */
const quotaName = 'openstack';

/** Of one user's, with a digest of the user's id behind it: ids may be any text. */
const userQuotaPrefix = 'openstack-user-';

/** What a limit may be set to: -1 is any amount. */
export type Settable = Readonly<Record<QuotaName, { readonly minimum: number; readonly maximum: number }>>;

/**
 * As with Nova (nova/quota.py, get_settable_quotas): for a project at least what is in use and what its users were given; for a user at least what they use, and at
 * most what the project has that no other user was given.
 */
export function settableLimits(cloud: Cloud, { projectID, userID }: QuotaSubject): Settable {
  const ofProject = limitsOf(cloud, { projectID });
  const use = useOf(cloud, { projectID, userID });
  const users = quotasOfProject(cloud, projectID).filter(({ spec }) => spec.user !== undefined);
  const user = userID === undefined ? undefined : openStackUser(userID);
  const given = users.filter(({ spec }) => spec.user !== user).map(({ spec }) => statedLimits([spec]));
  return Object.fromEntries(
    quotaNames.map((name) => {
      const toOthers = given.reduce((sum, limits) => sum + (limits[name] ?? 0), 0);
      const limit = ofProject[name];
      if (user !== undefined)
        return [name, { minimum: usedOf(name, use), maximum: limit === unlimited ? limit : Math.max(0, limit - toOthers) }];
      return [name, { minimum: Math.max(usedOf(name, use), limit === unlimited ? 0 : toOthers), maximum: unlimited }];
    }),
  ) as Settable;
}

/** Has the Quota of a project, or of a user in it, state these limits, and leaves the others. The copy knows it then. */
export async function writeQuota(
  cloud: Cloud,
  caller: Caller,
  { projectID, userID }: QuotaSubject,
  limits: Partial<Limits>,
): Promise<void> {
  const client = (await cloud.as(caller)).resource(quotaKind);
  await cloud.ensureProject(projectID);
  const specPatch = (current: Quota | undefined) =>
    userID === undefined ? patchOfLimits(limits, current?.spec ?? {}) : patchOfUserLimits(limits);
  const key = { namespace: projectID, name: objectNameFor(userID) };
  let existing = cloud.known.quotas.get(key);
  if (existing === undefined) {
    const stated = Object.fromEntries(Object.entries(specPatch(undefined)).filter(([, value]) => value !== null));
    const spec = { ...(userID === undefined ? {} : { user: openStackUser(userID) }), ...stated };
    try {
      cloud.known.quotas.absorb(await client.create({ apiVersion: apiVersionOf(quotaKind), kind: quotaKind.kind, metadata: key, spec }));
      return;
    } catch (error) {
      // Another request made it.
      if (!(error instanceof AlreadyExistsError)) throw error;
      existing = await client.get(key);
    }
  }
  await changeObject(client, cloud.known.quotas, existing, (current) => ({ spec: specPatch(current) }));
}

/** Takes back what {@link writeQuota} wrote; of a project, for its users too. */
export async function deleteQuotas(cloud: Cloud, caller: Caller, { projectID, userID }: QuotaSubject): Promise<void> {
  const isMeant = ({ metadata: { name } }: Quota): boolean =>
    name === objectNameFor(userID) || (userID === undefined && name.startsWith(userQuotaPrefix));
  const quotas = quotasOfProject(cloud, projectID).filter(isMeant);
  if (quotas.length === 0) return;
  const client = (await cloud.as(caller)).resource(quotaKind);
  for (const quota of quotas) await deleteObject({ client, informer: cloud.known.quotas, clock: cloud.clock }, quota);
}

function objectNameFor(userID: string | undefined): string {
  return userID === undefined ? quotaName : `${userQuotaPrefix}${createHash('sha256').update(userID).digest('hex').slice(0, 20)}`;
}

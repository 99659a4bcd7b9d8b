import { isProjectID } from '#apis/openstack/project-setup.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { isTrue } from '../translate/create-request.ts';
import { defaultClass } from '../translate/quota-classes.ts';
import { quotaDetails, quotaNames, unlimited, type Limits, type QuotaName } from '../translate/quota-view.ts';
import { limitsOf, useOf, type QuotaSubject } from './project-quota.ts';
import { limitsByDefault, recall } from './quota-class-routes.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { deleteQuotas, settableLimits, writeQuota, type Settable } from './write-quota.ts';

const path = '/os-quota-sets/:project';
const query = 'quotaSet';
const rule = (verb: string): string => `os_compute_api:os-quota-sets:${verb}`;

/** `/os-quota-sets/PROJECT`, and with `?user_id=` what one user of it may have. */
export function quotaRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path, policy: 'reader', rule: rule('show'), query, handle: (request) => show(cloud, request) },
    { method: 'GET', path: `${path}/detail`, policy: 'reader', rule: rule('detail'), query, handle: (request) => detail(cloud, request) },
    { method: 'GET', path: `${path}/defaults`, policy: 'known', handle: (request) => defaults(cloud, request) },
    {
      method: 'PUT',
      path,
      policy: 'admin',
      rule: rule('update'),
      query,
      request: 'updateQuotaSet',
      handle: (request) => update(cloud, request),
    },
    { method: 'DELETE', path, policy: 'admin', rule: rule('delete'), query, handle: (request) => remove(cloud, request) },
  ];
}

function show(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const subject = subjectOf(request, 'show');
  return answer(cloud, { id: subject.projectID, ...limitsOf(cloud, subject) }, request);
}

function detail(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const subject = subjectOf(request, 'detail');
  const body = { id: subject.projectID, ...quotaDetails(limitsOf(cloud, subject), useOf(cloud, subject)) };
  lower('quotaSetDetail', body, request.version);
  return { code: 200, body: { quota_set: body } };
}

function defaults(cloud: Cloud, request: NovaRequest): NovaAnswer {
  return answer(cloud, { id: request.parameters['project'] ?? '', ...limitsByDefault(cloud) }, request);
}

async function update(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const subject = subjectOf(request, 'update');
  const { force = false, ...said } = request.body['quota_set'] as Readonly<Record<string, number | string | boolean>>;
  const limits = Object.fromEntries(
    quotaNames.flatMap((name) => (said[name] === undefined ? [] : [[name, Number(said[name])]])),
  ) as Partial<Limits>;
  if (!isTrue(force as boolean | string)) refuseOutside(settableLimits(cloud, subject), limits);
  await writeQuota(cloud, request.caller, subject, limits);
  return answer(cloud, { ...limitsOf(cloud, subject) }, request);
}

/** Throws Nova's 400 for a limit below what is in use, or above what is left of the project's. */
function refuseOutside(settable: Settable, limits: Partial<Limits>): void {
  const amount = (limit: number): number => (limit === unlimited ? Number.POSITIVE_INFINITY : limit);
  for (const [name, limit] of Object.entries(limits) as [QuotaName, number][]) {
    const { minimum, maximum } = settable[name];
    if (amount(limit) < minimum)
      throw new NovaFault(400, `Quota limit ${limit} for ${name} must be greater than or equal to already used and reserved ${minimum}.`);
    if (amount(limit) > amount(maximum))
      throw new NovaFault(400, `Quota limit ${limit} for ${name} must be less than or equal to ${maximum}.`);
  }
}

/** Back to what holds without it. That of a project takes those of its users along. */
async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  await deleteQuotas(cloud, request.caller, subjectOf(request, 'delete'));
  return { code: 202 };
}

/** The project that the path names, and the user that the query may. Throws Nova's 403 for another project than the caller's, but for administrators. */
function subjectOf({ caller, parameters, query: asked }: NovaRequest, verb: string): QuotaSubject {
  const projectID = parameters['project'] ?? '';
  if (projectID !== caller.projectID && !caller.roles.has('admin'))
    throw new NovaFault(403, `Policy doesn't allow ${rule(verb)} to be performed.`);
  if (!isProjectID(projectID)) throw new NovaFault(400, `Project ID ${projectID} is not a valid project.`);
  const userID = asked.get('user_id') ?? '';
  return userID === '' ? { projectID } : { projectID, userID };
}

function answer(cloud: Cloud, body: Record<string, unknown>, { version }: NovaRequest): NovaAnswer {
  lower('quotaSet', body, version);
  recall(cloud, body, defaultClass);
  return { code: 200, body: { quota_set: body } };
}

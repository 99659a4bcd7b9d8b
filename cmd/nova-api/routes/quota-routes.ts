import { quotaKind } from '#apis/compute/quota.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { isProjectID } from '#apis/openstack/project-setup.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { changeObject } from '../cloud/change-object.ts';
import { deleteObject } from '../cloud/delete-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { isTrue } from '../translate/create-request.ts';
import { defaultLimits, quotaDetails, quotaFields, quotaNames, unlimited, usedOf } from '../translate/quota-view.ts';
import { limitsOfProject, useOfProject } from './project-quota.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

const path = '/os-quota-sets/:project';
const query = 'quotaSet';
const rule = (verb: string): string => `os_compute_api:os-quota-sets:${verb}`;

/** The Quota of a project that OpenStack's administrators write. Others that it has hold beside it. */
const quotaName = 'openstack';

/** `/os-quota-sets/PROJECT`. */
export function quotaRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path, policy: 'reader', rule: rule('show'), query, handle: (request) => show(cloud, request) },
    { method: 'GET', path: `${path}/detail`, policy: 'reader', rule: rule('detail'), query, handle: (request) => detail(cloud, request) },
    { method: 'GET', path: `${path}/defaults`, policy: 'known', handle: (request) => defaults(request) },
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
  const project = projectOf(request, 'show');
  return answer({ id: project, ...limitsOfProject(cloud, project) }, request);
}

function detail(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const project = projectOf(request, 'detail');
  const body = { id: project, ...quotaDetails(limitsOfProject(cloud, project), useOfProject(cloud, project)) };
  lower('quotaSetDetail', body, request.version);
  return { code: 200, body: { quota_set: body } };
}

function defaults(request: NovaRequest): NovaAnswer {
  return answer({ id: request.parameters['project'] ?? '', ...defaultLimits }, request);
}

/** A Quota has no limits for single users: one that is said for a user is refused. */
async function update(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const project = projectOf(request, 'update');
  if (request.query.has('user_id')) throw new NovaFault(400, 'Quotas of single users are not supported here: leave out user_id.');
  const { force = false, ...said } = request.body['quota_set'] as Readonly<Record<string, number | string | boolean>>;
  const use = useOfProject(cloud, project);
  const spec: Record<string, number | null> = {};
  for (const name of quotaNames) {
    const limit = said[name] === undefined ? undefined : Number(said[name]);
    if (limit === undefined) continue;
    if (limit !== unlimited && limit < usedOf(name, use) && !isTrue(force as boolean | string))
      throw new NovaFault(
        400,
        `Quota limit ${limit} for ${name} must be greater than or equal to already used and reserved ${usedOf(name, use)}.`,
      );
    spec[quotaFields[name]] = limit === unlimited ? null : limit;
  }
  await write(cloud, request, project, spec);
  return answer({ ...limitsOfProject(cloud, project) }, request);
}

async function write(cloud: Cloud, { caller }: NovaRequest, project: string, spec: Readonly<Record<string, number | null>>): Promise<void> {
  const client = (await cloud.as(caller)).resource(quotaKind);
  await cloud.ensureProject(project);
  const existing = cloud.known.quotas.get({ namespace: project, name: quotaName });
  if (existing !== undefined) {
    await changeObject(client, cloud.known.quotas, existing, () => ({ spec }));
    return;
  }
  const limits = Object.fromEntries(Object.entries(spec).filter(([, limit]) => limit !== null));
  const metadata = { name: quotaName, namespace: project };
  try {
    cloud.known.quotas.absorb(await client.create({ apiVersion: apiVersionOf(quotaKind), kind: quotaKind.kind, metadata, spec: limits }));
  } catch (error) {
    // Another request made it.
    if (!(error instanceof AlreadyExistsError)) throw error;
    cloud.known.quotas.absorb(await client.patch(metadata, { spec }));
  }
}

/** Back to what holds without it. */
async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const project = projectOf(request, 'delete');
  if (request.query.has('user_id')) return { code: 202 };
  const quota = cloud.known.quotas.get({ namespace: project, name: quotaName });
  if (quota === undefined) return { code: 202 };
  const client = (await cloud.as(request.caller)).resource(quotaKind);
  await deleteObject({ client, informer: cloud.known.quotas, clock: cloud.clock }, quota);
  return { code: 202 };
}

/** The project that the path names. Throws Nova's 403 for another than the caller's, but for administrators. */
function projectOf({ caller, parameters }: NovaRequest, verb: string): string {
  const project = parameters['project'] ?? '';
  if (project !== caller.projectID && !caller.roles.has('admin'))
    throw new NovaFault(403, `Policy doesn't allow ${rule(verb)} to be performed.`);
  if (!isProjectID(project)) throw new NovaFault(400, `Project ID ${project} is not a valid project.`);
  return project;
}

function answer(body: Record<string, unknown>, { version }: NovaRequest): NovaAnswer {
  lower('quotaSet', body, version);
  return { code: 200, body: { quota_set: body } };
}

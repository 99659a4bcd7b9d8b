import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { absoluteLimits, defaultLimits, quotaNames } from '../translate/quota-view.ts';
import { limitsOfProject, useOfProject } from './project-quota.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

const classPath = '/os-quota-class-sets/:id';
const classRule = (verb: string): string => `os_compute_api:os-quota-class-sets:${verb}`;

/** `/limits`, and what holds for projects that nothing is said of: `/os-quota-class-sets`. */
export function limitRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/limits',
      policy: 'known',
      rule: 'os_compute_api:limits',
      query: 'showLimits',
      handle: (request) => show(cloud, request),
    },
    {
      method: 'GET',
      path: classPath,
      policy: 'admin',
      rule: classRule('show'),
      handle: (request) => shownClass({ id: request.parameters['id'] ?? '', ...defaultLimits }, request),
    },
    { method: 'PUT', path: classPath, policy: 'admin', rule: classRule('update'), request: 'updateQuotaClassSet', handle: updateClass },
  ];
}

function show(cloud: Cloud, { caller, query, version }: NovaRequest): NovaAnswer {
  const project = query.get('tenant_id') ?? caller.projectID;
  if (project !== caller.projectID && !caller.roles.has('admin'))
    throw new NovaFault(403, "Policy doesn't allow os_compute_api:limits:other_project to be performed.");
  const absolute = absoluteLimits(limitsOfProject(cloud, project), useOfProject(cloud, project));
  lower('limits', absolute, version);
  return { code: 200, body: { limits: { rate: [], absolute } } };
}

/** What holds without a Quota stands in no object that could be changed: only what is so already is accepted. */
function updateClass(request: NovaRequest): NovaAnswer {
  const said = request.body['quota_class_set'] as Readonly<Record<string, number | string>>;
  for (const name of quotaNames)
    if (said[name] !== undefined && Number(said[name]) !== defaultLimits[name])
      throw new NovaFault(400, `The default of ${name} is ${defaultLimits[name]} and cannot be changed: set the quota of each project.`);
  return shownClass({ ...defaultLimits }, request);
}

function shownClass(body: Record<string, unknown>, { version }: NovaRequest): NovaAnswer {
  lower('quotaClassSet', body, version);
  return { code: 200, body: { quota_class_set: body } };
}

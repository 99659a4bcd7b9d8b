import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { absoluteLimits } from '../translate/quota-view.ts';
import { limitsOf, useOf } from './project-quota.ts';
import { quotaClassRoutes } from './quota-class-routes.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

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
    ...quotaClassRoutes(cloud),
  ];
}

function show(cloud: Cloud, { caller, query, version }: NovaRequest): NovaAnswer {
  const projectID = query.get('tenant_id') ?? caller.projectID;
  if (projectID !== caller.projectID && !caller.roles.has('admin'))
    throw new NovaFault(403, "Policy doesn't allow os_compute_api:limits:other_project to be performed.");
  const absolute = absoluteLimits(limitsOf(cloud, { projectID }), useOf(cloud, { projectID }));
  lower('limits', absolute, version);
  return { code: 200, body: { limits: { rate: [], absolute } } };
}

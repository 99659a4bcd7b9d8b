import { flavorIDOf, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { isProjectID } from '#apis/openstack/project-setup.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { changeObject } from '../cloud/change-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { validateBody } from '../schemas/request-schemas.ts';
import { projectsOf } from '../translate/flavor-view.ts';
import { flavorOf } from './flavor-routes.ts';
import { isAllowed, type NovaAnswer, type NovaRequest, type Route } from './route.ts';

/** Who may use a flavor that is not everybody's: `/flavors/ID/os-flavor-access`, and the actions that change it. */
export function flavorAccessRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/flavors/:id/os-flavor-access',
      policy: 'admin',
      rule: 'os_compute_api:os-flavor-access',
      handle: (request) => {
        const flavor = flavorOf(cloud, request);
        if (projectsOf(flavor) === undefined) throw new NovaFault(404, 'Access list not available for public flavors.');
        return accessList(flavor);
      },
    },
    { method: 'POST', path: '/flavors/:id/action', policy: 'known', handle: (request) => act(cloud, request) },
  ];
}

type AccessAction = 'addTenantAccess' | 'removeTenantAccess';

async function act(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const { body, caller, version } = request;
  const [name = '', ...others] = Object.keys(body);
  if (!isAccessAction(name) || others.length > 0) throw new NovaFault(400, `There is no such action: ${name}`);
  const rule = name === 'addTenantAccess' ? 'add_tenant_access' : 'remove_tenant_access';
  if (!isAllowed(caller, 'admin'))
    throw new NovaFault(403, `Policy doesn't allow os_compute_api:os-flavor-access:${rule} to be performed.`);
  validateBody(name, version, body);
  const { tenant } = body[name] as { readonly tenant: string };
  if (!isProjectID(tenant)) throw new NovaFault(400, `Project ID ${tenant} is not a valid project.`);
  const projectsFrom = name === 'addTenantAccess' ? added : removed;
  const client = (await cloud.as(caller)).resource(flavorKind);
  const flavor = flavorOf(cloud, request);
  const changed = await changeObject(client, cloud.known.flavors, flavor, (current) => ({
    spec: { projects: projectsFrom(current, tenant) },
  }));
  return accessList(changed);
}

function isAccessAction(name: string): name is AccessAction {
  return name === 'addTenantAccess' || name === 'removeTenantAccess';
}

/** Before 2.7 Nova noted the project and let everybody use the flavor as before; here that is refused in all versions, since the note would mean nothing. */
function added(flavor: Flavor, project: string): readonly string[] {
  const projects = projectsOf(flavor);
  if (projects === undefined) throw new NovaFault(409, 'Can not add access to a public flavor.');
  if (projects.includes(project))
    throw new NovaFault(409, `Flavor access already exists for flavor ${flavorIDOf(flavor)} and project ${project} combination.`);
  return [...projects, project];
}

function removed(flavor: Flavor, project: string): readonly string[] {
  const projects = projectsOf(flavor);
  if (!projects?.includes(project))
    throw new NovaFault(404, `Flavor access not found for flavor ${flavorIDOf(flavor)} and project ${project} combination.`);
  return projects.filter((each) => each !== project);
}

function accessList(flavor: Flavor): NovaAnswer {
  const id = flavorIDOf(flavor);
  return { code: 200, body: { flavor_access: (projectsOf(flavor) ?? []).map((project) => ({ flavor_id: id, tenant_id: project })) } };
}

import { flavorIDOf, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { changeObject } from '../cloud/change-object.ts';
import { deleteObject } from '../cloud/delete-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { flavorBrief, flavorView, projectsOf } from '../translate/flavor-view.ts';
import { nextLink } from '../translate/links.ts';
import { isTrue } from '../translate/create-request.ts';
import { createFlavor } from './create-flavor.ts';
import { pageOf } from './page.ts';
import { mayUse, requireFlavor } from './resolve-create.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

/** `/flavors`. Extra specs and access have files of their own. */
export function flavorRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path: '/flavors', policy: 'reader', query: 'listFlavors', handle: (request) => list(cloud, request, 'Brief') },
    { method: 'GET', path: '/flavors/detail', policy: 'reader', query: 'listFlavors', handle: (request) => list(cloud, request, 'Whole') },
    {
      method: 'POST',
      path: '/flavors',
      policy: 'admin',
      rule: 'os_compute_api:os-flavor-manage:create',
      request: 'createFlavor',
      handle: async (request) => ({ code: 200, body: { flavor: shown(await createFlavor(cloud, request), request, 'Whole') } }),
    },
    {
      method: 'GET',
      path: '/flavors/:id',
      policy: 'reader',
      handle: (request) => ({ code: 200, body: { flavor: shown(flavorOf(cloud, request), request, 'Whole') } }),
    },
    {
      method: 'PUT',
      path: '/flavors/:id',
      policy: 'admin',
      rule: 'os_compute_api:os-flavor-manage:update',
      since: 55,
      request: 'updateFlavor',
      handle: (request) => describe(cloud, request),
    },
    {
      method: 'DELETE',
      path: '/flavors/:id',
      policy: 'admin',
      rule: 'os_compute_api:os-flavor-manage:delete',
      handle: (request) => remove(cloud, request),
    },
  ];
}

/** The flavor that the path names. Throws Nova's 404. */
export function flavorOf(cloud: Cloud, { caller, parameters }: Pick<NovaRequest, 'caller' | 'parameters'>): Flavor {
  return requireFlavor(cloud, caller, parameters['id'] ?? '', 404);
}

async function describe(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const flavor = flavorOf(cloud, request);
  const { description } = request.body['flavor'] as { readonly description: string | null };
  const client = (await cloud.as(request.caller)).resource(flavorKind);
  const changed = await changeObject(client, cloud.known.flavors, flavor, () => ({ spec: { description } }));
  return { code: 200, body: { flavor: shown(changed, request, 'Whole') } };
}

/** Servers of the size keep it. */
async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const flavor = flavorOf(cloud, request);
  const client = (await cloud.as(request.caller)).resource(flavorKind);
  await deleteObject({ client, informer: cloud.known.flavors, clock: cloud.clock }, flavor);
  return { code: 202 };
}

type Form = 'Brief' | 'Whole';

function shown(flavor: Flavor, { links, version }: Pick<NovaRequest, 'links' | 'version'>, form: Form): Record<string, unknown> {
  const body = form === 'Whole' ? flavorView(flavor, links) : flavorBrief(flavor, links);
  lower(form === 'Whole' ? 'flavor' : 'flavorInList', body, version);
  return body;
}
function list(cloud: Cloud, request: NovaRequest, form: Form): NovaAnswer {
  const { caller, query } = request;
  const visible = [...cloud.known.flavors.list()].filter((flavor) => mayUse(caller, flavor) && isWanted(flavor, request));
  const [key, isDescending] = [query.get('sort_key') ?? 'flavorid', query.get('sort_dir')?.toLowerCase() === 'desc'];
  const valueOf = sortValues[key] ?? flavorIDOf;
  const ordered = visible.toSorted(
    (one, other) => compare(valueOf(one), valueOf(other)) * (isDescending ? -1 : 1) || compare(flavorIDOf(one), flavorIDOf(other)),
  );
  const { page, next } = pageOf(ordered, query, flavorIDOf);
  const path = request.path.replace(/^\//, '');
  return {
    code: 200,
    body: {
      flavors: page.map((flavor) => shown(flavor, request, form)),
      ...(next === undefined ? {} : { flavors_links: [nextLink(request.links, path, query, next)] }),
    },
  };
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const sortValues: Readonly<Record<string, (flavor: Flavor) => string | number>> = {
  flavorid: flavorIDOf,
  name: ({ metadata, spec }) => spec.displayName ?? metadata.name,
  memory_mb: ({ spec }) => spec.memoryMiB,
  vcpus: ({ spec }) => spec.vcpus,
  root_gb: ({ spec }) => spec.diskGiB,
  created_at: ({ metadata }) => metadata.creationTimestamp,
};

/** Public ones, unless an administrator asks for private ones or for all. */
function isWanted(flavor: Flavor, { caller, query }: NovaRequest): boolean {
  const [minimumDisk, minimumMemory] = [leastOf(query, 'minDisk'), leastOf(query, 'minRam')];
  if (flavor.spec.diskGiB < minimumDisk || flavor.spec.memoryMiB < minimumMemory) return false;
  if (!caller.roles.has('admin')) return true;
  const wish = query.get('is_public') ?? 'true';
  return wish.toLowerCase() === 'none' || (projectsOf(flavor) === undefined) === isTrue(wish);
}

/** Throws Nova's 400 for what is no whole number. */
function leastOf(query: URLSearchParams, name: 'minDisk' | 'minRam'): number {
  const text = query.get(name) ?? '0';
  if (!/^[+-]?\d{1,15}$/.test(text.trim())) throw new NovaFault(400, `Invalid ${name} filter [${text.slice(0, 64)}]`);
  return Number(text);
}

import type { Flavor } from '#apis/compute/flavor.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { lower } from '../microversions/responses.ts';
import { flavorBrief, flavorIDOf, flavorView, projectsOf } from '../translate/flavor-view.ts';
import { nextLink } from '../translate/links.ts';
import { isTrue } from '../translate/create-request.ts';
import { pageOf } from './page.ts';
import { mayUse, requireFlavor } from './resolve-create.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';

/** `/flavors`. */
export function flavorRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path: '/flavors', policy: 'reader', query: 'listFlavors', handle: (request) => list(cloud, request, 'Brief') },
    { method: 'GET', path: '/flavors/detail', policy: 'reader', query: 'listFlavors', handle: (request) => list(cloud, request, 'Whole') },
    {
      method: 'GET',
      path: '/flavors/:id',
      policy: 'reader',
      handle: (request) => {
        const flavor = requireFlavor(cloud, request.caller, request.parameters['id'] ?? '', 404);
        return { code: 200, body: { flavor: shown(flavor, request, 'Whole') } };
      },
    },
    {
      method: 'GET',
      path: '/flavors/:id/os-extra_specs',
      policy: 'reader',
      handle: ({ caller, parameters }) => {
        const flavor = requireFlavor(cloud, caller, parameters['id'] ?? '', 404);
        return { code: 200, body: { extra_specs: flavor.spec.extraSpecs ?? {} } };
      },
    },
  ];
}

type Form = 'Brief' | 'Whole';

export function shown(flavor: Flavor, { links, version }: Pick<NovaRequest, 'links' | 'version'>, form: Form): Record<string, unknown> {
  const body = form === 'Whole' ? flavorView(flavor, links) : flavorBrief(flavor, links);
  lower('flavor', body, version);
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
  const [minimumDisk, minimumMemory] = [Number(query.get('minDisk') ?? 0), Number(query.get('minRam') ?? 0)];
  if (flavor.spec.diskGiB < minimumDisk || flavor.spec.memoryMiB < minimumMemory) return false;
  if (!caller.roles.has('admin')) return true;
  const wish = query.get('is_public') ?? 'true';
  return wish.toLowerCase() === 'none' || (projectsOf(flavor) === undefined) === isTrue(wish);
}

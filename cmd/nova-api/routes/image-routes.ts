import { displayNameOf } from '#apis/machinery/kind.ts';
import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { imageBrief, imageStatusOf, imageTypeOf, imageUpdatedAt, imageView } from '../translate/image-view.ts';
import { nextLink } from '../translate/links.ts';
import { pageOf } from './page.ts';
import { findImage } from './find-image.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { mostMetadata } from './server-metadata-routes.ts';

/** The last versions in which Nova passed requests about images on, and about their metadata. */
const [lastOfImages, lastOfMetadata] = [35, 38];

type Pairs = Readonly<Record<string, string>>;

/** `/images` and `/images/ID/metadata`, as clients from before Glance's own API know them. */
export function imageRoutes(cloud: Cloud): readonly Route[] {
  const [all, one] = ['/images/:id/metadata', '/images/:id/metadata/:key'];
  const images: readonly Route[] = [
    { method: 'GET', path: '/images', policy: 'reader', handle: (request) => list(cloud, request, imageBrief) },
    { method: 'GET', path: '/images/detail', policy: 'reader', handle: (request) => list(cloud, request, imageView) },
    {
      method: 'GET',
      path: '/images/:id',
      policy: 'reader',
      handle: (request) => ({ code: 200, body: { image: imageView(find(cloud, request), request.links) } }),
    },
    { method: 'DELETE', path: '/images/:id', policy: 'member', handle: (request) => remove(cloud, request) },
    // What is left of that path when a client forgets the id.
    { method: 'DELETE', path: '/images', policy: 'member', handle: (request) => remove(cloud, request) },
  ];
  const metadata: readonly Route[] = [
    { method: 'GET', path: all, policy: 'reader', handle: (request) => whole(pairsOf(find(cloud, request))) },
    {
      method: 'POST',
      path: all,
      policy: 'member',
      request: 'addMetadata',
      handle: async (request) => whole(await change(cloud, request, (before) => ({ ...before, ...given(request) }))),
    },
    {
      method: 'PUT',
      path: all,
      policy: 'member',
      request: 'replaceMetadata',
      handle: async (request) => whole(await change(cloud, request, () => given(request))),
    },
    { method: 'GET', path: one, policy: 'reader', handle: (request) => ({ code: 200, body: { meta: item(cloud, request) } }) },
    { method: 'PUT', path: one, policy: 'member', request: 'setMetadataItem', handle: (request) => setItem(cloud, request) },
    { method: 'DELETE', path: one, policy: 'member', handle: (request) => removeItem(cloud, request) },
  ];
  return [...images.map((route) => ({ ...route, until: lastOfImages })), ...metadata.map((route) => ({ ...route, until: lastOfMetadata }))];
}

function find(cloud: Cloud, { caller, parameters }: NovaRequest): Image {
  const image = findImage(cloud, caller, parameters['id'] ?? '');
  if (image === undefined) throw new NovaFault(404, 'Image not found.');
  return image;
}

/** Newest first, as Glance has them. */
function list(cloud: Cloud, request: NovaRequest, view: typeof imageView): NovaAnswer {
  const { caller, query, links } = request;
  const wanted = [...cloud.known.images.list()]
    .filter(({ metadata }) => [caller.projectID, publicNamespace].includes(metadata.namespace ?? ''))
    .filter((image) => isWanted(image, query))
    .toSorted(
      (one, other) =>
        compare(other.metadata.creationTimestamp, one.metadata.creationTimestamp) || compare(one.metadata.uid, other.metadata.uid),
    );
  const { page, next } = pageOf(wanted, query, ({ metadata }) => metadata.uid);
  return {
    code: 200,
    body: {
      images: page.map((image) => view(image, links)),
      ...(next === undefined ? {} : { images_links: [nextLink(links, request.path.replace(/^\//, ''), query, next)] }),
    },
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The filters of Nova's that mean something here (nova/api/openstack/compute/images.py); others are passed over, as there. */
function isWanted(image: Image, query: URLSearchParams): boolean {
  const changedSince = query.get('changes-since');
  if (changedSince !== null) {
    const since = new Date(changedSince);
    if (Number.isNaN(since.getTime())) throw new NovaFault(400, 'Invalid changes-since value');
    // Clients have the time from us, in whole seconds.
    if (new Date(imageUpdatedAt(image)) < since) return false;
  }
  const values: Readonly<Record<string, string | undefined>> = {
    name: displayNameOf(image),
    status: imageStatusOf(image),
    server: image.status?.serverUID,
    type: imageTypeOf(image),
  };
  if (Object.entries(values).some(([key, value]) => isOther(query.get(key), key, value))) return false;
  const { minimumDiskGiB, minimumMemoryMiB, properties = {} } = image.spec;
  if (Number(query.get('minDisk') ?? minimumDiskGiB) !== minimumDiskGiB) return false;
  if (Number(query.get('minRam') ?? minimumMemoryMiB) !== minimumMemoryMiB) return false;
  return [...query].every(([key, value]) => !key.startsWith('property-') || properties[key.slice('property-'.length)] === value);
}

/** A server may be named by any link to it. */
function isOther(wish: string | null, key: string, value: string | undefined): boolean {
  if (wish === null) return false;
  return (key === 'server' ? wish.slice(wish.lastIndexOf('/') + 1) : key === 'status' ? wish.toUpperCase() : wish) !== value;
}

async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const { metadata } = find(cloud, request);
  const client = await cloud.as(request.caller);
  await client.resource(imageKind).delete({ namespace: metadata.namespace ?? '', name: metadata.name });
  return { code: 204 };
}

function pairsOf({ spec }: Image): Pairs {
  return spec.properties ?? {};
}

function given({ body }: NovaRequest): Pairs {
  return body['metadata'] as Pairs;
}

function whole(metadata: Pairs): NovaAnswer {
  return { code: 200, body: { metadata } };
}

function item(cloud: Cloud, request: NovaRequest): Pairs {
  const key = request.parameters['key'] ?? '';
  const pairs = pairsOf(find(cloud, request));
  if (!Object.hasOwn(pairs, key)) throw new NovaFault(404, 'Metadata item was not found');
  return { [key]: pairs[key]! };
}

async function setItem(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const meta = request.body['meta'] as Pairs;
  if (!Object.hasOwn(meta, request.parameters['key'] ?? '')) throw new NovaFault(400, 'Request body and URI mismatch');
  await change(cloud, request, (before) => ({ ...before, ...meta }));
  return { code: 200, body: { meta } };
}

async function removeItem(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  item(cloud, request);
  const key = request.parameters['key'] ?? '';
  await change(cloud, request, (before) => Object.fromEntries(Object.entries(before).filter(([each]) => each !== key)));
  return { code: 204 };
}

/** Changes the pairs of an image as the caller. Where somebody else came before, the change is made of what they left. */
async function change(cloud: Cloud, request: NovaRequest, next: (before: Pairs) => Pairs): Promise<Pairs> {
  const client = (await cloud.as(request.caller)).resource(imageKind);
  let image = find(cloud, request);
  const key = { namespace: image.metadata.namespace ?? '', name: image.metadata.name };
  for (let attempt = 1; ; attempt += 1) {
    const before = pairsOf(image);
    const after = next(before);
    if (Object.keys(after).length > mostMetadata) throw new NovaFault(403, 'Image metadata limit exceeded');
    const dropped = Object.keys(before).filter((each) => !Object.hasOwn(after, each));
    const properties = { ...Object.fromEntries(dropped.map((each) => [each, null])), ...after };
    const { uid, resourceVersion } = image.metadata;
    try {
      const changed = await client.patch(key, { metadata: { uid, resourceVersion }, spec: { properties } });
      cloud.known.images.absorb(changed);
      return pairsOf(changed);
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === mostAttempts) throw error;
      image = await client.get(key);
    }
  }
}

const mostAttempts = 5;

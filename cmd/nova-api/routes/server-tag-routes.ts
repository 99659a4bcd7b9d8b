import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { collectionURL } from '../translate/links.ts';
import { changeServerFrom } from './change-server.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { findServer, serverFacts } from './server-facts.ts';
import { guardAction, type Guard } from './server-guards.ts';

/** Most tags of one server (nova/objects/instance.py, MAX_TAG_COUNT). */
const mostTags = 50;
/** nova/objects/tag.py, MAX_TAG_LENGTH. */
const longestTag = 60;

/** `/servers/ID/tags`. */
export function serverTagRoutes(cloud: Cloud): readonly Route[] {
  const [all, one] = ['/servers/:id/tags', '/servers/:id/tags/:tag'];
  const rule = (name: string): string => `os_compute_api:os-server-tags:${name}`;
  const since = 26;
  return [
    { method: 'GET', path: all, since, policy: 'reader', rule: rule('index'), handle: (request) => whole(find(cloud, request)) },
    {
      method: 'PUT',
      path: all,
      since,
      policy: 'member',
      rule: rule('update_all'),
      request: 'replaceTags',
      handle: async (request) => {
        const tags = [...new Set(request.body['tags'] as readonly string[])];
        if (tags.length > mostTags) throw tooMany();
        return whole(await change(cloud, request, 'update tags', () => tags));
      },
    },
    {
      method: 'DELETE',
      path: all,
      since,
      policy: 'member',
      rule: rule('delete_all'),
      handle: async (request) => {
        await change(cloud, request, 'delete tags', () => []);
        return { code: 204 };
      },
    },
    {
      method: 'GET',
      path: one,
      since,
      policy: 'reader',
      rule: rule('show'),
      handle: (request) => {
        requireTag(find(cloud, request), request);
        return { code: 204 };
      },
    },
    { method: 'PUT', path: one, since, policy: 'member', rule: rule('update'), handle: (request) => add(cloud, request) },
    {
      method: 'DELETE',
      path: one,
      since,
      policy: 'member',
      rule: rule('delete'),
      handle: async (request) => {
        requireTag(find(cloud, request), request);
        await change(cloud, request, 'delete tag', (tags) => tags.filter((tag) => tag !== tagOf(request)));
        return { code: 204 };
      },
    },
  ];
}

const changeable: Guard = { vmStates: ['active', 'paused', 'suspended', 'stopped'], taskStates: 'Any', heedsLock: false };

async function add(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const tag = tagOf(request);
  if (tag === '' || tag.length > longestTag || /[/,]/.test(tag))
    throw new NovaFault(
      400,
      `Tag '${tag}' is invalid. It must be a non empty string without characters '/' and ',', of at most ${longestTag} characters.`,
    );
  const server = find(cloud, request);
  if (tagsOf(server).includes(tag)) return { code: 204 };
  await change(cloud, request, 'update tag', (tags) => {
    if (tags.includes(tag)) return tags;
    if (tags.length >= mostTags) throw tooMany();
    return [...tags, tag];
  });
  const place = `${collectionURL(request.links)}/servers/${server.metadata.uid}/tags/${encodeURIComponent(tag)}`;
  return { code: 201, headers: { location: place } };
}

function tooMany(): NovaFault {
  return new NovaFault(400, `The number of tags exceeded the per-server limit ${mostTags}`);
}

function find(cloud: Cloud, { caller, parameters }: NovaRequest): KnownServer {
  return findServer(cloud, caller, parameters['id'] ?? '');
}

function tagOf({ parameters }: NovaRequest): string {
  return parameters['tag'] ?? '';
}

function tagsOf({ spec }: KnownServer): readonly string[] {
  return spec.tags ?? [];
}

function whole(server: KnownServer): NovaAnswer {
  return { code: 200, body: { tags: tagsOf(server).toSorted() } };
}

function requireTag(server: KnownServer, request: NovaRequest): void {
  const tag = tagOf(request);
  if (!tagsOf(server).includes(tag)) throw new NovaFault(404, `Server ${server.metadata.uid} has no tag '${tag}'`);
}

async function change(
  cloud: Cloud,
  request: NovaRequest,
  action: string,
  next: (before: readonly string[]) => readonly string[],
): Promise<KnownServer> {
  const server = find(cloud, request);
  guardAction(action, changeable, serverFacts(cloud, server), request.caller);
  return changeServerFrom(cloud, request.caller, server, (current) => ({ tags: next(tagsOf(current)) }));
}

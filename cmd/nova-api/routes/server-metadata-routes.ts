import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { changeServerFrom } from './change-server.ts';
import type { NovaRequest, Route } from './route.ts';
import { refuseManyPairs } from './project-quota.ts';
import { findServer, serverFacts } from './server-facts.ts';
import { guardAction, type Guard } from './server-guards.ts';

/** Most pairs of one image (Nova's default quota of metadata_items). */
export const mostMetadata = 128;

type Pairs = Readonly<Record<string, string>>;

/** `/servers/ID/metadata`. */
export function serverMetadataRoutes(cloud: Cloud): readonly Route[] {
  const [all, one] = ['/servers/:id/metadata', '/servers/:id/metadata/:key'];
  const rule = (name: string): string => `os_compute_api:server-metadata:${name}`;
  return [
    { method: 'GET', path: all, policy: 'reader', rule: rule('index'), handle: (request) => whole(pairsOf(find(cloud, request))) },
    {
      method: 'POST',
      path: all,
      policy: 'member',
      rule: rule('create'),
      request: 'addMetadata',
      handle: async (request) =>
        whole(pairsOf(await change(cloud, request, 'update metadata', (before) => ({ ...before, ...given(request) })))),
    },
    {
      method: 'PUT',
      path: all,
      policy: 'member',
      rule: rule('update_all'),
      request: 'replaceMetadata',
      handle: async (request) => whole(pairsOf(await change(cloud, request, 'update metadata', () => given(request)))),
    },
    {
      method: 'GET',
      path: one,
      policy: 'reader',
      rule: rule('show'),
      handle: (request) => ({ code: 200, body: { meta: item(cloud, request) } }),
    },
    {
      method: 'PUT',
      path: one,
      policy: 'member',
      rule: rule('update'),
      request: 'setMetadataItem',
      handle: async (request) => {
        const meta = request.body['meta'] as Pairs;
        if (!Object.hasOwn(meta, keyOf(request))) throw new NovaFault(400, 'Request body and URI mismatch');
        await change(cloud, request, 'update metadata', (before) => ({ ...before, ...meta }));
        return { code: 200, body: { meta } };
      },
    },
    {
      method: 'DELETE',
      path: one,
      policy: 'member',
      rule: rule('delete'),
      handle: async (request) => {
        item(cloud, request);
        await change(cloud, request, 'delete metadata', ({ [keyOf(request)]: _gone, ...kept }) => kept);
        return { code: 204 };
      },
    },
  ];
}

const changeable: Guard = { vmStates: ['active', 'paused', 'suspended', 'stopped'], taskStates: 'Any' };

function find(cloud: Cloud, { caller, parameters }: NovaRequest): KnownServer {
  return findServer(cloud, caller, parameters['id'] ?? '');
}

function keyOf({ parameters }: NovaRequest): string {
  return parameters['key'] ?? '';
}

function given({ body }: NovaRequest): Pairs {
  return body['metadata'] as Pairs;
}

function pairsOf({ spec }: KnownServer): Pairs {
  return spec.metadata ?? {};
}

function whole(metadata: Pairs): { readonly code: number; readonly body: object } {
  return { code: 200, body: { metadata } };
}

function item(cloud: Cloud, request: NovaRequest): Pairs {
  const key = keyOf(request);
  const pairs = pairsOf(find(cloud, request));
  if (!Object.hasOwn(pairs, key)) throw new NovaFault(404, 'Metadata item was not found');
  return { [key]: pairs[key]! };
}

async function change(cloud: Cloud, request: NovaRequest, action: string, next: (before: Pairs) => Pairs): Promise<KnownServer> {
  const server = find(cloud, request);
  guardAction(action, changeable, serverFacts(cloud, server), request.caller);
  return changeServerFrom(cloud, request.caller, server, (current) => {
    const before = pairsOf(current);
    const after = next(before);
    refuseManyPairs(cloud, server.metadata.namespace ?? '', after);
    const dropped = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    return { metadata: { ...Object.fromEntries(dropped.map((key) => [key, null])), ...after } };
  });
}

import { serverKind } from '#apis/compute/server.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { MergePatch } from '#apis/client/resource-client.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { accessAddressesPatch } from '../translate/access-addresses.ts';
import { diskConfigAnnotation } from '../translate/server-view.ts';
import { refuseLocked } from './server-guards.ts';
import type { NovaRequest } from './route.ts';
import { findServer } from './server-facts.ts';

/** `PUT /servers/ID`: words about a server. */
export async function updateServer(cloud: Cloud, { caller, parameters, body }: NovaRequest): Promise<KnownServer> {
  const server = findServer(cloud, caller, parameters['id'] ?? '');
  refuseLocked(server, caller);
  const wish = body['server'] as UpdateRequest;
  const spec = {
    ...(wish.name === undefined ? {} : { displayName: wish.name }),
    ...(wish.description === undefined ? {} : { description: wish.description }),
    ...(wish.hostname === undefined ? {} : { hostname: wish.hostname }),
    ...accessAddressesPatch(wish),
  };
  const diskConfig = wish['OS-DCF:diskConfig'];
  const patch = { spec, ...(diskConfig === undefined ? {} : { metadata: { annotations: { [diskConfigAnnotation]: diskConfig } } }) };
  return changeServer(cloud, caller, server, patch);
}

interface UpdateRequest {
  readonly name?: string;
  readonly description?: string | null;
  readonly hostname?: string;
  readonly accessIPv4?: string;
  readonly accessIPv6?: string;
  readonly 'OS-DCF:diskConfig'?: 'AUTO' | 'MANUAL';
}

/** Changes a server as {@link changeServer} does, if it is still as it was seen. Throws a ConflictError if not: then whoever looked has to look again. */
export function changeServerAsSeen(cloud: Cloud, caller: Caller, server: KnownServer, patch: MergePatch): Promise<KnownServer> {
  const { uid, resourceVersion } = server.metadata;
  return changeServer(cloud, caller, server, {
    ...patch,
    metadata: { ...(patch['metadata'] as object | undefined), uid, resourceVersion },
  });
}

/** Changes a server as the caller; whoever asks next sees it. */
export async function changeServer(cloud: Cloud, caller: Caller, { metadata }: KnownServer, patch: MergePatch): Promise<KnownServer> {
  const client = await cloud.as(caller);
  const key = { namespace: metadata.namespace ?? '', name: metadata.name };
  const changed = await client.resourceAt<KnownServer>(serverKind).patch(key, patch);
  cloud.known.servers.absorb(changed);
  return cloud.known.servers.get(key) ?? changed;
}

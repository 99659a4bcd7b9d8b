import { serverKind } from '#apis/compute/server.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';

/** How often a change is made anew that somebody else came before. */
const attempts = 5;

/**
 * Changes a server by what stands in it, as a list that gets one more entry: where somebody else came before, the change is made of what they left.
 * `patchOf` returns undefined when there is nothing to do any more.
 */
export async function changeServerFrom(
  cloud: Cloud,
  caller: Caller,
  server: KnownServer,
  patchOf: (current: KnownServer) => Readonly<Record<string, unknown>> | undefined,
): Promise<KnownServer> {
  const client = (await cloud.as(caller)).resourceAt<KnownServer>(serverKind);
  const key = { namespace: server.metadata.namespace ?? '', name: server.metadata.name };
  let current = server;
  for (let attempt = 1; ; attempt += 1) {
    const spec = patchOf(current);
    if (spec === undefined) return current;
    const { uid, resourceVersion } = current.metadata;
    try {
      const changed = await client.patch(key, { metadata: { uid, resourceVersion }, spec });
      cloud.known.servers.absorb(changed);
      return cloud.known.servers.get(key) ?? changed;
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === attempts) throw error;
      current = await client.get(key);
    }
  }
}

import { serverKind, type Server } from '#apis/compute/server.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { NotFoundError, ServiceUnavailableError } from '#apis/machinery/errors.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Registry } from '../registry/registry.ts';

/** The incarnation that a server has at this moment, and how its host is reached. */
export interface ServerConnection {
  readonly instance: Instance;
  readonly host: Host;
  /** Base URL of the gateway that holds the stream of its host. */
  readonly gatewayURL: string;
}

/**
 * Finds out through whom the guest of a server is reached. `what` is what is wanted of it, as `log`. Throws {@link NotFoundError} when there can be none,
 * and {@link ServiceUnavailableError} while nobody speaks for the host.
 */
export async function connectionOf(key: ObjectKey, what: string, registry: Pick<Registry, 'get'>): Promise<ServerConnection> {
  const server = (await registry.get(serverKind, key, fromCache)).object() as Server;
  const instanceName = server.status?.instance;
  if (instanceName === undefined || key.namespace === undefined) {
    throw new NotFoundError(`server "${key.name}" has no ${what}: it has not been placed on a host yet`);
  }
  const instance = (await registry.get(instanceKind, { namespace: key.namespace, name: instanceName }, fromCache)).object() as Instance;
  const host = (await registry.get(hostKind, { name: instance.spec.host.name }, fromCache)).object() as Host;
  const session = host.status?.session;
  if (host.metadata.uid !== instance.spec.host.uid)
    throw new NotFoundError(`there is no ${what}: the host of the server is no longer known`);
  if (session?.gatewayURL === undefined || session.disconnectedAt !== undefined) {
    throw new ServiceUnavailableError(`the ${what} cannot be read now: the host of the server is not connected`, {
      details: { retryAfterSeconds: 5 },
    });
  }
  return { instance, host, gatewayURL: session.gatewayURL };
}

/** Logs and consoles are for looking at: whatever the cache has is new enough. */
const fromCache = { resourceVersion: '0' };

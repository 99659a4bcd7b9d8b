import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import type { Server } from '#apis/compute/server.ts';
import { NotFoundError, ServiceUnavailableError } from '#apis/machinery/errors.ts';
import { bytesResponse, type ApiResponse } from '../exchange/api-response.ts';
import { countParameter } from '../exchange/query-parameters.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';

/**
 * GET of a server's `log`: the end of what its guest wrote on the serial console, at most `limitBytes` of it, as text. It lies on the host, so the
 * gateway that holds the host's stream is asked for it. Throws {@link NotFoundError} when there can be none, and {@link ServiceUnavailableError}
 * while nobody speaks for the host.
 */
export async function readServerLog(call: ResourceCall, { registry, consoleLogs }: EndpointDependencies): Promise<ApiResponse> {
  const { request, namespace, name = '' } = call;
  const limitBytes = Math.min(countParameter(request.query, 'limitBytes') ?? defaultLogBytes, mostLogBytes);
  const server = (await registry.get(call.kind, objectKeyOf(call), fromCache)).object() as Server;
  const instanceName = server.status?.instance;
  if (instanceName === undefined || namespace === undefined) {
    throw new NotFoundError(`server "${name}" has no log: it has not been placed on a host yet`);
  }
  const instance = (await registry.get(instanceKind, { namespace, name: instanceName }, fromCache)).object() as Instance;
  const gatewayURL = await gatewayOf(instance, registry);
  const { signal } = request;
  const text = await consoleLogs.read({ gatewayURL, instanceUID: instance.metadata.uid, maximumBytes: limitBytes, signal });
  return bytesResponse(200, 'text/plain; charset=utf-8', text, { 'x-content-type-options': 'nosniff' });
}

/** A log is for reading: whatever the cache has is new enough. */
const fromCache = { resourceVersion: '0' };

const defaultLogBytes = 64 * 1024;
const mostLogBytes = 1024 * 1024;

async function gatewayOf(instance: Instance, registry: EndpointDependencies['registry']): Promise<string> {
  const hostName = instance.spec.host.name;
  const host = (await registry.get(hostKind, { name: hostName }, fromCache)).object() as Host;
  const session = host.status?.session;
  if (host.metadata.uid !== instance.spec.host.uid) throw new NotFoundError('there is no log: the host of the server is no longer known');
  if (session?.gatewayURL === undefined || session.disconnectedAt !== undefined) {
    throw new ServiceUnavailableError('the log cannot be read now: the host of the server is not connected', {
      details: { retryAfterSeconds: 5 },
    });
  }
  return session.gatewayURL;
}

import { bytesResponse, type ApiResponse } from '../exchange/api-response.ts';
import { countParameter } from '../exchange/query-parameters.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { connectionOf } from './server-connection.ts';

/**
 * GET of a server's `log`: the end of what its guest wrote on the serial console, at most `limitBytes` of it, as text. It lies on the host, so the
 * gateway that holds the host's stream is asked for it. Throws what {@link connectionOf} and the source throw.
 */
export async function readServerLog(call: ResourceCall, { registry, consoleLogs }: EndpointDependencies): Promise<ApiResponse> {
  const { request } = call;
  const limitBytes = Math.min(countParameter(request.query, 'limitBytes') ?? defaultLogBytes, mostLogBytes);
  const { instance, gatewayURL } = await connectionOf(objectKeyOf(call), 'log', registry);
  const { signal } = request;
  const text = await consoleLogs.read({ gatewayURL, instanceUID: instance.metadata.uid, maximumBytes: limitBytes, signal });
  return bytesResponse(200, 'text/plain; charset=utf-8', text, { 'x-content-type-options': 'nosniff' });
}

const defaultLogBytes = 64 * 1024;
const mostLogBytes = 1024 * 1024;

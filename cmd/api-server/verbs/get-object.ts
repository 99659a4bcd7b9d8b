import { bytesResponse, type ApiResponse } from '../exchange/api-response.ts';
import { textParameter } from '../exchange/query-parameters.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';

/** GET of one object. Its status subresource is the same object. */
export async function getObject(call: ResourceCall, { registry, representations }: EndpointDependencies): Promise<ApiResponse> {
  const { request, kind } = call;
  const representation = representations.choose(request.headers['accept'], request.query, 'Object');
  const resourceVersion = textParameter(request.query, 'resourceVersion');
  const served = await registry.get(kind, objectKeyOf(call), resourceVersion === undefined ? {} : { resourceVersion });
  return bytesResponse(200, representation.contentType, representation.encodeObject(served, kind));
}

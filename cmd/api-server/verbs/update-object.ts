import type { ApiResponse } from '../exchange/api-response.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { readObjectWrite, writtenResponse } from './write-request.ts';

/** PUT of a whole object, or of its status. */
export async function updateObject(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { body, options } = await readObjectWrite(call);
  const part = call.subresource === 'status' ? { subresource: 'status' as const } : {};
  const written = await dependencies.registry.update(call.kind, objectKeyOf(call), body, { ...options, ...part });
  return writtenResponse(200, written, call, dependencies);
}

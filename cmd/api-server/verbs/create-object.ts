import type { ApiResponse } from '../exchange/api-response.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';
import { readObjectWrite, writtenResponse } from './write-request.ts';

/** POST to a collection. */
export async function createObject(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { body, options } = await readObjectWrite(call);
  const written = await dependencies.registry.create(call.kind, call.namespace, body, options);
  return writtenResponse(201, written, call, dependencies);
}

import { instanceKind, type Placement } from '#apis/infrastructure/instance.ts';
import type { ApiResponse } from '../exchange/api-response.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { readWriteRequest, writtenResponse } from './write-request.ts';

/** POST to a server's `placement`: makes its next incarnation on a host, and answers with that Instance. */
export async function placeServer(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { body, options } = await readWriteRequest(call, ['application/json', 'application/yaml']);
  const { dryRun, fieldManager } = options;
  const written = await dependencies.registry.place(objectKeyOf(call), body as Placement, { dryRun, fieldManager });
  return writtenResponse(201, written, { ...call, kind: instanceKind }, dependencies);
}

import type { ApiResponse } from '../exchange/api-response.ts';
import { isDryRun } from '../exchange/query-parameters.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { writtenResponse } from './write-request.ts';

/** POST to an object's `restore`, with or without a body: takes its deletion back, and answers with the object. */
export async function restoreObject(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const dryRun = isDryRun(call.request.query.getAll('dryRun'), 'dryRun');
  const written = await dependencies.registry.restore(call.kind, objectKeyOf(call), { dryRun });
  return writtenResponse(200, written, call, dependencies);
}

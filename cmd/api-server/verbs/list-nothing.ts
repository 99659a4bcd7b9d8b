import type { ApiResponse } from '../exchange/api-response.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';
import { listRequestOf } from './list-objects.ts';

/** GET of a collection of a kind of which there is never one: an empty list in the form that was asked for. It cannot be watched, so its version says nothing. */
export async function listNothing(
  { request, kind, namespace }: ResourceCall,
  { representations }: EndpointDependencies,
): Promise<ApiResponse> {
  const representation = representations.choose(request.headers['accept'], request.query, 'List');
  listRequestOf(request.query, namespace);
  const list = { items: [], revision: 0, continueToken: undefined, remainingItemCount: undefined };
  return { status: 200, headers: { 'content-type': representation.contentType }, body: representation.encodeList(list, kind) };
}

import type { ApiResponse } from '../exchange/api-response.ts';
import { EventStream } from '../exchange/event-stream.ts';
import { booleanParameter, countParameter } from '../exchange/query-parameters.ts';
import type { WatchRequest } from '../registry/registry.ts';
import { listRequestOf } from './list-objects.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';

/** GET with `watch=true`, of a collection or of one object. Faults of the request itself are answered before the stream begins. */
export async function watchObjects(call: ResourceCall, { registry, representations }: EndpointDependencies): Promise<ApiResponse> {
  const { request, kind } = call;
  const representation = representations.choose(request.headers['accept'], request.query, 'List');
  const stream = new EventStream({ events: representation, framing: request.framing, kind, callerSignal: request.signal });
  await registry.watch(kind, watchRequestOf(call), stream);
  return { status: 200, headers: { 'content-type': representation.contentType }, body: { kind: 'Events', stream } };
}

function watchRequestOf({ request, namespace, name }: ResourceCall): WatchRequest {
  const { query } = request;
  const { limit: _limit, continueToken: _continueToken, ...selection } = listRequestOf(query, namespace);
  const timeoutSeconds = countParameter(query, 'timeoutSeconds');
  return {
    ...selection,
    ...(name === undefined ? {} : { fieldSelector: withName(selection.fieldSelector, name) }),
    allowWatchBookmarks: booleanParameter(query, 'allowWatchBookmarks'),
    sendInitialEvents: booleanParameter(query, 'sendInitialEvents'),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  };
}

function withName(fieldSelector: string | undefined, name: string): string {
  return fieldSelector === undefined ? `metadata.name=${name}` : `${fieldSelector},metadata.name=${name}`;
}

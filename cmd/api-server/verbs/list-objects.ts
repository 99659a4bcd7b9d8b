import type { ApiResponse } from '../exchange/api-response.ts';
import { countParameter, textParameter } from '../exchange/query-parameters.ts';
import type { ListRequest } from '../registry/registry.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';

/** GET of a collection. */
export async function listObjects(call: ResourceCall, { registry, representations }: EndpointDependencies): Promise<ApiResponse> {
  const { request, kind, namespace } = call;
  const representation = representations.choose(request.headers['accept'], request.query, 'List');
  const list = await registry.list(kind, listRequestOf(request.query, namespace));
  return { status: 200, headers: { 'content-type': representation.contentType }, body: representation.encodeList(list, kind) };
}

/** A list's wishes as they stand in the query. */
export function listRequestOf(query: URLSearchParams, namespace: string | undefined): ListRequest {
  return withoutAbsent<ListRequest>({
    namespace,
    labelSelector: textParameter(query, 'labelSelector'),
    fieldSelector: textParameter(query, 'fieldSelector'),
    // 0 is no limit, as in Kubernetes.
    limit: countParameter(query, 'limit') || undefined,
    continueToken: textParameter(query, 'continue'),
    resourceVersion: textParameter(query, 'resourceVersion'),
    resourceVersionMatch: textParameter(query, 'resourceVersionMatch'),
  });
}

function withoutAbsent<Fields>(fields: { [Key in keyof Fields]: Fields[Key] | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

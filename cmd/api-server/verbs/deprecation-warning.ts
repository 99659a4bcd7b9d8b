import { apiVersionOf } from '#apis/machinery/kind.ts';
import { warningHeaders } from '../exchange/warning-headers.ts';
import type { Endpoint } from './resource-call.ts';

/** The same endpoint for a version of a kind that will go: everybody who uses it is told so, in a `Warning` header in front of the others. */
export function withDeprecationWarning(endpoint: Endpoint, deprecation: string): Endpoint {
  return async (call, dependencies) => {
    const response = await endpoint(call, dependencies);
    const { warning: own = [] } = warningHeaders([`${apiVersionOf(call.kind)} ${call.kind.kind} is deprecated; ${deprecation}`]);
    return { ...response, headers: { ...response.headers, warning: [own, response.headers['warning'] ?? []].flat() } };
  };
}

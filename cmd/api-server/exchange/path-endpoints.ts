import type { PathAction } from './action.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiResponse } from './api-response.ts';
import { methodNotAllowed, unknownPath } from './unknown-path.ts';

/** Answers a GET of one path. */
export type PathEndpoint = (request: ApiRequest) => ApiResponse | Promise<ApiResponse>;

/** All paths that are no resources. Each is known when the server starts. */
export class PathEndpoints {
  readonly #byPath: ReadonlyMap<string, PathEndpoint>;

  /** Throws a RangeError when a path is given twice. */
  constructor(...parts: readonly ReadonlyMap<string, PathEndpoint>[]) {
    const byPath = new Map<string, PathEndpoint>();
    for (const [path, endpoint] of parts.flatMap((part) => [...part])) {
      if (byPath.has(path)) throw new RangeError(`two answers for the path ${path}`);
      byPath.set(path, endpoint);
    }
    this.#byPath = byPath;
  }

  /** Throws {@link NotFoundError} for a path that is not there, and {@link MethodNotAllowedError} for anything but a GET of one that is. */
  async answer(action: PathAction, request: ApiRequest): Promise<ApiResponse> {
    const endpoint = this.#byPath.get(action.path);
    if (endpoint === undefined) throw unknownPath();
    if (action.verb !== 'get') throw methodNotAllowed();
    return endpoint(request);
  }
}

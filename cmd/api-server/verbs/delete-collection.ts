import { ApiError, BadRequestError, ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { ApiResponse } from '../exchange/api-response.ts';
import type { DeleteOptions, Registry, ServedList, ServedObject } from '../registry/registry.ts';
import { readDeleteOptions } from './delete-object.ts';
import { listRequestOf } from './list-objects.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';

/**
 * DELETE of a collection: everything that its selectors choose, or `limit` of it, each by its own rules as if it were deleted alone. Answers as Kubernetes
 * does, with the list of what was found and is now deleted or being deleted. What is refused does not keep the others: all is tried, and then the first
 * refusal is thrown.
 */
export async function deleteCollection(call: ResourceCall, { registry, representations }: EndpointDependencies): Promise<ApiResponse> {
  const { request, kind, namespace } = call;
  const representation = representations.choose(request.headers['accept'], request.query, 'List');
  const options = await readDeleteOptions(request);
  if (options.whenUnreadable !== undefined) throw new BadRequestError('what cannot be read is in no list: delete it by its name');
  const asked = listRequestOf(request.query, namespace);
  const deleted: ServedObject[] = [];
  const refusals: ApiError[] = [];
  let page: ServedList | undefined;
  do {
    const { resourceVersion: _resourceVersion, resourceVersionMatch: _match, ...further } = asked;
    page = await registry.list(
      kind,
      page?.continueToken === undefined
        ? { ...asked, limit: asked.limit ?? pageSize }
        : { ...further, limit: pageSize, continueToken: page.continueToken },
    );
    await deleteAll(page.items, { registry, kind, options, deleted, refusals });
  } while (asked.limit === undefined && page.continueToken !== undefined && !request.signal.aborted);
  const [refusal] = refusals;
  if (refusal !== undefined) throw refusal;
  const rest = { continueToken: page.continueToken, remainingItemCount: page.remainingItemCount };
  const list: ServedList = { items: deleted, revision: page.revision, ...rest };
  return { status: 200, headers: { 'content-type': representation.contentType }, body: representation.encodeList(list, kind) };
}

interface Deletion {
  readonly registry: Pick<Registry, 'delete'>;
  readonly kind: KindDefinition;
  readonly options: DeleteOptions;
  readonly deleted: ServedObject[];
  readonly refusals: ApiError[];
}

/** A few at one time: each waits for the storage. */
async function deleteAll(items: readonly ServedObject[], deletion: Deletion): Promise<void> {
  for (let start = 0; start < items.length; start += atOneTime) {
    await Promise.all(items.slice(start, start + atOneTime).map((item) => deleteOne(item, deletion)));
  }
}

async function deleteOne(item: ServedObject, { registry, kind, options, deleted, refusals }: Deletion): Promise<void> {
  const { metadata } = item.object();
  const key = keyOf(item.object());
  const isOwnUID = options.preconditions.uid === undefined;
  try {
    // What was listed is meant, not a namesake that has come meanwhile.
    await registry.delete(kind, key, isOwnUID ? { ...options, preconditions: { ...options.preconditions, uid: metadata.uid } } : options);
    deleted.push(item);
  } catch (error) {
    const wasReplaced = error instanceof ConflictError && isOwnUID && options.preconditions.resourceVersion === undefined;
    if (error instanceof NotFoundError || wasReplaced) return;
    if (!(error instanceof ApiError) || error.code >= 500) throw error;
    refusals.push(error);
  }
}

const pageSize = 500;
const atOneTime = 16;

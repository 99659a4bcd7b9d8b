import { BadRequestError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiResponse } from '../exchange/api-response.ts';
import { mediaTypeOf } from '../decoding/media-type.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { readWriteRequest, writtenResponse } from './write-request.ts';

/** PATCH of an object, or of its status. JSON patch and server-side apply, once they are there, are further media types beside these. */
export async function patchObject(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { body, options } = await readWriteRequest(call, patchMediaTypesOf(call.kind));
  if (mediaTypeOf(call.request.headers['content-type']) === strategicMergePatch) refuseWhatMergeCannotSay(body);
  const part = call.subresource === 'status' ? { subresource: 'status' as const } : {};
  const written = await dependencies.registry.mergePatch(call.kind, objectKeyOf(call), body, { ...options, ...part });
  return writtenResponse(200, written, call, dependencies);
}

/**
 * In which forms a change to an object of that kind may be sent. Typed clients know Kubernetes' own kinds only by strategic merge patches (event
 * recorders, and kubectl's apply); our kinds are to them what custom resources are, which have never taken these.
 */
export function patchMediaTypesOf(kind: Pick<KindDefinition, 'protobuf'>): readonly string[] {
  return kind.protobuf ? [mergePatch, strategicMergePatch] : [mergePatch];
}

const mergePatch = 'application/merge-patch+json';
const strategicMergePatch = 'application/strategic-merge-patch+json';

/**
 * For the kinds that take it, a strategic merge patch does what a merge patch does, but for its directives and the two lists of the metadata that it
 * merges by item. A patch that needs either is refused, since as a merge patch it would take items away.
 */
function refuseWhatMergeCannotSay(patch: unknown): void {
  const { metadata } = patch as { metadata?: Record<string, unknown> };
  const list = ['finalizers', 'ownerReferences'].find((field) => Array.isArray(metadata?.[field]));
  if (list === undefined && !hasDirective(patch)) return;
  const what = list === undefined ? 'directives, as "$patch"' : `items of metadata.${list}`;
  throw new BadRequestError(`a strategic merge patch with ${what} is not supported: send ${mergePatch}`);
}

function hasDirective(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, field]) => (name.startsWith('$') && !Array.isArray(value)) || hasDirective(field));
}

import { InvalidError, type StatusCause } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiResponse } from '../exchange/api-response.ts';
import { mediaTypeOf } from '../decoding/media-type.ts';
import { booleanParameter, textParameter } from '../exchange/query-parameters.ts';
import type { ResourceAction } from '../exchange/action.ts';
import { refusal } from '../authorization/refusal.ts';
import type { ApplyOptions, SubresourceOption } from '../registry/registry.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { readWriteRequest, writtenResponse } from './write-request.ts';

/** PATCH of an object, or of its status: what kind of patch it is says the media type. */
export async function patchObject(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { registry } = dependencies;
  const { kind } = call;
  const mediaType = mediaTypeOf(call.request.headers['content-type']);
  if (mediaType === applyPatch && patchMediaTypesOf(kind).includes(applyPatch)) return await applyObject(call, dependencies);
  refuseForce(call);
  const { body, options: writeOptions } = await readWriteRequest(
    call,
    patchMediaTypesOf(kind),
    mediaType === jsonPatch ? 'List' : 'Object',
  );
  const options = { ...writeOptions, ...partOf(call) };
  const key = objectKeyOf(call);
  const written =
    mediaType === jsonPatch
      ? await registry.jsonPatch(kind, key, body, options)
      : mediaType === strategicMergePatch
        ? await registry.strategicMergePatch(kind, key, body, options)
        : await registry.mergePatch(kind, key, body, options);
  return writtenResponse(200, written, call, dependencies);
}

/**
 * In which forms a change to an object of that kind may be sent. Typed clients know Kubernetes' own kinds by strategic merge patches (event
 * recorders, and kubectl's apply); our kinds are to them what custom resources are, which have never taken these.
 */
export function patchMediaTypesOf(kind: Pick<KindDefinition, 'protobuf'>): readonly string[] {
  return kind.protobuf ? [jsonPatch, mergePatch, strategicMergePatch, applyPatch] : [jsonPatch, mergePatch, applyPatch];
}

const jsonPatch = 'application/json-patch+json';
const mergePatch = 'application/merge-patch+json';
const strategicMergePatch = 'application/strategic-merge-patch+json';
const applyPatch = 'application/apply-patch+yaml';

async function applyObject(call: ResourceCall, dependencies: EndpointDependencies): Promise<ApiResponse> {
  const { request, kind } = call;
  const fieldManager = textParameter(request.query, 'fieldManager');
  if (fieldManager === undefined)
    throw wrongOption('fieldManager', { reason: 'FieldValueRequired', message: 'Required value: is required for apply patch' });
  const { body, options } = await readWriteRequest(call, [applyPatch]);
  const force = booleanParameter(request.query, 'force');
  const requireMayCreate = async (): Promise<void> => {
    const creation: ResourceAction = {
      ...call,
      kind: 'Resource',
      verb: 'create',
      group: kind.group,
      version: kind.version,
      resource: kind.plural,
    };
    const { authorizer } = dependencies;
    if (!(await authorizer.mayDoForCertain(call.user, creation))) throw refusal(call.user, creation);
  };
  const applied: ApplyOptions = { ...options, ...partOf(call), fieldManager, force, requireMayCreate };
  const written = await dependencies.registry.apply(kind, objectKeyOf(call), body, applied);
  return writtenResponse(written.outcome === 'Created' ? 201 : 200, written, call, dependencies);
}

/** Nobody but an applier meets a conflict that could be forced. */
function refuseForce({ request }: ResourceCall): void {
  if (request.query.has('force'))
    throw wrongOption('force', { reason: 'FieldValueForbidden', message: 'Forbidden: may not be specified for non-apply patch' });
}

function wrongOption(field: string, cause: Omit<StatusCause, 'field'>): InvalidError {
  return new InvalidError(`PatchOptions.meta.k8s.io "" is invalid: ${field}: ${cause.message}`, {
    details: { group: 'meta.k8s.io', kind: 'PatchOptions', causes: [{ ...cause, field }] },
  });
}

function partOf({ subresource }: ResourceCall): SubresourceOption {
  return subresource === 'status' ? { subresource } : {};
}

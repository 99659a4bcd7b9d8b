import { selfSubjectAccessReviewKind, type SelfSubjectAccessReview } from '#apis/kubernetes/reviews.ts';
import { BadRequestError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { userInfoOf } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';
import { jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';
import { readObjectWrite } from './write-request.ts';

/** POST of a question about the caller itself (`kubectl auth can-i`, `kubectl auth whoami`): the same object with the answer in its status. */
export async function createReview(call: ResourceCall, { authorizer }: EndpointDependencies): Promise<ApiResponse> {
  const { kind, user } = call;
  const { body } = await readObjectWrite(call);
  const typeMeta = { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata: { creationTimestamp: null } };
  if (kind !== selfSubjectAccessReviewKind) {
    return jsonResponse(201, { ...typeMeta, status: { userInfo: userInfoOf(user) } });
  }
  const { spec } = body as Partial<SelfSubjectAccessReview>;
  return jsonResponse(201, { ...typeMeta, spec, status: { allowed: authorizer.mayDo(user, askedAction(spec)) } });
}

function askedAction(spec: SelfSubjectAccessReview['spec'] | undefined): Action {
  const { resourceAttributes, nonResourceAttributes } = spec ?? {};
  if (nonResourceAttributes !== undefined) {
    return { kind: 'Path', verb: nonResourceAttributes.verb ?? '', path: nonResourceAttributes.path ?? '' };
  }
  if (resourceAttributes === undefined) throw new BadRequestError('spec: one of resourceAttributes and nonResourceAttributes must be set');
  const { verb = '', group = '', version = '', resource = '', subresource, namespace, name } = resourceAttributes;
  return { kind: 'Resource', verb, group, version, resource, subresource, namespace, name };
}

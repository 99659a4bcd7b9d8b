import type { AccessReviewAttributes, SelfSubjectRulesReview, SubjectAccessReview } from '#apis/kubernetes/reviews.ts';
import type { PolicyRule } from '#apis/kubernetes/rbac.ts';
import { BadRequestError, type StatusCause } from '#apis/machinery/errors.ts';
import { invalid } from '../admission/rejection.ts';
import type { User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';

/** May I do this? */
export async function reviewOwnAccess(spec: unknown, call: ResourceCall, { authorizer }: EndpointDependencies): Promise<object> {
  const action = askedAction(spec as AccessReviewAttributes, call);
  return { spec, status: await verdict(call.user, action, authorizer) };
}

/** May somebody do this, in the whole cluster or in the namespace of the question? */
export async function reviewSubjectAccess(spec: unknown, call: ResourceCall, { authorizer }: EndpointDependencies): Promise<object> {
  const { user: name = '', groups = [], uid, extra, ...attributes } = spec as SubjectAccessReview['spec'];
  if (name === '' && groups.length === 0) {
    refuse(call, {
      reason: 'FieldValueRequired',
      message: 'Required value: at least one of user or group must be specified',
      field: 'spec.user',
    });
  }
  const action = askedAction(attributes, call);
  if (call.namespace !== undefined) requireSameNamespace(action, call);
  const user: User = { name, groups, ...(uid === undefined ? {} : { uid }), ...(extra === undefined ? {} : { extra }) };
  return { spec, status: await verdict(user, action, authorizer) };
}

/** What may I do here? */
export async function reviewOwnRules(spec: unknown, { user }: ResourceCall, { authorizer }: EndpointDependencies): Promise<object> {
  const { namespace = '' } = spec as SelfSubjectRulesReview['spec'];
  if (namespace === '') throw new BadRequestError('spec.namespace: no namespace on request');
  await authorizer.beFresh();
  const rules = authorizer.rulesFor(user, namespace);
  const isAboutPaths = ({ nonResourceURLs = [] }: PolicyRule): boolean => nonResourceURLs.length > 0;
  return {
    spec,
    status: {
      resourceRules: rules.filter((rule) => !isAboutPaths(rule)),
      nonResourceRules: rules.filter(isAboutPaths),
      incomplete: false,
    },
  };
}

async function verdict(user: User, action: Action, authorizer: EndpointDependencies['authorizer']): Promise<object> {
  if (!(await authorizer.mayDoForCertain(user, action))) return { allowed: false };
  const reason = authorizer.explain(user, action);
  return { allowed: true, ...(reason === '' ? {} : { reason }) };
}

function askedAction({ resourceAttributes, nonResourceAttributes }: AccessReviewAttributes, call: ResourceCall): Action {
  if ((resourceAttributes === undefined) === (nonResourceAttributes === undefined)) {
    const message = 'Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified';
    refuse(call, { reason: 'FieldValueInvalid', message, field: 'spec.resourceAttributes' });
  }
  if (nonResourceAttributes !== undefined) {
    return { kind: 'Path', verb: nonResourceAttributes.verb ?? '', path: nonResourceAttributes.path ?? '' };
  }
  const { verb = '', group = '', version = '', resource = '', subresource, namespace, name } = resourceAttributes ?? {};
  // Typed clients send what is not set as the empty word.
  return {
    kind: 'Resource',
    verb,
    group,
    version,
    resource,
    subresource: subresource || undefined,
    namespace: namespace || undefined,
    name: name || undefined,
  };
}

function requireSameNamespace(action: Action, call: ResourceCall): void {
  if (action.kind === 'Resource' && action.namespace === call.namespace) return;
  const message = `Invalid value: must be the namespace of the review, ${JSON.stringify(call.namespace)}`;
  refuse(call, { reason: 'FieldValueInvalid', message, field: 'spec.resourceAttributes.namespace' });
}

function refuse({ kind }: ResourceCall, cause: StatusCause): never {
  throw invalid(kind, '', [cause]);
}

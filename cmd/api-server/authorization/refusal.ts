import { ForbiddenError, UnauthorizedError, type ApiError } from '#apis/machinery/errors.ts';
import { isAuthenticated, type User } from '../authentication/user.ts';
import type { Action, ResourceAction } from '../exchange/action.ts';

/** The error for somebody who may not do `action`, in Kubernetes' words: who is unknown is asked to say who they are. */
export function refusal(user: User, action: Action): ApiError {
  if (!isAuthenticated(user)) return new UnauthorizedError('Unauthorized');
  if (action.kind === 'Path') return new ForbiddenError(`forbidden: User "${user.name}" cannot ${action.verb} path "${action.path}"`);
  const { group, resource, selectedName, name = selectedName } = action;
  const subject = group === '' ? resource : `${resource}.${group}`;
  return new ForbiddenError(`${name === undefined ? subject : `${subject} "${name}"`} is forbidden: ${denial(user, action)}`, {
    details: { ...(name === undefined ? {} : { name }), ...(group === '' ? {} : { group }), kind: resource },
  });
}

function denial(user: User, { verb, group, resource, subresource, namespace }: ResourceAction): string {
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return `User "${user.name}" cannot ${verb} resource "${what}" in API group "${group}" ${where}`;
}

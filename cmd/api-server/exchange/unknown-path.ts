import { MethodNotAllowedError, NotFoundError } from '#apis/machinery/errors.ts';

/** The error for a path at which there is nothing, in Kubernetes' words. */
export function unknownPath(): NotFoundError {
  return new NotFoundError('the server could not find the requested resource', { details: {} });
}

/** The error for a path that does not take this verb, in Kubernetes' words. */
export function methodNotAllowed(): MethodNotAllowedError {
  return new MethodNotAllowedError('the server does not allow this method on the requested resource', { details: {} });
}

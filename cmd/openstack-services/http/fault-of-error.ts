import { ConnectionError } from '#apis/client/transport.ts';
import { ApiError, ForbiddenError, InvalidError, TimeoutError, UnauthorizedError } from '#apis/machinery/errors.ts';
import { Fault } from './fault.ts';

/** What a client is told of an error; undefined for what is our own fault. */
export function faultOfError(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error;
  const cause = { cause: error };
  if (error instanceof ConnectionError || error instanceof TimeoutError) {
    return new Fault(503, 'The control plane does not answer at the moment; try again.', cause);
  }
  // Of fastify: a body that is no JSON, or too large, or of another kind.
  const { statusCode } = error as { readonly statusCode?: unknown };
  if (!(error instanceof ApiError)) {
    return error instanceof Error && typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
      ? new Fault(statusCode, error.message, cause)
      : undefined;
  }
  if (error instanceof InvalidError) return new Fault(400, causesOf(error), cause);
  if (error instanceof UnauthorizedError) return new Fault(503, 'The control plane refused this service.', cause);
  if (error instanceof ForbiddenError) return new Fault(403, forbidden(error), cause);
  if (error.code >= 500 && error.code !== 503) return undefined;
  const { retryAfterSeconds } = error.details ?? {};
  return new Fault(error.code, error.message, { ...cause, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) });
}

function causesOf({ message, details }: InvalidError): string {
  const causes = details?.causes ?? [];
  return causes.length === 0
    ? message
    : causes.map(({ field, message: words }) => (field === undefined ? words : `${field}: ${words}`)).join('; ');
}

/** A quota, or a field that forbids a deletion, speaks for itself. Who lacks a right hears no more than that. */
function forbidden({ message, details }: ForbiddenError): string {
  const speaksForItself = (details?.causes ?? []).length > 0 || /quota|protect/i.test(message);
  return speaksForItself ? message : 'You are not authorized to complete this action.';
}

import { ConnectionError } from '#apis/client/transport.ts';
import { ApiError, ForbiddenError, InvalidError, NotFoundError, TimeoutError, UnauthorizedError } from '#apis/machinery/errors.ts';
import { NovaFault } from './nova-fault.ts';

/** What Nova would say of an error of the api-server's; undefined for what is our own fault. */
export function faultOfError(error: unknown): NovaFault | undefined {
  if (error instanceof NovaFault) return error;
  if (error instanceof ConnectionError || error instanceof TimeoutError)
    return new NovaFault(503, 'The control plane does not answer at the moment; try again.', { cause: error });
  if (!(error instanceof ApiError)) return undefined;
  if (error instanceof InvalidError) return new NovaFault(400, causesOf(error), { cause: error });
  if (error instanceof ForbiddenError) return new NovaFault(403, forbidden(error), { cause: error });
  if (error instanceof NotFoundError) return new NovaFault(404, error.message, { cause: error });
  if (error instanceof UnauthorizedError) return new NovaFault(503, 'The control plane refused this service.', { cause: error });
  if (error.code === 409) return new NovaFault(409, error.message, { cause: error });
  if (error.code === 400 || error.code === 413 || error.code === 415) return new NovaFault(error.code, error.message, { cause: error });
  if (error.code === 429 || error.code === 503) {
    const { retryAfterSeconds } = error.details ?? {};
    return new NovaFault(error.code, error.message, { cause: error, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) });
  }
  return undefined;
}

function causesOf({ message, details }: InvalidError): string {
  const causes = details?.causes ?? [];
  return causes.length === 0
    ? message
    : causes.map(({ field, message: cause }) => (field === undefined ? cause : `${field}: ${cause}`)).join('; ');
}

/** A quota says itself what it is about; whoever lacks a right hears what Nova would say. */
function forbidden({ message }: ForbiddenError): string {
  return /quota/i.test(message) ? `Quota exceeded: ${message}` : "Policy doesn't allow this operation to be performed.";
}

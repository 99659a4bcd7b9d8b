import { ConflictError } from '#apis/machinery/errors.ts';

/** Whether a write was refused because another session speaks for the host, and not because the object had changed. */
export function isStaleSession(error: unknown): boolean {
  return error instanceof ConflictError && error.details?.causes?.some(({ reason }) => reason === 'StaleSession') === true;
}

import { status, type ServiceError } from '@grpc/grpc-js';

/** The names of gRPC's status codes, as `NOT_FOUND`. */
export type ContainerdFailureCode = keyof typeof status;

/** A call of containerd's API failed. */
export class ContainerdCallError extends Error {
  override readonly name = 'ContainerdCallError';
  readonly code: ContainerdFailureCode;
  /** Words of containerd, or of the wire. */
  readonly details: string;

  constructor(
    path: string,
    { code, details, cause }: { readonly code: ContainerdFailureCode; readonly details: string; readonly cause?: Error },
  ) {
    super(`containerd: ${path.slice(path.lastIndexOf('.') + 1)}: ${details} (${code})`, cause === undefined ? {} : { cause });
    this.code = code;
    this.details = details;
  }
}

/** What grpc-js says about a call. */
export function containerdCallErrorOf(path: string, error: ServiceError): ContainerdCallError {
  return new ContainerdCallError(path, { code: codeOf(error), details: error.details, cause: error });
}

/**
 * containerd is told the deadline of a call too. Where it notices first that it has passed, the shim's words for that (Go's
 * `context.DeadlineExceeded`) arrive under a code that says nothing.
 */
function codeOf({ code, details }: ServiceError): ContainerdFailureCode {
  if (code === status.UNKNOWN && details.includes('context deadline exceeded')) return 'DEADLINE_EXCEEDED';
  return status[code] as ContainerdFailureCode;
}

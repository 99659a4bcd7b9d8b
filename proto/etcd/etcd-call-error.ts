import type { status } from '@grpc/grpc-js';

/** The names of gRPC's status codes. */
export type CallFailureCode = keyof typeof status;

/** A call of etcd's API failed. */
export class EtcdCallError extends Error {
  override readonly name = 'EtcdCallError';
  readonly code: CallFailureCode;
  /** Words of etcd, or of the wire. */
  readonly details: string;
  /** Whether etcd may have seen the request. */
  readonly sent: boolean;

  constructor(path: string, { code, details, sent, cause }: CallFailure) {
    super(`${path.slice(path.lastIndexOf('/') + 1)} on etcd failed: ${details} (${code})`, cause === undefined ? {} : { cause });
    this.code = code;
    this.details = details;
    this.sent = sent;
  }
}

/** Why a call failed: the fields of an {@link EtcdCallError}. */
export interface CallFailure {
  readonly code: CallFailureCode;
  readonly details: string;
  readonly sent: boolean;
  readonly cause?: Error;
}

/**
 * Every error that crosses the API, one class for each decision that a caller can make.
 * Branch on the class or on `reason`, never on the text. `toStatus` gives the Kubernetes `Status` object of one,
 * `errorFromStatus` turns a received `Status` back into the class, so both ends of the wire see the same thing.
 */

/** One field that is wrong, in the words of the Kubernetes API. */
export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  /** Path in the body, as `spec.flavor` or `spec.volumes[0].size`. */
  readonly field?: string;
}

/** What the error is about. `kind` is the plural resource name, but the Kind itself for Invalid (as Kubernetes does it). */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** The error object of the Kubernetes API. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

export interface ApiErrorOptions extends ErrorOptions {
  readonly details?: StatusDetails;
  /** A fresh continue token, for a list whose old one has expired. */
  readonly continueToken?: string;
}

/** The base of all errors that the API answers with. */
export abstract class ApiError extends Error {
  abstract readonly reason: string;
  abstract readonly code: number;
  readonly details: StatusDetails | undefined;
  readonly continueToken: string | undefined;

  constructor(message: string, options: ApiErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.details = options.details;
    this.continueToken = options.continueToken;
  }
}

/** The request makes no sense, whatever the state: fix it. */
export class BadRequestError extends ApiError {
  readonly reason = 'BadRequest';
  readonly code = 400;
}

/** Nobody is known to have sent this: authenticate. */
export class UnauthorizedError extends ApiError {
  readonly reason = 'Unauthorized';
  readonly code = 401;
}

/** The caller is known, and may not. */
export class ForbiddenError extends ApiError {
  readonly reason = 'Forbidden';
  readonly code = 403;
}

/** There is no such object, or the caller may not know of it. */
export class NotFoundError extends ApiError {
  readonly reason = 'NotFound';
  readonly code = 404;
}

/** This path does not take this verb. */
export class MethodNotAllowedError extends ApiError {
  readonly reason = 'MethodNotAllowed';
  readonly code = 405;
}

/** None of the media types that the caller accepts can be produced. */
export class NotAcceptableError extends ApiError {
  readonly reason = 'NotAcceptable';
  readonly code = 406;
}

/** An object of that name is already there. */
export class AlreadyExistsError extends ApiError {
  readonly reason = 'AlreadyExists';
  readonly code = 409;
}

/** The world changed since the caller looked: read again and decide afresh. */
export class ConflictError extends ApiError {
  readonly reason = 'Conflict';
  readonly code = 409;
}

/** The revision is no longer kept: list again. */
export class ExpiredError extends ApiError {
  readonly reason = 'Expired';
  readonly code = 410;
}

/** The body is larger than the server takes. */
export class RequestEntityTooLargeError extends ApiError {
  readonly reason = 'RequestEntityTooLarge';
  readonly code = 413;
}

/** The body is of a media type that this path does not take. */
export class UnsupportedMediaTypeError extends ApiError {
  readonly reason = 'UnsupportedMediaType';
  readonly code = 415;
}

/** Fields hold values that they must not hold; `details.causes` names each. */
export class InvalidError extends ApiError {
  readonly reason = 'Invalid';
  readonly code = 422;
}

/** Slow down and come back after `details.retryAfterSeconds`. */
export class TooManyRequestsError extends ApiError {
  readonly reason = 'TooManyRequests';
  readonly code = 429;
}

/** Our own fault. */
export class InternalError extends ApiError {
  readonly reason = 'InternalError';
  readonly code = 500;
}

/** What the store holds under that name cannot be read: put back what is needed for it, or have it deleted unread. */
export class StorageReadError extends ApiError {
  readonly reason = 'StorageReadError';
  readonly code = 500;
}

/** Something that the server needs is not there at the moment: try again. */
export class ServiceUnavailableError extends ApiError {
  readonly reason = 'ServiceUnavailable';
  readonly code = 503;
}

/** It took too long; whether the request took effect is not known. */
export class TimeoutError extends ApiError {
  readonly reason = 'Timeout';
  readonly code = 504;
}

const classes = [
  BadRequestError,
  UnauthorizedError,
  ForbiddenError,
  NotFoundError,
  MethodNotAllowedError,
  NotAcceptableError,
  AlreadyExistsError,
  ConflictError,
  ExpiredError,
  RequestEntityTooLargeError,
  UnsupportedMediaTypeError,
  InvalidError,
  TooManyRequestsError,
  InternalError,
  StorageReadError,
  ServiceUnavailableError,
  TimeoutError,
] as const;

const classByReason = new Map<string, (typeof classes)[number]>(classes.map((each) => [new each('').reason, each]));

/** The `Status` object that tells `error` to a client. Errors that are not ours become InternalError without their text. */
export function toStatus(error: unknown): Status {
  const known = error instanceof ApiError ? error : new InternalError('the server met an internal error; its log says more');
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: known.continueToken === undefined ? {} : { continue: known.continueToken },
    status: 'Failure',
    message: known.message,
    reason: known.reason,
    ...(known.details === undefined ? {} : { details: known.details }),
    code: known.code,
  };
}

/** The error class of a received `Status`; an unknown reason is judged by its code. */
export function errorFromStatus(status: Status): ApiError {
  const options: ApiErrorOptions = {
    ...(status.details === undefined ? {} : { details: status.details }),
    ...(status.metadata?.continue === undefined ? {} : { continueToken: status.metadata.continue }),
  };
  const known = classByReason.get(status.reason ?? '') ?? classes.find((each) => new each('').code === status.code) ?? InternalError;
  return new known(status.message ?? `the server answered ${status.code}`, options);
}

import { ApiError, toStatus, type Status } from '#apis/machinery/errors.ts';
import type { EventStream } from './event-stream.ts';

/** The answer to an {@link ApiRequest}, for any transport to carry. */
export interface ApiResponse {
  readonly status: number;
  /** By lower-case name. A list stands for the same header several times. */
  readonly headers: ResponseHeaders;
  readonly body: ResponseBody;
}

export type ResponseHeaders = Readonly<Record<string, string | readonly string[]>>;

export type ResponseBody =
  | { readonly kind: 'Bytes'; readonly bytes: Buffer }
  /** Made piece by piece, with pauses for others in between. `totalBytes` is absent where it cannot be known before. */
  | { readonly kind: 'Chunks'; readonly chunks: AsyncIterable<Buffer>; readonly totalBytes?: number }
  /** A watch: the transport sends the head at once, then attaches itself. */
  | { readonly kind: 'Events'; readonly stream: EventStream };

/** An answer whose body is `bytes` of that media type. */
export function bytesResponse(status: number, contentType: string, bytes: Buffer, headers: ResponseHeaders = {}): ApiResponse {
  return { status, headers: { 'content-type': contentType, ...headers }, body: { kind: 'Bytes', bytes } };
}

export function textResponse(status: number, text: string, headers: ResponseHeaders = {}): ApiResponse {
  return bytesResponse(status, 'text/plain; charset=utf-8', Buffer.from(text), { 'x-content-type-options': 'nosniff', ...headers });
}

export function jsonResponse(status: number, value: object, headers: ResponseHeaders = {}): ApiResponse {
  return bytesResponse(status, 'application/json', Buffer.from(JSON.stringify(value)), headers);
}

/** The answer that tells `error`: a `Status`, with Retry-After where one is due. Of errors that are not ours it says nothing. */
export function errorResponse(error: unknown): ApiResponse {
  const status = toStatus(error);
  return jsonResponse(status.code, status, retryAfter(status));
}

/** Whether `error` is a fault of our own, which belongs into the log and not into the answer. */
export function isInternalFault(error: unknown): boolean {
  return !(error instanceof ApiError) || error.code === 500;
}

function retryAfter(status: Status): ResponseHeaders {
  const seconds = status.details?.retryAfterSeconds;
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

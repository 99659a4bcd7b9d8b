import { constants, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { status } from '@grpc/grpc-js';
import type { CallFailure, CallFailureCode } from './etcd-call-error.ts';
import { FrameReader } from './message-frame.ts';

/** Is told the messages of a call, and then once how it ended. */
export interface CallListener {
  message(message: Buffer): void;
  /** Undefined: well. */
  ended(failure: CallFailure | undefined): void;
}

/** Follows one call on its HTTP/2 stream, by gRPC's rules. https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
export function followCall(stream: ClientHttp2Stream, listener: CallListener): void {
  const reader = new FrameReader();
  let said: CallFailure | 'Well' | undefined;
  let cause: Error | undefined;
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    const outcome = said ?? failureWithoutStatus(stream, cause);
    listener.ended(outcome === 'Well' ? undefined : outcome);
  };
  const noteStatus = (headers: IncomingHttpHeaders): void => {
    said ??= statusOf(headers);
  };
  stream.on('response', noteStatus);
  stream.on('trailers', noteStatus);
  stream.on('data', (piece: Buffer) => {
    try {
      for (const message of reader.take(piece)) listener.message(message);
    } catch (error) {
      said = { code: 'INTERNAL', details: String(error), sent: true };
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    }
  });
  stream.on('error', (error: Error) => {
    cause = error;
  });
  stream.on('end', () => said !== undefined && end());
  stream.on('close', end);
}

/** What the headers say about the outcome; those in front of the messages say nothing as long as all is well. */
function statusOf(headers: IncomingHttpHeaders): CallFailure | 'Well' | undefined {
  const code = headers['grpc-status'];
  if (code === '0') return 'Well';
  if (code !== undefined) return { code: codeOf(Number(code)), details: messageOf(headers['grpc-message']), sent: true };
  const answer = headers[constants.HTTP2_HEADER_STATUS] as number | undefined;
  if (answer === undefined || answer === constants.HTTP_STATUS_OK) return undefined;
  return { code: 'UNAVAILABLE', details: `it answers with HTTP status ${answer}`, sent: true };
}

function failureWithoutStatus(stream: ClientHttp2Stream, cause: Error | undefined): CallFailure {
  const isRefused = stream.rstCode === constants.NGHTTP2_REFUSED_STREAM;
  const details = cause?.message ?? (isRefused ? 'etcd took no more calls' : 'the connection was lost');
  return { code: 'UNAVAILABLE', details, sent: !isRefused, ...(cause === undefined ? {} : { cause }) };
}

function codeOf(number: number): CallFailureCode {
  return (status[number] as CallFailureCode | undefined) ?? 'UNKNOWN';
}

/** The words are percent-encoded; whatever is not stays as it is. */
function messageOf(value: string | string[] | undefined): string {
  const text = String(value ?? '');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

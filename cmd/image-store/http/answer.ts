import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '#proto/image-store/image-store-message.ts';
import { StoreRefusal } from '../store-refusal.ts';

/** A request with the words that its path holds, and the answer to it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

export function answerJSON({ response }: Exchange, code: number, body: object): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(code, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' });
  response.end(text);
}

export function answerNothing({ response }: Exchange, code: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(code, { ...headers, 'content-length': '0', 'cache-control': 'no-store' });
  response.end();
}

/**
 * Says no. What is still being sent is taken and thrown away, up to a limit: to close at once would make the sender's system throw away the answer.
 */
export function answerRefusal({ request, response }: Exchange, refusal: StoreRefusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { code, reason, message, offsetBytes, retryAfterSeconds } = refusal;
  const body: Refusal = { code, reason, message, ...(offsetBytes === undefined ? {} : { offsetBytes }) };
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(request.method === 'HEAD' ? undefined : text);
  if (!request.complete) throwAway(request);
}

function throwAway(request: IncomingMessage): void {
  let leftBytes = mostThrownAwayBytes;
  request.on('data', (chunk: Buffer) => {
    leftBytes -= chunk.length;
    if (leftBytes < 0) request.socket.destroy();
  });
}

const mostThrownAwayBytes = 16 * 1024 * 1024;

/** The bytes that a request carries. To stop reading does not cut the sender off, who is to hear why. */
export function bodyOf({ request }: Exchange): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array> };
}

/** The JSON object that a request carries; an absent body is an empty one. Throws `BadRequest`. */
export async function readJSON(exchange: Exchange): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of bodyOf(exchange)) {
    bytes += chunk.length;
    if (bytes > mostBodyBytes) throw new StoreRefusal('BadRequest', `the body is longer than ${mostBodyBytes} bytes`);
    chunks.push(chunk);
  }
  if (bytes === 0) return {};
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new StoreRefusal('BadRequest', 'the body is no JSON', { cause });
  }
  throw new StoreRefusal('BadRequest', 'the body is no JSON object');
}

const mostBodyBytes = 4096;

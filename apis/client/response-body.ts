import { errorFromStatus, InternalError, type ApiError, type Status } from '../machinery/errors.ts';
import type { TransportResponse } from './transport.ts';

/** Longest answer, or line of a watch, that a client takes into memory. A page of 500 objects of 1 MiB stays below it. */
const maximumBodyBytes = 1024 * 1024 * 1024;
const maximumLineBytes = 64 * 1024 * 1024;

/** The whole body. Throws RangeError when it is larger than anything the server should send. */
export async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > maximumBodyBytes) throw new RangeError(`the server's answer is longer than ${maximumBodyBytes} bytes`);
  }
  return chunks.length === 1 ? asBuffer(chunks[0]!) : Buffer.concat(chunks, length);
}

/** The body as JSON. Throws the error that the answer stands for, if it is not one of success. */
export async function readJSON(response: TransportResponse): Promise<unknown> {
  const bytes = await readAll(response.body);
  if (response.status >= 400) throw errorFromBody(response.status, bytes);
  return JSON.parse(bytes.toString('utf8'));
}

/** Throws the error that the answer stands for, if it is not one of success; the body of a success is left to be read. */
export async function throwIfRefused(response: TransportResponse): Promise<void> {
  if (response.status >= 400) throw errorFromBody(response.status, await readAll(response.body));
}

/** The lines of a body, without their ends, as they come in. Empty lines are left out. */
export async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let beginning: Buffer[] = [];
  let beginningBytes = 0;
  for await (const chunk of body) {
    const bytes = asBuffer(chunk);
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      const line = beginning.length === 0 ? bytes.subarray(start, end) : Buffer.concat([...beginning, bytes.subarray(start, end)]);
      beginning = [];
      beginningBytes = 0;
      start = end + 1;
      if (line.length > 0) yield line.toString('utf8');
    }
    if (start < bytes.length) {
      beginning.push(bytes.subarray(start));
      beginningBytes += bytes.length - start;
      if (beginningBytes > maximumLineBytes) throw new RangeError(`the server sent a line longer than ${maximumLineBytes} bytes`);
    }
  }
}

const newline = 10;

/** Not every answer comes from the api-server itself: what is no Status is judged by its code. */
function errorFromBody(code: number, bytes: Buffer): ApiError {
  const text = bytes.toString('utf8');
  const status = parseStatus(text);
  if (status !== undefined) return errorFromStatus({ ...status, code: status.code ?? code });
  const message = text.trim().slice(0, 500) || `the server answered ${code} without saying why`;
  return errorFromStatus({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code });
}

function parseStatus(text: string): Status | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<Status> | null;
    return parsed?.kind === 'Status' ? (parsed as Status) : undefined;
  } catch {
    return undefined;
  }
}

/** The error in a watch's ERROR event. */
export function errorFromEvent(object: unknown): ApiError {
  const status = object as Partial<Status> | null;
  return status?.kind === 'Status' ? errorFromStatus(status as Status) : new InternalError('the watch ended in an error of no known form');
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

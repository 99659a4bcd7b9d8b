import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ApiResponse } from '../exchange/api-response.ts';
import type { EventStream } from '../exchange/event-stream.ts';
import { compress, compressor, smallestCompressedBytes, takesGzip } from './compression.ts';

/** Carries an answer to its client. Resolves when all of it has been handed to the connection; rejects when that broke. */
export async function sendResponse(response: ApiResponse, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { body, status } = response;
  const headers = response.headers as OutgoingHttpHeaders;
  switch (body.kind) {
    case 'Bytes':
      if (body.bytes.length < smallestCompressedBytes) sendBytes(outgoing, status, headers, body.bytes);
      else await sendManyBytes(response, body.bytes, incoming, outgoing);
      return;
    case 'Chunks':
      await sendChunks(response, body, incoming, outgoing);
      return;
    case 'Events':
      sendEvents(body.stream, { status, headers, outgoing, isChunked: incoming.httpVersion === '1.1' });
  }
}

function sendBytes(outgoing: ServerResponse, status: number, headers: OutgoingHttpHeaders, bytes: Buffer): void {
  outgoing.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': bytes.length });
  outgoing.end(bytes);
}

async function sendManyBytes(response: ApiResponse, bytes: Buffer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = withVary(response.headers as OutgoingHttpHeaders);
  if (takesGzip(incoming.headers['accept-encoding'])) {
    sendBytes(outgoing, response.status, { ...headers, 'content-encoding': 'gzip' }, await compress(bytes));
  } else {
    sendBytes(outgoing, response.status, headers, bytes);
  }
}

async function sendChunks(
  response: ApiResponse,
  body: Extract<ApiResponse['body'], { kind: 'Chunks' }>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const headers = withVary(response.headers as OutgoingHttpHeaders);
  const chunks = Readable.from(body.chunks, { objectMode: true, highWaterMark: 1 });
  cutWhenStalled(outgoing);
  if (takesGzip(incoming.headers['accept-encoding'])) {
    outgoing.writeHead(response.status, { ...headers, 'content-encoding': 'gzip' });
    await pipeline(chunks, compressor(), outgoing);
  } else {
    outgoing.writeHead(response.status, { ...headers, ...(body.totalBytes === undefined ? {} : { 'content-length': body.totalBytes }) });
    await pipeline(chunks, outgoing);
  }
}

/**
 * The head goes out at once, since clients wait for it before they trust the watch. After that the shared chunks, framed already, are written to the
 * socket itself: Node would frame, and thereby copy, each of them again for each client.
 */
function sendEvents(
  stream: EventStream,
  { status, headers, outgoing, isChunked }: { status: number; headers: OutgoingHttpHeaders; outgoing: ServerResponse; isChunked: boolean },
): void {
  outgoing.writeHead(status, isChunked ? { ...headers, 'transfer-encoding': 'chunked' } : { ...headers, connection: 'close' });
  outgoing.flushHeaders();
  const attach = (): void => {
    const { socket } = outgoing;
    stream.attach({
      write: (bytes) => (isChunked && socket !== null ? socket : outgoing).write(bytes),
      pendingBytes: () => socket?.writableLength ?? 0,
      end: () => {
        // A client that reads too slowly is ended too, and may never take what is still on its way.
        cutWhenStalled(outgoing);
        outgoing.end();
      },
    });
  };
  // A client that sends its next request before it has the answer to the last one gets the answers in order: until then there is no socket.
  if (outgoing.socket === null && !outgoing.destroyed) outgoing.once('socket', attach);
  else attach();
}

/** Who takes nothing for that long is gone, or means harm: the answer holds memory. */
function cutWhenStalled(outgoing: ServerResponse): void {
  outgoing.setTimeout(stallMilliseconds, () => outgoing.destroy(new Error('the client stopped reading')));
}

const stallMilliseconds = 60_000;

function withVary(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const { vary } = headers;
  return { ...headers, vary: vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding` };
}

import type { IncomingMessage } from 'node:http';
import { BadRequestError, RequestEntityTooLargeError } from '#apis/machinery/errors.ts';
import { maximumBodyBytes } from '../exchange/api-request.ts';

/**
 * The whole body of a request. Throws {@link RequestEntityTooLargeError} as soon as it is known to be too long: what still comes is thrown away, so that
 * the caller gets to hear why, and the server's own time limit ends who never stops.
 */
export function readRequestBody(incoming: IncomingMessage): Promise<Buffer> {
  const announcedBytes = Number(incoming.headers['content-length'] ?? '0');
  if (announcedBytes > maximumBodyBytes) return Promise.reject(tooLarge());
  if (announcedBytes === 0 && incoming.headers['transfer-encoding'] === undefined) return Promise.resolve(nothing);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= maximumBodyBytes) {
        chunks.push(chunk);
        return;
      }
      incoming.off('data', onData).resume();
      reject(tooLarge());
    };
    incoming.on('data', onData);
    incoming.once('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    incoming.once('error', (cause) => reject(new BadRequestError('the body ended early', { cause })));
  });
}

const nothing = Buffer.alloc(0);

function tooLarge(): RequestEntityTooLargeError {
  return new RequestEntityTooLargeError(`Request entity too large: limit is ${maximumBodyBytes}`);
}

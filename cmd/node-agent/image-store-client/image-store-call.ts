import type { IncomingMessage } from 'node:http';
import { request as requestHTTPS } from 'node:https';
import type { Readable } from 'node:stream';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Refusal } from '#proto/image-store/image-store-message.ts';
import { ImageStoreError } from './image-store-error.ts';
import type { ImageStoreLocation } from './image-store-location.ts';

export interface ImageStoreCallOptions {
  readonly location: ImageStoreLocation;
  /** The host's certificate, by which the store knows it. */
  readonly identity: { readonly certificatePEM: string; readonly privateKeyPEM: string };
  /** Signs the store's certificate. */
  readonly authorityPEM: string;
  readonly clock: Clock;
}

export interface StoreRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, or as JSON. */
  readonly body?: Readable | object;
  /** How long nothing may move in either direction. Default 60. */
  readonly silenceSeconds?: number;
  readonly signal: AbortSignal;
}

/** Requests to the image store over mutual TLS, each on a connection of its own. Throws {@link ImageStoreError}, and the signal's reason. */
export class ImageStoreCall {
  readonly #options: ImageStoreCallOptions;

  constructor(options: ImageStoreCallOptions) {
    this.#options = options;
  }

  /** An answer of success, with its body unread. */
  async open(request: StoreRequest): Promise<IncomingMessage> {
    const response = await this.#send(request);
    const { statusCode = 0 } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    throw await refusalOf(response, statusCode);
  }

  /** An answer of success that is JSON, or nothing. */
  async exchange<Answer>(request: StoreRequest): Promise<Answer> {
    const response = await this.open(request);
    try {
      const text = await textOf(response);
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    } catch (cause) {
      request.signal.throwIfAborted();
      throw new ImageStoreError('Unreachable', `the image store broke off its answer: ${(cause as Error).message}`, { cause });
    }
  }

  #send({ method, path, headers = {}, body, silenceSeconds = 60, signal }: StoreRequest): Promise<IncomingMessage> {
    const { location, identity, authorityPEM } = this.#options;
    const stream = isStream(body) ? body : undefined;
    const text = body === undefined || stream !== undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const outgoing = requestHTTPS(`${location.url}${path}`, {
        method,
        agent: false,
        signal,
        ca: authorityPEM,
        cert: identity.certificatePEM,
        key: identity.privateKeyPEM,
        headers: {
          'user-agent': 'tycho-node-agent',
          ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
          ...headers,
        },
      });
      outgoing.setTimeout(silenceSeconds * 1000, () => {
        outgoing.destroy(new Error(`nothing moved for ${silenceSeconds} seconds`));
      });
      outgoing.once('response', (response) => {
        // A refusal may come while the body is still being sent: nobody wants the rest.
        stream?.unpipe(outgoing);
        stream?.destroy();
        resolve(response);
      });
      const fail = (error: Error): void => {
        stream?.destroy();
        reject(signal.aborted ? (signal.reason as Error) : unreachable(error));
      };
      outgoing.once('error', fail);
      // Later errors of the same connection are seen by whoever reads the answer.
      outgoing.on('error', () => {});
      if (stream === undefined) outgoing.end(text);
      else stream.once('error', (error) => outgoing.destroy(error)).pipe(outgoing);
    });
  }
}

function isStream(body: StoreRequest['body']): body is Readable {
  return body !== undefined && 'pipe' in body;
}

function unreachable(error: Error): ImageStoreError {
  const why = error.message || (error as NodeJS.ErrnoException).code;
  return new ImageStoreError('Unreachable', `the image store does not answer: ${why}`, { cause: error });
}

async function refusalOf(response: IncomingMessage, statusCode: number): Promise<ImageStoreError> {
  const seconds = Number(response.headers['retry-after']);
  const retryAfterSeconds = Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, mostRetryAfterSeconds) : undefined;
  const reasonByCode = { 401: 'Unauthorized', 404: 'NotFound', 416: 'RangeNotSatisfiable', 503: 'Busy' } as const;
  let refusal: Partial<Refusal> = {};
  try {
    refusal = JSON.parse(await textOf(response)) as Refusal;
  } catch {
    // An answer to HEAD has no body, and something between us may answer in its own words.
  }
  response.destroy();
  const reason = refusal.reason ?? reasonByCode[statusCode as keyof typeof reasonByCode] ?? 'Internal';
  return new ImageStoreError(reason, `the image store says no (${statusCode}): ${refusal.message ?? reason}`, { retryAfterSeconds });
}

const mostRetryAfterSeconds = 60;
const mostTextBytes = 64 * 1024;

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostTextBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

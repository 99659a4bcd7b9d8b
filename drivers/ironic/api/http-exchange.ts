import { Agent as PlainAgent, request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as TLSAgent, request as tlsRequest } from 'node:https';
import type { IronicAuthentication } from './authentication.ts';
import { IronicError } from './ironic-error.ts';

/** One request to Ironic and its answer, whatever its status. Throws {@link IronicError} `Unavailable` or `Unanswered` when there is none. */
export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>;

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the API, as `/v1/nodes`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface HTTPExchangeOptions {
  /** Of the API's root, as `https://ironic.example:6385`. */
  readonly url: URL;
  /** Whose certificate Ironic shows. Absent: one of those that Node trusts. */
  readonly authorityPEM?: string;
  readonly authentication: IronicAuthentication;
  readonly timeoutMilliseconds?: number;
}

/** Talks HTTP, over connections that are kept. */
export function createHTTPExchange({
  url,
  authorityPEM,
  authentication,
  timeoutMilliseconds = 60_000,
}: HTTPExchangeOptions): Exchange & { close(): void } {
  const isTLS = url.protocol === 'https:';
  const limits = { keepAlive: true, maxSockets: maximumConnections, timeout: timeoutMilliseconds };
  const agent = isTLS ? new TLSAgent({ ...limits, ...(authorityPEM !== undefined && { ca: authorityPEM }) }) : new PlainAgent(limits);
  const root = url.pathname.replace(/\/$/, '');
  const exchange: Exchange = async ({ method, path, headers, body, signal }) => {
    const options: RequestOptions = {
      agent,
      method,
      signal,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? undefined : url.port,
      path: `${root}${path}`,
      timeout: timeoutMilliseconds,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(await authentication.headers()),
        ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
    };
    return send(isTLS ? tlsRequest : plainRequest, options, body);
  };
  return Object.assign(exchange, { close: () => agent.destroy() });
}

function send(request: typeof plainRequest, options: RequestOptions, body: string | undefined): Promise<ExchangeAnswer> {
  const what = `${options.method} ${options.path}`;
  return new Promise((resolve, reject) => {
    const call = request(options, (response) => {
      read(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers as ExchangeAnswer['headers'], body: text }),
        (cause: Error) => reject(new IronicError('Unanswered', `${what}: the answer broke off: ${cause.message}`, { cause })),
      );
    });
    call.on('timeout', () => call.destroy(new Error('Ironic gave no answer in time')));
    call.on('error', (cause: NodeJS.ErrnoException) => {
      const kind = connectionFailures.has(cause.code ?? '') ? 'Unavailable' : 'Unanswered';
      reject(
        new IronicError(kind, `${what}: Ironic at ${options.host}:${options.port ?? ''} cannot be reached: ${cause.message}`, { cause }),
      );
    });
    call.end(body);
  });
}

/** With these no request left this machine. */
const connectionFailures: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maximumBodyBytes) throw new Error(`it has more than ${maximumBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A thousand nodes are some 3 MiB. */
const maximumBodyBytes = 64 * 1024 * 1024;
const maximumConnections = 16;

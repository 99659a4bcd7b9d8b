import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { ConnectionError, type Transport, type TransportRequest, type TransportResponse } from './transport.ts';

export interface HTTPTransportOptions {
  /** Base URL of the api-server, as `https://127.0.0.1:6443`. Plain `http` is for tests. */
  readonly server: string;
  /** Certificates of the authority that the api-server's certificate must come from, in PEM. */
  readonly ca?: string;
  /** The client's own certificate and its key, in PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** The name to expect in the server's certificate instead of the host of `server`. */
  readonly serverName?: string;
  /** `Skip` takes any certificate of the server: somebody in between could read along. For people who ask for it. */
  readonly verification?: 'Full' | 'Skip';
  /** The oldest TLS that is spoken. Default 1.3; 1.2 is for peers that are not ours. */
  readonly oldestTLS?: '1.2' | '1.3';
  /** Who is calling, as `tycho-controller-manager/0.1.0`. */
  readonly userAgent: string;
  /** How long a connection may take to be made, and a bounded answer may be silent. Default 30. */
  readonly silenceLimitSeconds?: number;
  /** Connections at one time, watches included; more requests wait. Default 256. */
  readonly maximumConnections?: number;
}

/** HTTP/1.1 over TLS with connections that are kept for the next request. Each watch has a connection to itself. */
export class HTTPTransport implements Transport {
  readonly #base: URL;
  readonly #agent: http.Agent;
  readonly #userAgent: string;
  readonly #silenceLimitMilliseconds: number;

  constructor(options: HTTPTransportOptions) {
    this.#base = new URL(options.server);
    this.#userAgent = options.userAgent;
    this.#silenceLimitMilliseconds = (options.silenceLimitSeconds ?? 30) * 1000;
    const maximumConnections = options.maximumConnections ?? 256;
    // Free connections are as many as there ever were at one time: a loop that works in bursts would else shake hands all the time.
    const pool = { keepAlive: true, maxSockets: maximumConnections, maxFreeSockets: maximumConnections, scheduling: 'lifo' } as const;
    const { ca, cert, key, serverName } = options;
    const rejectUnauthorized = options.verification !== 'Skip';
    this.#agent =
      this.#base.protocol === 'http:'
        ? new http.Agent(pool)
        : new https.Agent({
            ...pool,
            // One for all connections: parsing authorities and keys takes longer than the rest of a handshake, and their text would name the pool.
            secureContext: createSecureContext({ ca, cert, key, minVersion: `TLSv${options.oldestTLS ?? '1.3'}` }),
            rejectUnauthorized,
            ...(serverName === undefined ? {} : { servername: serverName }),
          });
  }

  request(request: TransportRequest): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      request.signal?.throwIfAborted();
      const progress = { mayHaveBeenSent: false };
      const fail = (error: Error): void => reject(this.#judge(error, request, progress.mayHaveBeenSent));
      const outgoing = (this.#base.protocol === 'http:' ? http : https).request(this.#optionsFor(request));
      outgoing.once('socket', (socket) => whenConnected(socket, () => (progress.mayHaveBeenSent = true)));
      outgoing.once('timeout', () => outgoing.destroy(new Error(`nothing came for ${this.#silenceLimitMilliseconds / 1000} s`)));
      outgoing.on('error', fail);
      outgoing.once('response', (response) => {
        if (request.answer === 'Endless') response.socket.setTimeout(0);
        resolve({ status: response.statusCode ?? 0, headers: joinedHeaders(response.headers), body: this.#bodyOf(response, request) });
      });
      outgoing.end(request.body);
    });
  }

  async close(): Promise<void> {
    this.#agent.destroy();
  }

  #optionsFor(request: TransportRequest): https.RequestOptions {
    const query = new URLSearchParams(request.query).toString();
    return {
      agent: this.#agent,
      protocol: this.#base.protocol,
      hostname: this.#base.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: this.#base.port,
      method: request.method,
      path: query === '' ? request.path : `${request.path}?${query}`,
      headers: {
        'user-agent': this.#userAgent,
        ...request.headers,
        ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }),
      },
      timeout: this.#silenceLimitMilliseconds,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    };
  }

  async *#bodyOf(response: http.IncomingMessage, request: TransportRequest): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for await (const chunk of response) yield chunk as Uint8Array;
    } catch (error) {
      throw this.#judge(error as Error, request, true);
    } finally {
      if (!response.complete) response.destroy();
    }
  }

  #judge(error: Error, request: TransportRequest, mayHaveBeenSent: boolean): Error {
    if (request.signal?.aborted === true) return request.signal.reason as Error;
    return new ConnectionError(`${request.method} ${this.#base.origin}${request.path}: ${wordsOf(error)}`, {
      cause: error,
      outcome: mayHaveBeenSent ? 'Unknown' : 'NotDone',
    });
  }
}

function whenConnected(socket: Socket, callback: () => void): void {
  if (socket.connecting) {
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', callback);
  } else {
    callback();
  }
}

/** An AggregateError (no address of a name answered) has an empty message of its own. */
function wordsOf(error: Error & { readonly code?: string }): string {
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  return error.message || first?.message || error.code || 'the connection failed';
}

function joinedHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}

import { ConnectionError, type Transport, type TransportRequest, type TransportResponse } from '#apis/client/transport.ts';
import type { ApiRequest, Peer } from '#cmd/api-server/exchange/api-request.ts';
import type { ApiResponse, ResponseBody } from '#cmd/api-server/exchange/api-response.ts';
import type { EventStream } from '#cmd/api-server/exchange/event-stream.ts';
import { plainFraming } from '#cmd/api-server/exchange/framing.ts';

export interface InProcessTransportOptions {
  /** The api-server to talk to: its request chain. */
  readonly server: { handle(request: ApiRequest): Promise<ApiResponse> };
  /** Who the client's certificate says it is. */
  readonly peer: Peer;
}

/** Whoever runs the installation: has every right. */
export const operatorPeer: Peer = { kind: 'Verified', commonName: 'tycho-test', organizations: ['system:masters'] };

/** Our own processes, with the certificates that `tycho up` gives them and no other rights. */
export const processPeers = {
  controllerManager: { kind: 'Verified', commonName: 'tycho-controller-manager', organizations: [] },
  gateway: { kind: 'Verified', commonName: 'tycho-gateway', organizations: [] },
  imageStore: { kind: 'Verified', commonName: 'tycho-image-store', organizations: [] },
} as const satisfies Record<string, Peer>;

/**
 * Carries requests to an api-server in the same process, without sockets and without time of its own. Everything above
 * the sockets is real: authentication, the whole chain and the encoded bytes of both directions.
 */
export class InProcessTransport implements Transport {
  readonly #options: InProcessTransportOptions;
  readonly #exchanges = new Set<AbortController>();
  #isClosed = false;

  constructor(options: InProcessTransportOptions) {
    this.#options = options;
  }

  async request(request: TransportRequest): Promise<TransportResponse> {
    request.signal?.throwIfAborted();
    if (this.#isClosed) throw new ConnectionError('the transport is closed', { outcome: 'NotDone' });
    const exchange = this.#begin(request.signal);
    try {
      const response = await orAborted(
        this.#options.server.handle(apiRequest(request, this.#options.peer, exchange.signal)),
        exchange.signal,
      );
      return { status: response.status, headers: joined(response.headers), body: this.#bodyOf(response.body, exchange) };
    } catch (error) {
      this.#exchanges.delete(exchange);
      throw error;
    }
  }

  /** Breaks everything that is under way, as when the cable is pulled for a moment: nobody knows what took effect. */
  cut(): void {
    for (const exchange of this.#exchanges) exchange.abort(new ConnectionError('the connection was cut', { outcome: 'Unknown' }));
    this.#exchanges.clear();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.cut();
  }

  #begin(signal: AbortSignal | undefined): AbortController {
    const exchange = new AbortController();
    this.#exchanges.add(exchange);
    signal?.addEventListener('abort', () => exchange.abort(signal.reason), { once: true });
    return exchange;
  }

  async *#bodyOf(body: ResponseBody, exchange: AbortController): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      switch (body.kind) {
        case 'Bytes':
          yield body.bytes;
          return;
        case 'Chunks':
          for await (const chunk of body.chunks) {
            exchange.signal.throwIfAborted();
            yield chunk;
          }
          return;
        case 'Events':
          yield* eventBytes(body.stream, exchange.signal);
      }
    } finally {
      this.#exchanges.delete(exchange);
      exchange.abort(new Error('nobody reads any more'));
    }
  }
}

function apiRequest(request: TransportRequest, peer: Peer, signal: AbortSignal): ApiRequest {
  return {
    method: request.method,
    path: request.path,
    query: new URLSearchParams(request.query),
    headers: request.headers ?? {},
    peer,
    readBody: async () => Buffer.from(request.body ?? ''),
    framing: plainFraming,
    signal,
  };
}

/** What a watch writes, as its reader takes it. Ends when the server ends the watch; rejects when the exchange is broken off. */
async function* eventBytes(stream: EventStream, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const waiting: Buffer[] = [];
  let isEnded = false;
  let wake = (): void => {};
  stream.attach({
    write: (bytes) => {
      waiting.push(bytes);
      wake();
    },
    pendingBytes: () => waiting.reduce((total, bytes) => total + bytes.length, 0),
    end: () => {
      isEnded = true;
      wake();
    },
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  for (;;) {
    signal.throwIfAborted();
    const bytes = waiting.shift();
    if (bytes !== undefined) yield bytes;
    else if (isEnded) return;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}

/** The server's answer, unless the exchange is broken off before. The server goes on all the same, as real ones do. */
function orAborted<Value>(answer: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function joined(headers: ApiResponse['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')]));
}

import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTLS } from 'node:tls';
import type { HTTPTransportOptions } from '#apis/client/http-transport.ts';
import { ConnectionError, type Transport, type TransportRequest, type TransportResponse } from '#apis/client/transport.ts';
import { Exchange } from './exchange.ts';
import { requestText } from './request-text.ts';

/** Connections that are kept for the next request. A command seldom has more than one request at a time. */
const mostIdleConnections = 4;
/** A server ends connections that nobody uses, at Node's own after 5 seconds: we let go before, so that none ends while a request is on its way. */
const mostIdleMilliseconds = 2000;

/**
 * HTTP/1.1 straight over TLS: what HTTPTransport does, for a process that lives for one command. Node's HTTP client takes longer to load than
 * everything of our own in a `tycho get`, and nothing that it offers beyond this is needed. A request has a connection to itself until its answer is
 * complete; then the next may use it.
 */
export class LeanTransport implements Transport {
  readonly #options: HTTPTransportOptions;
  readonly #server: URL;
  readonly #idle: IdleConnection[] = [];
  readonly #inUse = new Set<Socket>();

  constructor(options: HTTPTransportOptions) {
    this.#options = options;
    this.#server = new URL(options.server);
  }

  async request(request: TransportRequest): Promise<TransportResponse> {
    request.signal?.throwIfAborted();
    const { userAgent, silenceLimitSeconds = 30 } = this.#options;
    const text = requestText(request, { host: this.#server.host, userAgent });
    const kept = this.#idle.pop()?.take();
    const socket = kept ?? this.#connect();
    this.#inUse.add(socket);
    const exchange = new Exchange(request, socket, { server: this.#server.origin, text, silenceLimitSeconds });
    void exchange.ended.then((isReusable) => this.#release(socket, isReusable));
    try {
      return await exchange.response;
    } catch (error) {
      // The server may have ended the kept connection in this very moment. A request that changes nothing can be sent again.
      const mayRepeat = kept !== undefined && request.method === 'GET' && error instanceof ConnectionError && !exchange.hasAnswer;
      if (mayRepeat) return this.request(request);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const socket of [...this.#idle.splice(0).map((idle) => idle.take()), ...this.#inUse]) socket.destroy();
  }

  #connect(): Socket {
    const { ca, cert, key, serverName, verification } = this.#options;
    const { hostname, port, protocol } = this.#server;
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    if (protocol === 'http:') return connectPlain({ host, port: Number(port || 80) });
    // The name that is indicated (RFC 6066 §3) is never an address; those are looked for in the certificate as such.
    const servername = serverName ?? (isIP(host) === 0 ? host : undefined);
    return connectTLS({
      host,
      port: Number(port || 443),
      minVersion: 'TLSv1.3',
      rejectUnauthorized: verification !== 'Skip',
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(servername === undefined ? {} : { servername }),
    });
  }

  #release(socket: Socket, isReusable: boolean): void {
    this.#inUse.delete(socket);
    if (!isReusable || this.#idle.length >= mostIdleConnections) {
      // Whatever it still has to say is of no interest.
      socket.on('error', () => {}).destroy();
      return;
    }
    const idle = new IdleConnection(socket, () => this.#idle.splice(this.#idle.indexOf(idle), 1));
    this.#idle.push(idle);
  }
}

/** A connection that waits for the next request, without keeping the process alive. It ends itself after a while, and when the server ends it. */
class IdleConnection {
  readonly #socket: Socket;
  readonly #end: () => void;

  constructor(socket: Socket, onEnd: () => void) {
    this.#socket = socket;
    this.#end = () => {
      this.take()
        .on('error', () => {})
        .destroy();
      onEnd();
    };
    for (const event of ends) socket.on(event, this.#end);
    socket.setTimeout(mostIdleMilliseconds).unref();
  }

  /** The connection, for use. */
  take(): Socket {
    for (const event of ends) this.#socket.off(event, this.#end);
    return this.#socket.setTimeout(0).ref().resume();
  }
}

const ends = ['timeout', 'error', 'end', 'close', 'data'];

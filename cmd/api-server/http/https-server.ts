import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ListenAddress } from '#cmd/bootstrap/port-file.ts';
import type { RequestChain } from '../chain/request-chain.ts';
import { IncomingRequest } from './incoming-request.ts';
import { sendResponse } from './send-response.ts';

export interface HttpsServerOptions {
  readonly chain: Pick<RequestChain, 'handle' | 'endStreams'>;
  /** Takes connections whose request asks for a WebSocket; absent: they are answered as if they had not asked. */
  readonly upgrades?: Upgrades;
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** Certificates of the authority that clients' certificates must come from, in PEM. */
  readonly clientCA: string;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly logger: Logger;
  /** Default {@link defaultTransportLimits}. */
  readonly limits?: Partial<TransportLimits>;
}

/** How long a client may take. */
export interface TransportLimits {
  /** For the handshake of TLS. */
  readonly handshakeTimeout: number;
  /** For the head of a request. */
  readonly headersTimeout: number;
  /** For the whole of a request, body included. */
  readonly requestTimeout: number;
  /** How often it is looked whether somebody takes longer. */
  readonly connectionsCheckingInterval: number;
}

/** In milliseconds. */
export const defaultTransportLimits: TransportLimits = {
  handshakeTimeout: 10_000,
  headersTimeout: 30_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
};

/** Who carries on with a connection that is no longer HTTP. */
export interface Upgrades {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/**
 * HTTP/1.1 over TLS. HTTP/2 is not offered: it costs Node two to four times the CPU time, and every client speaks 1.1. Clients are asked for a
 * certificate and may come without one: what they may do then is not decided here.
 */
export class HttpsServer {
  readonly #server: Server;
  readonly #chain: HttpsServerOptions['chain'];
  readonly #upgrades: Upgrades | undefined;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #logger: Logger;
  #isClosing = false;

  constructor({ chain, upgrades, certificate, key, clientCA, clock, logger, limits = {} }: HttpsServerOptions) {
    this.#chain = chain;
    this.#upgrades = upgrades;
    this.#clock = clock;
    this.#logger = logger;
    const tls = {
      cert: certificate,
      key,
      ca: clientCA,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
    } as const;
    const shouldUpgradeCallback = ({ headers }: IncomingMessage): boolean =>
      upgrades !== undefined && headers.upgrade?.toLowerCase() === 'websocket';
    this.#server = createServer(
      { ...tls, ...connectionOptions, ...defaultTransportLimits, ...limits, shouldUpgradeCallback },
      (incoming, outgoing) => void this.#serve(incoming, outgoing),
    );
    if (upgrades !== undefined)
      this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => upgrades.upgrade(request, socket, head));
    this.#server.maxConnections = mostConnections;
    // Bounded by their size. Past a count Node would leave out the rest without a word, and with it what somebody counts on.
    this.#server.maxHeadersCount = 0;
    // Limits on waiting for a request; nothing cuts an answer that is under way, so watches last.
    this.#server.timeout = 0;
  }

  /** Resolves with the address once it answers there; port 0 takes any free port. */
  listen({ host, port }: ListenAddress): Promise<ListenAddress> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', reject);
        resolve({ host, port: (this.#server.address() as AddressInfo).port });
      });
    });
  }

  /** Takes no more connections, ends watches, waits for what is under way at most `graceSeconds`, then cuts the rest. */
  async close({ graceSeconds }: { readonly graceSeconds: number }): Promise<void> {
    this.#isClosing = true;
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#chain.endStreams();
    this.#upgrades?.close();
    const cancellation = new AbortController();
    const grace = this.#clock.sleep(graceSeconds * 1000, { signal: cancellation.signal }).then(
      () => this.#server.closeAllConnections(),
      () => {},
    );
    await closed;
    cancellation.abort();
    await grace;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    // Without a listener, a client that goes away in the wrong moment would end the process.
    outgoing.on('error', (error) => this.#logger.debug({ url: incoming.url, error }, 'connection broke'));
    outgoing.once('close', () => {
      // Node closes connections that are idle when it is told to stop, and not those that become so afterwards.
      if (this.#isClosing) setImmediate(() => this.#server.closeIdleConnections());
    });
    try {
      const response = await this.#chain.handle(new IncomingRequest(incoming, outgoing));
      if (outgoing.destroyed) {
        if (response.body.kind === 'Events') response.body.stream.cancel();
        return;
      }
      if (this.#isClosing) outgoing.setHeader('connection', 'close');
      await sendResponse(response, incoming, outgoing);
    } catch (error) {
      // The chain does not throw, so this is the connection: there is nobody to tell but the log.
      this.#logger.debug({ method: incoming.method, url: incoming.url, error }, 'answer could not be sent');
      outgoing.destroy();
    }
  }
}

const mostConnections = 20_000;

const connectionOptions = {
  /** Selectors and continue tokens make long URLs. */
  maxHeaderSize: 64 * 1024,
  /** Longer than clients keep connections (client-go: 90 s), so that none is closed while a request is on its way. */
  keepAliveTimeout: 150_000,
  /** Finds peers that are gone without a word. */
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
  noDelay: true,
  joinDuplicateHeaders: true,
} as const;

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { Credentials } from '#cmd/bootstrap/certificates.ts';
import type { ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { hostUIDOf } from '#proto/transport/agent-wire.ts';
import { StoreRefusal } from '../store-refusal.ts';
import type { AgentEndpoints } from './agent-endpoints.ts';
import { answerRefusal, type Exchange } from './answer.ts';
import type { LinkEndpoints } from './link-endpoints.ts';
import { routeRequest } from './route-request.ts';

export interface StoreServerOptions {
  readonly credentials: Credentials;
  /** Whose client certificates are hosts. */
  readonly agentAuthorityPEM: string;
  readonly agents: AgentEndpoints;
  readonly links: LinkEndpoints;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Listens for agents, who show a certificate, and for everybody who has a link. */
export class StoreServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: StoreServerOptions) {
    const { credentials, agentAuthorityPEM } = options;
    const counter = options.metrics.counter({
      name: 'tycho_image_store_requests_total',
      help: 'Requests that were answered, by method and reason of the refusal.',
      labels: ['method', 'outcome'],
    });
    this.#server = createServer(
      {
        cert: credentials.certificatePEM,
        key: credentials.privateKeyPEM,
        ca: agentAuthorityPEM,
        requestCert: true,
        // Who has a link needs no certificate. Who shows one that is not good is nobody.
        rejectUnauthorized: false,
        minVersion: 'TLSv1.2',
        handshakeTimeout: 10_000,
      },
      (request, response) => {
        void answer(request, response, options).then((outcome) => counter.increment({ method: knownMethod(request.method), outcome }));
      },
    );
    this.#server.headersTimeout = 10_000;
    // Bytes may come in for days, but not slower than one a minute.
    this.#server.requestTimeout = 0;
    this.#server.timeout = silenceLimitMilliseconds;
    this.#server.maxConnections = 4096;
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Resolves with the address once it listens. */
  async listen({ host, port }: ListenAddress): Promise<ListenAddress> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, host, resolve);
    });
    const bound = this.#server.address() as AddressInfo;
    return { host: bound.address, port: bound.port };
  }

  /** Cuts everybody off: whoever reads or writes goes on later where it was. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

const silenceLimitMilliseconds = 60_000;

async function answer(request: IncomingMessage, response: ServerResponse, options: StoreServerOptions): Promise<string> {
  const { logger } = options;
  const url = URL.parse(request.url ?? '', 'https://image-store');
  response.on('error', () => {});
  request.on('error', () => {});
  const exchange = { request, response, url: url ?? new URL('https://image-store/') };
  try {
    await routeRequest(exchange, { ...options, hostUIDOf: hostUIDOfRequest });
    return 'Answered';
  } catch (error) {
    // A sender that was cut off hears nothing any more.
    if (request.destroyed && !request.complete) return 'CutOff';
    const refusal = error instanceof StoreRefusal ? error : new StoreRefusal('Internal', 'this failed here; the log says why');
    // A path may hold a token, which is for its holder alone.
    if (refusal.reason === 'Internal') logger.error({ error, method: request.method }, 'a request failed');
    answerRefusal(exchange, refusal);
    return refusal.reason;
  }
}

function hostUIDOfRequest({ request }: Exchange): string {
  const socket = request.socket as TLSSocket;
  const commonName: string | string[] | undefined = socket.authorized ? socket.getPeerCertificate().subject?.CN : undefined;
  const hostUID = typeof commonName === 'string' ? hostUIDOf(commonName) : undefined;
  if (hostUID === undefined) throw new StoreRefusal('Unauthorized', 'a certificate of a host is needed here');
  return hostUID;
}

function knownMethod(method: string | undefined): string {
  return ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].find((each) => each === method) ?? 'other';
}

import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTLSServer } from 'node:tls';
import { Server, ServerCredentials, status, type sendUnaryData, type ServerDuplexStream, type ServerUnaryCall } from '@grpc/grpc-js';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { AgentConnections } from './agent-connections.ts';
import { decodeAgentMessage } from './agent-message-codec.ts';
import { hostUIDOf, JoinRefusedError, type GatewayService, type JoinRequest, type JoinResponse } from './agent-wire.ts';
import { CallStream } from './call-stream.ts';
import { ConnectionPace } from './connection-pace.ts';
import { encodeGatewayMessage } from './gateway-message-codec.ts';
import { joinMethod, maximumMessageBytes, sessionMethod } from './gateway-method.ts';
import { codeOfJoinRefusal } from './join-refusal-code.ts';

export interface GatewayServerOptions {
  /** Port 0 asks for any free one. */
  readonly listen: { readonly host: string; readonly port: number };
  /** What the gateway shows to agents. */
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
  /** Whose client certificates are hosts. */
  readonly agentAuthorityPEM: string;
  readonly service: GatewayService;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: Partial<GatewayServerLimits>;
}

export interface GatewayServerLimits {
  /** TLS handshakes begun a second. 150 keep a quarter of a core busy. */
  readonly acceptsPerSecond: number;
  /** Connections that may wait for their handshake. */
  readonly waitingConnections: number;
  readonly connections: number;
  /** Those of them that showed no certificate, which only joining machines have a reason to. */
  readonly unprovedConnections: number;
  /** Of one certificate. An agent needs one, and another while it dials again. */
  readonly connectionsPerHost: number;
  /** The one that speaks, and the one that takes over from it. */
  readonly streamsPerHost: number;
  readonly joinsInFlight: number;
}

export interface GatewayServer {
  readonly address: { readonly host: string; readonly port: number };
  /** How many streams are open. */
  streamCount(): number;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/**
 * Listens for agents. Anybody may connect and ask to join; a session needs a certificate of `agentAuthorityPEM` that names a host, and a
 * certificate of another authority is cut off at once. Idle connections without a call are closed after a minute, and those without a certificate
 * whatever they do.
 */
export async function serveGateway(options: GatewayServerOptions): Promise<GatewayServer> {
  const limits: GatewayServerLimits = { ...defaultLimits, ...options.limits };
  const connections = new AgentConnections(options, limits);
  const calls = new GatewayCalls(options, limits, (peer) => connections.cut(peer));
  const grpc = new Server(channelOptions);
  grpc.register(sessionMethod.path, calls.session, sessionMethod.responseSerialize, sessionMethod.requestDeserialize, 'bidi');
  grpc.register(joinMethod.path, calls.join, joinMethod.responseSerialize, joinMethod.requestDeserialize, 'unary');
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const tls = createTLSServer(tlsOptions(options), (socket) => {
    if (connections.admit(socket)) injector.injectConnection(socket);
    else socket.destroy();
  });
  tls.on('tlsClientError', (error, socket) => {
    options.logger.debug({ error, peer: socket.remoteAddress }, 'TLS handshake with an agent failed');
    socket.destroy();
  });
  const sockets = new Set<Socket>();
  const pace = new ConnectionPace<Socket>({
    perSecond: limits.acceptsPerSecond,
    maximumWaiting: limits.waitingConnections,
    admit: (socket) => void tls.emit('connection', socket),
    refuse: (socket) => void socket.destroy(),
    clock: options.clock,
  });
  const listener = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    pace.offer(socket);
  });
  listener.maxConnections = limits.connections;
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(options.listen.port, options.listen.host, resolve);
  });
  const { address, port } = listener.address() as AddressInfo;
  return {
    address: { host: address, port },
    streamCount: () => calls.streamCount,
    close: async () => {
      const unbound = new Promise<void>((resolve) => listener.close(() => resolve()));
      pace.close();
      connections.close();
      grpc.forceShutdown();
      for (const socket of sockets) socket.destroy();
      await unbound;
    },
  };
}

const defaultLimits: GatewayServerLimits = {
  acceptsPerSecond: 150,
  waitingConnections: 4_096,
  connections: 12_000,
  unprovedConnections: 512,
  connectionsPerHost: 8,
  streamsPerHost: 2,
  joinsInFlight: 16,
};

const channelOptions = {
  'grpc.max_receive_message_length': maximumMessageBytes,
  'grpc.max_send_message_length': maximumMessageBytes,
  'grpc.max_concurrent_streams': 8,
  'grpc.max_connection_idle_ms': 60_000,
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
};

function tlsOptions(options: GatewayServerOptions): Parameters<typeof createTLSServer>[0] {
  return {
    cert: options.certificatePEM,
    key: options.privateKeyPEM,
    ca: options.agentAuthorityPEM,
    requestCert: true,
    // Who has none may join; who has a wrong one is cut off in AgentConnections.
    rejectUnauthorized: false,
    ALPNProtocols: ['h2'],
    minVersion: 'TLSv1.3',
    handshakeTimeout: 10_000,
    sessionTimeout: 3_600,
  };
}

class GatewayCalls {
  readonly #options: GatewayServerOptions;
  readonly #limits: GatewayServerLimits;
  readonly #streamsOfHost = new Map<string, number>();
  #joinsInFlight = 0;
  readonly #cut: (peer: string) => void;
  streamCount = 0;

  constructor(options: GatewayServerOptions, limits: GatewayServerLimits, cut: (peer: string) => void) {
    this.#options = options;
    this.#limits = limits;
    this.#cut = cut;
  }

  readonly session = (call: ServerDuplexStream<Buffer, Buffer>): void => {
    const hostUID = hostUIDOf(commonNameOf(call));
    if (hostUID === undefined) {
      refuse(call, status.UNAUTHENTICATED, 'a session needs the certificate of a host');
      return;
    }
    const count = this.#streamsOfHost.get(hostUID) ?? 0;
    if (count >= this.#limits.streamsPerHost) {
      refuse(call, status.RESOURCE_EXHAUSTED, `host ${hostUID} has ${count} streams already`);
      return;
    }
    this.#count(hostUID, 1);
    const stream = new CallStream({
      call,
      encode: encodeGatewayMessage,
      decode: decodeAgentMessage,
      // Destroying the call would tell the peer nothing, and its stream would go on for ever.
      abort: () => this.#cut(call.getPeer()),
      clock: this.#options.clock,
    });
    void stream.closed.then(() => this.#count(hostUID, -1));
    this.#options.service.acceptSession(stream, { hostUID });
  };

  readonly join = (call: ServerUnaryCall<JoinRequest, JoinResponse>, answer: sendUnaryData<JoinResponse>): void => {
    if (this.#joinsInFlight >= this.#limits.joinsInFlight) {
      answer({ code: status.UNAVAILABLE, details: 'too many hosts join at the moment: try again' });
      return;
    }
    this.#joinsInFlight += 1;
    void this.#options.service
      .join(call.request)
      .then(
        (response) => answer(null, response),
        (error: unknown) => answer(this.#joinFailure(error)),
      )
      .finally(() => {
        this.#joinsInFlight -= 1;
      });
  };

  #joinFailure(error: unknown): { code: status; details: string } {
    if (error instanceof JoinRefusedError) return { code: codeOfJoinRefusal[error.reason], details: error.message };
    this.#options.logger.error({ error }, 'join failed');
    return { code: status.UNAVAILABLE, details: 'the gateway met an internal error: try again; its log says more' };
  }

  #count(hostUID: string, change: 1 | -1): void {
    this.streamCount += change;
    const count = (this.#streamsOfHost.get(hostUID) ?? 0) + change;
    if (count === 0) this.#streamsOfHost.delete(hostUID);
    else this.#streamsOfHost.set(hostUID, count);
  }
}

function commonNameOf(call: ServerDuplexStream<Buffer, Buffer>): string | undefined {
  // grpc-js gives the certificate only when it was verified.
  const commonName = call.getAuthContext().sslPeerCertificate?.subject.CN;
  return typeof commonName === 'string' ? commonName : undefined;
}

function refuse(call: ServerDuplexStream<Buffer, Buffer>, code: status, details: string): void {
  call.emit('error', { code, details });
}

import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import { isIP, type Socket } from 'node:net';
import { CallCredentials, ChannelCredentials } from '@grpc/grpc-js';

export interface ResumingCredentialsOptions {
  /** Whom to believe. */
  readonly authorityPEM: string;
  /** The host's own certificate; absent while it has none. */
  readonly identity?: { readonly certificatePEM: string; readonly privateKeyPEM: string };
  /** The name or address in the gateway's certificate. */
  readonly serverName: string;
}

/**
 * Mutual TLS that resumes the last session with the same gateway: a resumed handshake costs the gateway less than half of a full one, which counts
 * when thousands of agents come back at once. Keep one per gateway over all dials.
 */
export class ResumingCredentials extends ChannelCredentials {
  readonly #options: ResumingCredentialsOptions;
  readonly #secureContext;
  #session: Buffer | undefined;
  /** Whether the newest connection resumed an earlier one. */
  resumed = false;

  constructor(options: ResumingCredentialsOptions) {
    super();
    this.#options = options;
    const { identity } = options;
    this.#secureContext = createSecureContext({
      ca: options.authorityPEM,
      minVersion: 'TLSv1.3',
      ...(identity === undefined ? {} : { cert: identity.certificatePEM, key: identity.privateKeyPEM }),
    });
  }

  override _isSecure(): boolean {
    return true;
  }

  override _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  override _createSecureConnector(): ReturnType<ChannelCredentials['_createSecureConnector']> {
    const callCredentials = CallCredentials.createEmpty();
    return {
      connect: async (socket) => ({ socket: await this.#handshake(socket), secure: true }),
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => callCredentials,
      destroy: () => {},
    };
  }

  #handshake(socket: Socket): Promise<TLSSocket> {
    const { serverName } = this.#options;
    return new Promise((resolve, reject) => {
      const secured = connect({
        socket,
        secureContext: this.#secureContext,
        ALPNProtocols: ['h2'],
        host: serverName,
        // An address must not be sent as a server name (RFC 6066, section 3).
        ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
        ...(this.#session === undefined ? {} : { session: this.#session }),
      });
      secured.on('session', (session) => {
        this.#session = session;
      });
      secured.once('secureConnect', () => {
        this.resumed = secured.isSessionReused();
        resolve(secured);
      });
      secured.once('error', (error) => {
        // A ticket of a gateway that was restarted must not stand in the way for good.
        this.#session = undefined;
        reject(error);
      });
    });
  }
}

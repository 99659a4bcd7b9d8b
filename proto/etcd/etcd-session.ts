import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import type { Clock, Timer } from '#apis/machinery/clock.ts';

export interface EtcdSessionOptions {
  /** `HOST:PORT`. */
  readonly endpoint: string;
  readonly credentials: EtcdCredentials;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly connectTimeoutMilliseconds: number;
}

/** Mutual TLS: etcd takes no other clients. */
export interface EtcdCredentials {
  /** Who signs etcd's certificate. */
  readonly authorityPEM: string;
  /** A DNS name that etcd's certificate holds, whatever the endpoints are called. An IP address does not do: TLS cannot ask for one by name. */
  readonly serverName: string;
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
}

/** One connection to one member of etcd, shared by many calls. When it no longer answers it is destroyed, and with it its calls. */
export class EtcdSession {
  readonly #session: ClientHttp2Session;
  readonly #clock: Pick<Clock, 'setTimer'>;
  #openCalls = 0;
  #takesCalls = true;
  #timer: Timer;

  private constructor(session: ClientHttp2Session, clock: Pick<Clock, 'setTimer'>) {
    this.#session = session;
    this.#clock = clock;
    this.#timer = clock.setTimer(() => this.#ask(), pingIntervalMilliseconds);
    session.setLocalWindowSize(connectionWindowBytes);
    // After a GOAWAY there are no new calls, while old ones may end.
    session.once('goaway', () => this.#takeNoCalls());
    session.once('close', () => {
      this.#takeNoCalls();
      this.#timer.cancel();
    });
  }

  /** Throws what stood in the way. */
  static async open({ endpoint, credentials, clock, connectTimeoutMilliseconds }: EtcdSessionOptions): Promise<EtcdSession> {
    const { authorityPEM: ca, certificatePEM: cert, privateKeyPEM: key, serverName: servername } = credentials;
    const session = connect(`https://${endpoint}`, { ca, cert, key, servername, ...sessionOptions });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = clock.setTimer(() => reject(new Error(`no connection in ${connectTimeoutMilliseconds} ms`)), connectTimeoutMilliseconds);
    session.once('connect', () => resolve());
    // Stays: an error that nobody listens to would end the process.
    session.on('error', reject);
    session.once('close', () => reject(new Error('the connection was closed')));
    try {
      await promise;
    } catch (error) {
      session.destroy();
      throw error;
    } finally {
      timer.cancel();
    }
    return new EtcdSession(session, clock);
  }

  /** Whether it can be used for one more call. Once it is not, it never will be. */
  get takesCalls(): boolean {
    return this.#takesCalls;
  }

  /** Begins a call. Throws when the session {@link takesCalls} no more. */
  request(path: string, headers: Readonly<Record<string, string>>): ClientHttp2Stream {
    const stream = this.#session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    });
    this.#openCalls += 1;
    stream.once('close', () => {
      this.#openCalls -= 1;
    });
    return stream;
  }

  /** Calls that are under way may still end well. */
  close(): void {
    this.#takeNoCalls();
    this.#session.close();
  }

  #takeNoCalls(): void {
    this.#takesCalls = false;
  }

  /** Only while there are calls: etcd cuts off those who ping without a reason. */
  #ask(): void {
    const isAsked = this.#openCalls > 0 && this.#session.ping((error) => error === null && this.#beContent());
    if (isAsked) this.#timer = this.#clock.setTimer(() => this.#session.destroy(new Error('it answers no pings')), pingTimeoutMilliseconds);
    else this.#beContent();
  }

  #beContent(): void {
    this.#timer.cancel();
    if (!this.#session.destroyed) this.#timer = this.#clock.setTimer(() => this.#ask(), pingIntervalMilliseconds);
  }
}

/** A list of all objects comes in a few answers of megabytes. With the 64 KiB of the protocol each would take many turns. */
const streamWindowBytes = 4 * 1024 * 1024;
const connectionWindowBytes = 16 * 1024 * 1024;

const sessionOptions = {
  settings: { enablePush: false, initialWindowSize: streamWindowBytes },
  // etcd bounds the calls of a connection only where its operator says so.
  peerMaxConcurrentStreams: 2 ** 31 - 1,
  /** MiB. Beyond it there would be no new calls. */
  maxSessionMemory: 1024,
};

/** etcd refuses clients that ask more often than every 5 s. */
const pingIntervalMilliseconds = 10_000;
const pingTimeoutMilliseconds = 5_000;

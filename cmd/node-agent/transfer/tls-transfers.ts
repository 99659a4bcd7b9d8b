import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTLS, createServer, type Server, type TLSSocket } from 'node:tls';
import type { Clock } from '#apis/machinery/clock.ts';
import { createAuthority } from '#cmd/bootstrap/certificates.ts';
import { formatAddress, parseAddress } from '#cmd/bootstrap/port-file.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { readMessage, writeMessage } from '#drivers/contract/message-line.ts';
import type {
  DialOptions,
  IncomingTransfer,
  ListenOptions,
  OutgoingTransfer,
  TransferCredentials,
  TransferService,
} from './transfer-service.ts';

export interface TLSTransfersOptions {
  /** Where other hosts reach this one; nothing listens there but while a guest is on its way here. Absent: this host takes no part. */
  readonly address: string | undefined;
  /** Absent: one that is free. */
  readonly port?: number;
  readonly most?: number;
  readonly bytesPerSecond?: number;
  readonly clock: Clock;
}

/** By this stream the host that a guest leaves says that it has given up the right to run. */
const leftChannel = 'left';
const dialTimeoutMilliseconds = 10_000;
const hearTimeoutMilliseconds = 5_000;
/** Of the streams that the other host opens, so many may be there at once. */
const mostStreams = 64;
const keepAliveMilliseconds = 10_000;

/** Transfers over mutual TLS 1.3, from one host of the cloud to another: each side takes the one certificate that the control plane named, and no other. */
export function createTLSTransfers({ address, port = 0, most, bytesPerSecond, clock }: TLSTransfersOptions): TransferService {
  const createCredentials = (transfer: string): Promise<TransferCredentials> =>
    createAuthority({ commonName: `transfer ${transfer}`, validityDays: 2, clock });
  return {
    isOffered: address !== undefined,
    ...(most === undefined ? {} : { most }),
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
    createCredentials,
    listen: async (options) => {
      if (address === undefined) throw new DriverError('Unsupported', 'this host has no address for guests that come from other hosts');
      return Listener.open(options, { address, port, credentials: await createCredentials(options.transfer) });
    },
    dial: (options) => new Dialer(options, clock),
  };
}

class Listener implements IncomingTransfer {
  readonly address: string;
  readonly certificatePEM: string;
  readonly #server: Server;
  readonly #signal: AbortSignal;
  readonly #sockets = new Set<TLSSocket>();
  readonly #opened = new Map<string, Duplex[]>();
  readonly #awaited = new Map<string, ((stream: Duplex) => void)[]>();
  readonly #closed = Promise.withResolvers<never>();

  /** `server` listens already. */
  private constructor(server: Server, certificatePEM: string, host: string, signal: AbortSignal) {
    const { port } = server.address() as AddressInfo;
    this.address = formatAddress({ host, port });
    this.#server = server;
    this.certificatePEM = certificatePEM;
    this.#signal = signal;
    this.#closed.promise.catch(() => undefined);
  }

  static async open(
    { peerCertificatePEM, signal }: ListenOptions,
    { address, port, credentials }: { readonly address: string; readonly port: number; readonly credentials: TransferCredentials },
  ): Promise<Listener> {
    const peer = new X509Certificate(peerCertificatePEM);
    const server = createServer({
      cert: credentials.certificatePEM,
      key: credentials.privateKeyPEM,
      ca: [peerCertificatePEM],
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
    });
    server.on('tlsClientError', () => undefined);
    server.listen({ host: address, port });
    try {
      await once(server, 'listening');
    } catch (cause) {
      throw new DriverError('HostBroken', `wait for a guest at ${address}: ${(cause as Error).message}`, { cause });
    }
    const listener = new Listener(server, credentials.certificatePEM, address, signal);
    server.on('secureConnection', (socket) => void listener.#take(socket, peer));
    signal.addEventListener('abort', listener.#abort, { once: true });
    return listener;
  }

  accept(channel: string): Promise<Duplex> {
    const opened = this.#opened.get(channel)?.shift();
    if (opened !== undefined) return Promise.resolve(opened);
    const { promise, resolve } = Promise.withResolvers<Duplex>();
    this.#awaited.set(channel, [...(this.#awaited.get(channel) ?? []), resolve]);
    return Promise.race([promise, this.#closed.promise]);
  }

  async hearLeft(): Promise<boolean> {
    try {
      const stream = await this.accept(leftChannel);
      const { hasLeft } = (await Promise.race([readMessage(stream), this.#closed.promise])) as { readonly hasLeft?: unknown };
      if (hasLeft !== true) return false;
      writeMessage(stream, { isHeard: true });
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#closed.reject(new Error('nothing more is taken in'));
    for (const socket of this.#sockets) socket.destroySoon();
    this.#server.close();
    await Promise.resolve();
  }

  readonly #abort = (): void => {
    this.#closed.reject(this.#signal.reason as Error);
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  };

  async #take(socket: TLSSocket, peer: X509Certificate): Promise<void> {
    socket.on('error', () => undefined);
    if (this.#sockets.size >= mostStreams || socket.getPeerX509Certificate()?.fingerprint512 !== peer.fingerprint512) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.setNoDelay(true).setKeepAlive(true, keepAliveMilliseconds);
    try {
      const { channel } = (await readMessage(socket)) as { readonly channel?: unknown };
      if (typeof channel !== 'string') throw new TypeError('a stream without a name');
      const taker = this.#awaited.get(channel)?.shift();
      if (taker === undefined) this.#opened.set(channel, [...(this.#opened.get(channel) ?? []), socket]);
      else taker(socket);
    } catch {
      socket.destroy();
    }
  }
}

class Dialer implements OutgoingTransfer {
  readonly #options: DialOptions;
  readonly #clock: Clock;
  readonly #sockets = new Set<TLSSocket>();
  #left: Promise<Duplex> | undefined;

  constructor(options: DialOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  async connect(channel: string): Promise<Duplex> {
    // The other host is to notice when this one goes, whatever else is open.
    if (this.#left === undefined) {
      this.#left = this.#dial(leftChannel);
      await this.#left;
    }
    return this.#dial(channel);
  }

  async sayLeft(): Promise<void> {
    const patience = new AbortController();
    const tired = this.#clock.sleep(hearTimeoutMilliseconds, { signal: patience.signal }).catch(() => undefined);
    try {
      const stream = await this.#left;
      if (stream === undefined) return;
      writeMessage(stream, { hasLeft: true });
      await Promise.race([readMessage(stream), tired]);
    } catch {
      // The control plane brings the word too.
    } finally {
      patience.abort();
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.resolve();
  }

  async #dial(channel: string): Promise<Duplex> {
    const { address, peerCertificatePEM, credentials, signal } = this.#options;
    signal.throwIfAborted();
    const { host, port } = parseAddress(address);
    const expected = new X509Certificate(peerCertificatePEM);
    const socket = connectTLS({
      host,
      port,
      cert: credentials.certificatePEM,
      key: credentials.privateKeyPEM,
      ca: [peerCertificatePEM],
      minVersion: 'TLSv1.3',
      // It has one name, which is what it is: that certificate.
      checkServerIdentity: () => undefined,
    });
    socket.on('error', () => undefined);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const timer = this.#clock.setTimer(
      () => socket.destroy(new Error(`no answer in ${dialTimeoutMilliseconds / 1000} seconds`)),
      dialTimeoutMilliseconds,
    );
    try {
      await once(socket, 'secureConnect', { signal });
      if (socket.getPeerX509Certificate()?.fingerprint512 !== expected.fingerprint512) throw new Error('another one answers');
    } catch (cause) {
      socket.destroy();
      throw new DriverError('Temporary', `reach the other host at ${address}: ${(cause as Error).message}`, { cause });
    } finally {
      timer.cancel();
    }
    socket.setNoDelay(true).setKeepAlive(true, keepAliveMilliseconds);
    writeMessage(socket, { channel });
    return socket;
  }
}

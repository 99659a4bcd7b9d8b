import { duplexPair, type Duplex } from 'node:stream';
import { DriverError } from '#drivers/contract/driver.ts';
import { readMessage, writeMessage } from '#drivers/contract/message-line.ts';
import type {
  DialOptions,
  IncomingTransfer,
  ListenOptions,
  OutgoingTransfer,
  TransferService,
} from '#cmd/node-agent/transfer/transfer-service.ts';

/** Guests go from host to host in one process: connections without a network, by the same rules as over one. */
export class InProcessTransfers {
  readonly #listeners = new Map<string, Incoming>();
  readonly #streams = new Map<string, Set<Duplex>>();
  readonly #canReach: (from: string, to: string) => boolean;
  #count = 0;

  constructor(canReach: (from: string, to: string) => boolean = () => true) {
    this.#canReach = canReach;
  }

  /** For one life of the agent of a host. */
  of(host: string): TransferService {
    return {
      isOffered: true,
      createCredentials: (transfer) => {
        this.#count += 1;
        const certificatePEM = `certificate ${this.#count} of ${host} for ${transfer}`;
        return Promise.resolve({ certificatePEM, privateKeyPEM: 'a key' });
      },
      listen: (options) => {
        this.#count += 1;
        const address = `${host}:${this.#count}`;
        const incoming = new Incoming(address, options, () => this.#listeners.delete(address));
        this.#listeners.set(address, incoming);
        return Promise.resolve(incoming);
      },
      dial: (options) => new Outgoing(options, (channel) => this.#connect(host, options, channel)),
    };
  }

  /** The connections of a host are gone, as when its agent dies, or its network. */
  drop(host: string): void {
    for (const [address, listener] of this.#listeners) if (address.startsWith(`${host}:`)) void listener.close();
    for (const stream of this.#streams.get(host) ?? []) stream.destroy();
    this.#streams.delete(host);
  }

  #connect(host: string, { address, credentials, peerCertificatePEM }: DialOptions, channel: string): Duplex {
    const listener = this.#listeners.get(address);
    const other = address.slice(0, address.lastIndexOf(':'));
    const isExpected =
      listener?.options.peerCertificatePEM === credentials.certificatePEM && listener.certificatePEM === peerCertificatePEM;
    if (listener === undefined || !isExpected || !this.#canReach(host, other))
      throw new DriverError('Temporary', `reach the other host at ${address}: nobody is there`);
    const [near, far] = duplexPair();
    for (const [end, opposite] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => undefined);
      end.once('close', () => opposite.destroy());
    }
    for (const each of [host, other]) {
      const streams = this.#streams.get(each) ?? new Set();
      this.#streams.set(each, streams.add(near).add(far));
    }
    listener.take(channel, far);
    return near;
  }
}

class Incoming implements IncomingTransfer {
  readonly address: string;
  readonly certificatePEM: string;
  readonly options: ListenOptions;
  readonly #onClose: () => void;
  readonly #opened = new Map<string, Duplex[]>();
  readonly #awaited = new Map<string, ((stream: Duplex) => void)[]>();
  readonly #closed = Promise.withResolvers<never>();

  constructor(address: string, options: ListenOptions, onClose: () => void) {
    this.address = address;
    this.certificatePEM = `certificate at ${address}`;
    this.options = options;
    this.#onClose = onClose;
    this.#closed.promise.catch(() => undefined);
    options.signal.addEventListener('abort', () => void this.close(), { once: true });
  }

  take(channel: string, stream: Duplex): void {
    const taker = this.#awaited.get(channel)?.shift();
    if (taker === undefined) this.#opened.set(channel, [...(this.#opened.get(channel) ?? []), stream]);
    else taker(stream);
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
      const stream = await this.accept('left');
      await Promise.race([readMessage(stream), this.#closed.promise]);
      writeMessage(stream, { isHeard: true });
      return true;
    } catch {
      return false;
    }
  }

  close(): Promise<void> {
    this.#onClose();
    this.#closed.reject(new Error('nothing more is taken in'));
    return Promise.resolve();
  }
}

class Outgoing implements OutgoingTransfer {
  readonly #dial: (channel: string) => Duplex;
  readonly #streams = new Set<Duplex>();
  readonly #options: DialOptions;
  #left: Duplex | undefined;

  constructor(options: DialOptions, dial: (channel: string) => Duplex) {
    this.#options = options;
    this.#dial = dial;
  }

  connect(channel: string): Promise<Duplex> {
    // Within `then`, so that what speaks against it is a rejection.
    return Promise.resolve().then(() => {
      this.#options.signal.throwIfAborted();
      this.#left ??= this.#open('left');
      return this.#open(channel);
    });
  }

  async sayLeft(): Promise<void> {
    if (this.#left === undefined) return;
    writeMessage(this.#left, { hasLeft: true });
    await readMessage(this.#left).catch(() => undefined);
  }

  close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    return Promise.resolve();
  }

  #open(channel: string): Duplex {
    const stream = this.#dial(channel);
    this.#streams.add(stream);
    return stream;
  }
}

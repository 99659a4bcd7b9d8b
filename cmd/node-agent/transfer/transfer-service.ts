import type { Duplex } from 'node:stream';

/** What a host proves itself with in one transfer. PEM; the certificate is signed by its own key, and the other host is told which it is. */
export interface TransferCredentials {
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
}

/**
 * How guests get from host to host while they run: connections between two agents, apart from the control plane. A transfer is known by the uid of the Instance
 * that the guest goes to, and each has certificates of its own on both sides.
 */
export interface TransferService {
  /** Whether this host takes part at all. */
  readonly isOffered: boolean;
  /** So many guests may leave at once, and so many come; absent: as is usual. */
  readonly most?: number;
  /** Bytes a second that one guest may be sent at; absent: as fast as it goes. */
  readonly bytesPerSecond?: number;
  createCredentials(transfer: string): Promise<TransferCredentials>;
  /** Waits for the one host that proves itself with that certificate. Throws a DriverError when it cannot. */
  listen(options: ListenOptions): Promise<IncomingTransfer>;
  /** Connections are made as they are asked for. */
  dial(options: DialOptions): OutgoingTransfer;
}

export interface ListenOptions {
  readonly transfer: string;
  readonly peerCertificatePEM: string;
  readonly signal: AbortSignal;
}

export interface DialOptions extends ListenOptions {
  /** HOST:PORT. */
  readonly address: string;
  readonly credentials: TransferCredentials;
}

export interface IncomingTransfer {
  /** HOST:PORT. */
  readonly address: string;
  readonly certificatePEM: string;
  /** The next stream that the other host opens under that name. Rejects when the signal is aborted or this is closed. */
  accept(channel: string): Promise<Duplex>;
  /** Whether the other host has said that it gave up the right to run, durably. False: it will not say so by this way any more. */
  hearLeft(): Promise<boolean>;
  close(): Promise<void>;
}

export interface OutgoingTransfer {
  connect(channel: string): Promise<Duplex>;
  /** Tells the other host that the right to run was given up, durably, and waits a moment for it to hear that. Never fails: the control plane says it too. */
  sayLeft(): Promise<void>;
  close(): Promise<void>;
}

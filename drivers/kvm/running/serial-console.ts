import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { Logger } from '#apis/machinery/logger.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { consoleSocketName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { consoleCharacterDevice, consoleRingBytes } from '../machine/console.ts';
import { QMPCommandError } from '../qmp/qmp-error.ts';
import type { ConsoleLog } from './console-log.ts';
import { connectToMachine } from './machine-socket.ts';

export interface SerialConsoleOptions {
  readonly directory: InstanceDirectory;
  readonly log: ConsoleLog;
  readonly logger: Logger;
  /** Asks QEMU. */
  readonly execute: (command: string, commandArguments: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

const pieceBytes = 65_536;
const maximumSessions = 8;

/** What a session may be behind before it is cut off: a guest does not wait for its slowest reader. */
const maximumBacklogBytes = 1024 * 1024;

/**
 * The guest's serial port. Its words wait in a ring in QEMU's memory until they are read into the log. While somebody is connected the ring is swapped
 * for a socket, of which this is the only client: what comes goes to the log and to all who are connected, and what they type goes in.
 */
export class SerialConsole {
  readonly #options: SerialConsoleOptions;
  readonly #sessions = new Set<Session>();
  #socket: Socket | undefined;
  #socketBytes = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #appending: Promise<unknown> = Promise.resolve();

  constructor(options: SerialConsoleOptions) {
    this.#options = options;
  }

  /** Fetches into the log what came since the last time; says how many bytes. Failing to is no reason to fail anything else. */
  read(): Promise<number> {
    return this.#inTurn(async () => {
      if (this.#socket === undefined) return this.#readRing();
      await this.#appending;
      const bytes = this.#socketBytes;
      this.#socketBytes = 0;
      return bytes;
    }).catch((error: unknown) => {
      this.#options.logger.debug({ error, instance: this.#options.directory.mark.instanceUID }, 'console not read');
      return 0;
    });
  }

  /** Another live connection; whoever has it ends it. Throws {@link DriverError} and the errors of QMP. */
  open(): Promise<Duplex> {
    return this.#inTurn(async () => {
      if (this.#sessions.size >= maximumSessions) {
        throw new DriverError('Temporary', `open the console: ${maximumSessions} people look at it already`);
      }
      this.#socket ??= await this.#swapForSocket();
      const session = new Session({ onInput: (bytes) => this.#type(bytes) });
      this.#sessions.add(session);
      session.once('close', () => {
        this.#sessions.delete(session);
        void this.#inTurn(() => this.#swapForRing()).catch(() => undefined);
      });
      return session;
    });
  }

  /** Lets go. The next driver finds the socket and swaps it for the ring again. */
  close(): void {
    for (const session of this.#sessions) session.destroy();
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #readRing(): Promise<number> {
    let readBytes = 0;
    for (let piece = 0; piece <= consoleRingBytes / pieceBytes; piece += 1) {
      const bytes = await this.#readPiece();
      if (bytes.length > 0) await this.#options.log.append(bytes);
      readBytes += bytes.length;
      if (bytes.length < pieceBytes) break;
    }
    return readBytes;
  }

  /** A driver that died during a session left the socket behind. */
  async #readPiece(): Promise<Buffer> {
    try {
      const text = await this.#options.execute('ringbuf-read', { device: consoleCharacterDevice, size: pieceBytes, format: 'base64' });
      return Buffer.from(String(text), 'base64');
    } catch (error) {
      if (!(error instanceof QMPCommandError)) throw error;
      await this.#change(ring);
      return Buffer.alloc(0);
    }
  }

  async #swapForSocket(): Promise<Socket> {
    await this.#readRing();
    await this.#change(listeningSocket);
    const socket = await connectToMachine(this.#options.directory, consoleSocketName);
    socket.on('data', (bytes: Buffer) => this.#hear(bytes));
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      if (this.#socket === socket) this.#socket = undefined;
      for (const session of this.#sessions) session.end();
    });
    return socket;
  }

  async #swapForRing(): Promise<void> {
    const socket = this.#socket;
    if (socket === undefined || this.#sessions.size > 0) return;
    await this.#change(ring);
    // QEMU has closed its end: what it wrote before comes first.
    if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
    this.#socket = undefined;
    await this.#appending;
  }

  #change(backend: object): Promise<unknown> {
    return this.#options.execute('chardev-change', { id: consoleCharacterDevice, backend });
  }

  #hear(bytes: Buffer): void {
    this.#socketBytes += bytes.length;
    this.#appending = this.#appending.then(() => this.#options.log.append(bytes)).catch(() => undefined);
    for (const session of this.#sessions) {
      if (session.readableLength > maximumBacklogBytes) session.destroy(new Error('the reader of the console is too slow'));
      else session.push(bytes);
    }
  }

  #type(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#socket === undefined) reject(new Error('the console is gone'));
      else this.#socket.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

const ring = { type: 'ringbuf', data: { size: consoleRingBytes } };
const listeningSocket = {
  type: 'socket',
  data: { addr: { type: 'unix', data: { path: consoleSocketName } }, server: true, wait: false },
};

class Session extends Duplex {
  readonly #onInput: (bytes: Uint8Array) => Promise<void>;

  constructor({ onInput }: { readonly onInput: (bytes: Uint8Array) => Promise<void> }) {
    super({ allowHalfOpen: false, emitClose: true });
    this.#onInput = onInput;
    // One that nobody handles would end the process; whoever has the session may still listen.
    this.on('error', () => undefined);
  }

  override _read(): void {
    // Bytes are pushed when the guest writes.
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    void this.#pass(chunk, callback);
  }

  async #pass(chunk: Uint8Array, callback: (error?: Error | null) => void): Promise<void> {
    const failure = await this.#onInput(chunk).then(
      () => null,
      (error: unknown) => error as Error,
    );
    callback(failure);
  }

  override end(...rest: never[]): this {
    super.end(...rest);
    this.push(null);
    return this;
  }
}

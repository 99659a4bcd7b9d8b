import type { Duplex } from 'node:stream';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { LineSplitter } from './line-splitter.ts';
import { QMPClosedError, QMPCommandError, QMPProtocolError, QMPTimeoutError } from './qmp-error.ts';

export interface QMPEvent {
  /** As `SHUTDOWN`. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface QMPClientOptions {
  readonly clock: Clock;
  /** For the greeting and for each command. */
  readonly timeoutMilliseconds?: number;
  readonly onEvent?: (event: QMPEvent) => void;
  /** Called once, when no more answers or events can come. */
  readonly onClose?: () => void;
}

/** No answer that we ask for comes near this. */
const maximumLineBytes = 4 * 1024 * 1024;
const maximumPendingCommands = 64;
const defaultTimeoutMilliseconds = 10_000;

/**
 * Takes the greeting of the monitor at the other end of `stream` and leaves the negotiation behind. Owns the stream from now on. A monitor serves one
 * client at a time: a second one waits for the greeting until the first has gone. Throws {@link QMPClosedError} when the stream ends,
 * {@link QMPTimeoutError} and {@link QMPProtocolError}.
 */
export async function startQMP(stream: Duplex, options: QMPClientOptions): Promise<QMPClient> {
  const client = new QMPClient(stream, options);
  try {
    await client.greeted;
    await client.execute('qmp_capabilities');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

interface Pending {
  readonly command: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: Timer;
}

/** One connection to a QEMU monitor, from its greeting to its end. Reconnecting is making a new one. */
export class QMPClient {
  /** Resolves with the greeting. */
  readonly greeted: Promise<void>;
  readonly #stream: Duplex;
  readonly #options: QMPClientOptions;
  readonly #splitter = new LineSplitter({ maximumLineBytes });
  readonly #pending = new Map<number, Pending>();
  readonly #greeting = Promise.withResolvers<void>();
  #isGreeted = false;
  #lastId = 0;
  #end: Error | undefined;

  constructor(stream: Duplex, options: QMPClientOptions) {
    this.#stream = stream;
    this.#options = options;
    this.greeted = this.#greeting.promise;
    const timer = options.clock.setTimer(
      () => this.#finish(new QMPTimeoutError('with a greeting', this.#timeoutMilliseconds())),
      this.#timeoutMilliseconds(),
    );
    this.greeted.catch(() => undefined).finally(() => timer.cancel());
    stream.on('data', (chunk: Uint8Array) => this.#receive(chunk));
    stream.on('error', (error) => this.#finish(new QMPClosedError('the connection to QEMU broke', { cause: error })));
    for (const end of ['end', 'close']) stream.on(end, () => this.#finish(new QMPClosedError('QEMU closed the connection')));
  }

  /** Whether commands can still be sent. */
  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /**
   * Sends one command and gives what it returned. Throws {@link QMPCommandError}, {@link QMPTimeoutError} and
   * {@link QMPClosedError}.
   */
  execute(
    command: string,
    commandArguments?: Readonly<Record<string, unknown>>,
    options: { readonly timeoutMilliseconds?: number } = {},
  ): Promise<unknown> {
    if (this.#end !== undefined)
      return Promise.reject(new QMPClosedError(`${command}: the connection to QEMU has ended`, { cause: this.#end }));
    if (this.#pending.size >= maximumPendingCommands)
      return Promise.reject(new QMPTimeoutError(`${maximumPendingCommands} earlier commands`, 0));
    const timeoutMilliseconds = options.timeoutMilliseconds ?? this.#timeoutMilliseconds();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = this.#options.clock.setTimer(() => {
        this.#pending.delete(id);
        reject(new QMPTimeoutError(command, timeoutMilliseconds));
      }, timeoutMilliseconds);
      this.#pending.set(id, { command, resolve, reject, timer });
      this.#stream.write(`${JSON.stringify({ execute: command, ...(commandArguments && { arguments: commandArguments }), id })}\n`);
    });
  }

  /** Ends the connection; the guest does not notice. Commands without an answer are rejected. */
  close(): void {
    this.#finish(new QMPClosedError('we closed the connection'));
  }

  #timeoutMilliseconds(): number {
    return this.#options.timeoutMilliseconds ?? defaultTimeoutMilliseconds;
  }

  #receive(chunk: Uint8Array): void {
    try {
      for (const line of this.#splitter.push(chunk)) {
        if (this.#end !== undefined) return;
        this.#dispatch(parseLine(line));
      }
    } catch (error) {
      this.#finish(error as Error);
    }
  }

  #dispatch(message: Readonly<Record<string, unknown>>): void {
    if (!this.#isGreeted) {
      if (!('QMP' in message)) throw new QMPProtocolError('the first line is not a QMP greeting');
      this.#isGreeted = true;
      this.#greeting.resolve();
    } else if (typeof message['event'] === 'string') {
      this.#options.onEvent?.({ name: message['event'], data: recordOf(message['data']) });
    } else {
      this.#answer(message);
    }
  }

  /** An answer without a known id belongs to a command that timed out: nobody waits for it. */
  #answer(message: Readonly<Record<string, unknown>>): void {
    const pending = this.#pending.get(message['id'] as number);
    if (pending === undefined) return;
    this.#pending.delete(message['id'] as number);
    pending.timer.cancel();
    if ('error' in message) {
      const error = recordOf(message['error']);
      pending.reject(new QMPCommandError(pending.command, String(error['class']), String(error['desc'])));
    } else {
      pending.resolve(message['return']);
    }
  }

  #finish(reason: Error): void {
    if (this.#end !== undefined) return;
    this.#end = reason;
    this.#stream.destroy();
    this.#greeting.reject(reason);
    for (const pending of this.#pending.values()) {
      pending.timer.cancel();
      pending.reject(new QMPClosedError(`${pending.command}: the connection to QEMU ended`, { cause: reason }));
    }
    this.#pending.clear();
    this.#options.onClose?.();
  }
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch (error) {
    throw new QMPProtocolError('a line is not JSON', { cause: error });
  }
  if (typeof message !== 'object' || message === null) throw new QMPProtocolError('a line is not an object');
  return message as Record<string, unknown>;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

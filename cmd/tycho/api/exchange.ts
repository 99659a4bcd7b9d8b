import type { Socket } from 'node:net';
import { ConnectionError, type TransportRequest, type TransportResponse } from '#apis/client/transport.ts';
import { BodyQueue } from './body-queue.ts';
import { ResponseParser, type ResponseHead } from './response-parser.ts';

export interface ExchangeOptions {
  /** `https://HOST:PORT`, for messages. */
  readonly server: string;
  /** The request as it goes over the wire. */
  readonly text: string | Uint8Array;
  readonly silenceLimitSeconds: number;
}

// oxlint-disable-next-line typescript/no-explicit-any -- what Node's own type of a listener says
type Listener = (...parameters: any[]) => void;

/** One request and its answer on one connection, which may still be connecting. */
export class Exchange {
  readonly #request: TransportRequest;
  readonly #socket: Socket;
  readonly #options: ExchangeOptions;
  readonly #response = Promise.withResolvers<TransportResponse>();
  readonly #ended = Promise.withResolvers<boolean>();
  readonly #body: BodyQueue;
  readonly #parser: ResponseParser;
  #isComplete = false;
  #isConnected: boolean;
  #hasAnswer = false;
  #keepsConnection = true;

  constructor(request: TransportRequest, socket: Socket, options: ExchangeOptions) {
    this.#request = request;
    this.#socket = socket;
    this.#options = options;
    this.#isConnected = !socket.connecting;
    this.#body = new BodyQueue({
      onFull: () => socket.pause(),
      onDrained: () => socket.resume(),
      onAbandoned: () => this.#fail(new Error('the reader left')),
    });
    this.#parser = new ResponseParser({
      onHead: (head) => this.#answer(head),
      onBody: (part) => this.#body.push(part),
      onEnd: () => (this.#isComplete = true),
    });
    this.#listen();
    socket.write(options.text);
  }

  /** Resolves when the head of the answer is there. */
  get response(): Promise<TransportResponse> {
    return this.#response.promise;
  }

  /** Resolves when the connection is free: true if another request may use it. */
  get ended(): Promise<boolean> {
    return this.#ended.promise;
  }

  /** Whether the server has said anything. */
  get hasAnswer(): boolean {
    return this.#hasAnswer;
  }

  #listen(): void {
    const { silenceLimitSeconds } = this.#options;
    for (const [event, listener] of this.#listeners) this.#socket.on(event, listener);
    this.#socket.setTimeout(silenceLimitSeconds * 1000);
    this.#request.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  /** Takes back what it hung on the connection, and nothing else: Node has listeners of its own there. */
  #release(): void {
    for (const [event, listener] of this.#listeners) this.#socket.off(event, listener);
    this.#socket.setTimeout(0);
    this.#request.signal?.removeEventListener('abort', this.#abort);
  }

  readonly #listeners: readonly (readonly [event: string, listener: Listener])[] = [
    ['connect', () => (this.#isConnected = !('encrypted' in this.#socket))],
    ['secureConnect', () => (this.#isConnected = true)],
    ['data', (piece: Buffer) => this.#take(piece)],
    ['error', (error: Error) => this.#fail(error)],
    ['close', () => this.#close()],
    ['timeout', () => this.#fail(new Error(`nothing came for ${this.#options.silenceLimitSeconds} s`))],
  ];

  readonly #abort = (): void => this.#fail(this.#request.signal?.reason as Error);

  #take(piece: Buffer): void {
    this.#hasAnswer = true;
    try {
      this.#parser.write(piece);
    } catch (error) {
      this.#fail(error as Error);
      return;
    }
    if (this.#isComplete) this.#finish(this.#keepsConnection && !this.#parser.hasSurplus);
  }

  #answer({ status, headers }: ResponseHead): void {
    if (this.#request.answer === 'Endless') this.#socket.setTimeout(0);
    this.#keepsConnection = !/\bclose\b/i.test(headers['connection'] ?? '');
    this.#response.resolve({ status, headers, body: this.#body });
  }

  /** The server ended the connection, which is the end of a body of no stated length. */
  #close(): void {
    if (this.#parser.end()) this.#finish(false);
    else this.#fail(new Error('the connection ended before the answer was whole'));
  }

  #finish(isReusable: boolean): void {
    this.#release();
    this.#body.end();
    this.#ended.resolve(isReusable);
  }

  #fail(cause: Error): void {
    if (this.#isComplete) return;
    const error = this.#judge(cause);
    this.#release();
    this.#response.reject(error);
    this.#body.end(error);
    this.#ended.resolve(false);
  }

  #judge(cause: Error): Error {
    const { signal, method, path } = this.#request;
    if (signal?.aborted === true) return signal.reason as Error;
    const [first] = cause instanceof AggregateError ? (cause.errors as Error[]) : [];
    const words = cause.message || first?.message || 'the connection failed';
    return new ConnectionError(`${method} ${this.#options.server}${path}: ${words}`, {
      cause,
      outcome: this.#isConnected ? 'Unknown' : 'NotDone',
    });
  }
}

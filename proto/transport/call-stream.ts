import type { EventEmitter } from 'node:events';
import type { Clock } from '#apis/machinery/clock.ts';
import { StreamClosedError, type MessageStream, type StreamEnd } from './message-stream.ts';
import { ReceiveBuffer } from './receive-buffer.ts';

/** What both ends of a gRPC call have in common. Messages are raw bytes here: the codec works above it. */
export interface DuplexCall extends EventEmitter {
  write(bytes: Buffer): boolean;
  end(): void;
  pause(): unknown;
  resume(): unknown;
}

export interface CallStreamOptions<Sent, Received> {
  readonly call: DuplexCall;
  readonly encode: (message: Sent) => Buffer;
  readonly decode: (bytes: Buffer) => Received | undefined;
  /** Ends the call without waiting for the peer. */
  readonly abort: () => void;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/** A {@link MessageStream} over one gRPC call. */
export class CallStream<Sent, Received> implements MessageStream<Sent, Received> {
  readonly closed: Promise<StreamEnd>;
  readonly received: ReceiveBuffer<Received>;
  readonly #options: CallStreamOptions<Sent, Received>;
  #resolveClosed!: (end: StreamEnd) => void;
  #end: StreamEnd | undefined;
  #drained: Promise<void> | undefined;
  #wakeSenders: (() => void) | undefined;

  constructor(options: CallStreamOptions<Sent, Received>) {
    this.#options = options;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    const { call } = options;
    this.received = new ReceiveBuffer({ pauseAbove: maximumWaitingMessages, pause: () => call.pause(), resume: () => call.resume() });
    call.on('data', (bytes: Buffer) => this.#receive(bytes));
    call.on('drain', () => this.#wake());
    call.on('error', (error: Error) => this.#finish({ by: 'Broken', reason: error.message }));
    call.on('end', () => this.#peerEnded());
    call.on('cancelled', () => this.#finish({ by: 'Broken', reason: 'the connection was lost' }));
  }

  async send(message: Sent): Promise<void> {
    if (this.#end !== undefined) throw new StreamClosedError(this.#end);
    if (this.#drained !== undefined) await this.#drained;
    if (this.#end !== undefined) throw new StreamClosedError(this.#end);
    if (this.#options.call.write(this.#options.encode(message))) return;
    this.#drained ??= new Promise((resolve) => {
      this.#wakeSenders = resolve;
    });
    await this.#drained;
    if (this.#end !== undefined) throw new StreamClosedError(this.#end);
  }

  close(reason: string): void {
    if (this.#end !== undefined) return;
    this.#options.call.end();
    const patience = this.#options.clock.setTimer(this.#options.abort, closePatienceMilliseconds);
    this.#options.call.once('close', () => patience.cancel());
    this.#finish({ by: 'Local', reason });
  }

  #receive(bytes: Buffer): void {
    try {
      const message = this.#options.decode(bytes);
      if (message !== undefined) this.received.push(message);
    } catch (error) {
      this.#options.abort();
      this.#finish({ by: 'Broken', reason: `the peer sent what cannot be read: ${(error as Error).message}` });
    }
  }

  #peerEnded(): void {
    if (this.#end !== undefined) return;
    this.#options.call.end();
    this.#finish({ by: 'Remote', reason: 'the peer ended the stream' });
  }

  #finish(end: StreamEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.received.end({ keepWaiting: end.by === 'Remote' });
    this.#wake();
    this.#resolveClosed(end);
  }

  #wake(): void {
    this.#wakeSenders?.();
    this.#wakeSenders = undefined;
    this.#drained = undefined;
  }
}

/** So many decoded messages may wait for the reader before the wire is paused. */
const maximumWaitingMessages = 64;

/** A peer that does not answer a close for so long is cut off. */
const closePatienceMilliseconds = 2_000;

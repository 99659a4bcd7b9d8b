import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { WatchEvent, WatchSink } from '../registry/registry.ts';
import type { Framing } from './framing.ts';

/** Where the bytes of a stream go: a socket, or a reader in the same process. */
export interface StreamWriter {
  write(bytes: Buffer): void;
  /** Bytes that were handed over and not yet taken by the other end. */
  pendingBytes(): number;
  /** All has been written: tell the other end that the stream is complete. */
  end(): void;
}

/** What a stream needs to know of the form that its events take. */
export interface EventEncoding {
  readonly name: string;
  readonly encodeEvent: (event: WatchEvent, kind: KindDefinition) => Buffer;
  /** For forms in which the first event of a stream says more than the others: makes it so, from the payload of the first batch. */
  readonly completeFirst?: (payload: Buffer, kind: KindDefinition) => Buffer;
}

/**
 * The server's half of one watch. The registry writes into it from the moment that the watch is set up; what it writes before the transport has
 * sent the head of the answer is kept until {@link attach}. Ended once: by the registry, by the caller's going away, or by {@link cancel}.
 */
export class EventStream implements WatchSink {
  readonly encoding: string;
  readonly encode: (event: WatchEvent, kind: KindDefinition) => Buffer;
  readonly frame: (batch: readonly Buffer[]) => Buffer;
  readonly #events: EventEncoding;
  readonly #framing: Framing;
  readonly #kind: KindDefinition;
  readonly #cancellation = new AbortController();
  #onClosed: () => void = () => {};
  #writer: StreamWriter | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isFirst = true;
  #isEnded = false;

  constructor(options: {
    readonly events: EventEncoding;
    readonly framing: Framing;
    readonly kind: KindDefinition;
    readonly callerSignal: AbortSignal;
  }) {
    this.#events = options.events;
    this.#framing = options.framing;
    this.#kind = options.kind;
    this.encoding = `${options.events.name}+${options.framing.name}`;
    this.encode = options.events.encodeEvent;
    this.frame = options.framing.frame;
    const { callerSignal } = options;
    if (callerSignal.aborted) this.cancel();
    else callerSignal.addEventListener('abort', () => this.cancel(), { once: true });
  }

  /** Aborted when nobody listens any more. */
  get signal(): AbortSignal {
    return this.#cancellation.signal;
  }

  readonly pendingBytes = (): number => this.#heldBytes + (this.#writer?.pendingBytes() ?? 0);

  readonly write = (framed: Buffer): void => {
    if (this.#isEnded) return;
    const bytes = this.#isFirst ? this.#completed(framed) : framed;
    this.#isFirst = false;
    if (this.#writer !== undefined) {
      this.#writer.write(bytes);
      return;
    }
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  };

  /** The registry has nothing more to say. */
  readonly end = (): void => {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#writer?.end();
    this.#onClosed();
  };

  /** Nobody listens any more, or the server stops: tells the registry, and ends the answer. */
  cancel(): void {
    if (this.#isEnded) return;
    this.#cancellation.abort(new Error('the watch was ended'));
    this.end();
  }

  /** Hands over what was held and everything from now on. Called once, when the head of the answer is out. */
  attach(writer: StreamWriter): void {
    this.#writer = writer;
    for (const bytes of this.#held) writer.write(bytes);
    this.#held = [];
    this.#heldBytes = 0;
    if (this.#isEnded) writer.end();
  }

  /** Calls `callback` once, when the stream has ended, which may be now. */
  onClosed(callback: () => void): void {
    if (this.#isEnded) callback();
    else this.#onClosed = callback;
  }

  #completed(framed: Buffer): Buffer {
    if (this.#events.completeFirst === undefined) return framed;
    return this.#framing.frame([this.#events.completeFirst(this.#framing.payloadOf(framed), this.#kind)]);
  }
}

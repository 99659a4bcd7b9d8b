/** What is kept at most before the sender is asked to pause. */
const mostQueuedBytes = 1024 * 1024;

export interface BodyQueueOptions {
  /** More is queued than should be: send no more for now. */
  readonly onFull: () => void;
  /** All was taken: go on. */
  readonly onDrained: () => void;
  /** The reader left before the end. */
  readonly onAbandoned: () => void;
}

/** The body of an answer on its way from the connection, which pushes, to the one reader, who iterates. */
export class BodyQueue implements AsyncIterable<Uint8Array> {
  readonly #options: BodyQueueOptions;
  readonly #parts: Uint8Array[] = [];
  #queuedBytes = 0;
  #end: { readonly error: Error | undefined } | undefined;
  #wake: () => void = () => {};

  constructor(options: BodyQueueOptions) {
    this.#options = options;
  }

  push(part: Uint8Array): void {
    this.#parts.push(part);
    this.#queuedBytes += part.length;
    if (this.#queuedBytes > mostQueuedBytes) this.#options.onFull();
    this.#wake();
  }

  /** Nothing more comes; with an error, the iteration rejects with it once what came before was taken. */
  end(error?: Error): void {
    this.#end ??= { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const part = this.#parts.shift();
        if (part !== undefined) {
          this.#queuedBytes -= part.length;
          if (this.#queuedBytes === 0) this.#options.onDrained();
          yield part;
        } else if (this.#end === undefined) {
          await new Promise<void>((resolve) => (this.#wake = resolve));
        } else {
          if (this.#end.error !== undefined) throw this.#end.error;
          return;
        }
      }
    } finally {
      if (this.#end === undefined) this.#options.onAbandoned();
    }
  }
}

/**
 * Between a wire that pushes and a reader that pulls. Tells the wire to pause when more than `pauseAbove` messages wait, so that a slow reader
 * slows its peer instead of filling memory.
 */
export class ReceiveBuffer<Message> implements AsyncIterable<Message> {
  readonly #waiting: Message[] = [];
  readonly #pauseAbove: number;
  readonly #pause: () => void;
  readonly #resume: () => void;
  #reader: ((result: IteratorResult<Message, undefined>) => void) | undefined;
  #ended = false;

  constructor({ pauseAbove, pause, resume }: { readonly pauseAbove: number; readonly pause: () => void; readonly resume: () => void }) {
    this.#pauseAbove = pauseAbove;
    this.#pause = pause;
    this.#resume = resume;
  }

  push(message: Message): void {
    if (this.#ended) return;
    const reader = this.#reader;
    if (reader !== undefined) {
      this.#reader = undefined;
      reader({ value: message, done: false });
      return;
    }
    this.#waiting.push(message);
    if (this.#waiting.length > this.#pauseAbove) this.#pause();
  }

  /** No more will come. What waits can still be read when the peer ended in good order, and is dropped otherwise. */
  end({ keepWaiting }: { readonly keepWaiting: boolean }): void {
    this.#ended = true;
    if (!keepWaiting) this.#waiting.length = 0;
    this.#reader?.({ value: undefined, done: true });
    this.#reader = undefined;
  }

  [Symbol.asyncIterator](): AsyncIterator<Message, undefined> {
    return { next: () => this.#next(), return: () => Promise.resolve({ value: undefined, done: true }) };
  }

  #next(): Promise<IteratorResult<Message, undefined>> {
    const message = this.#waiting.shift();
    if (message !== undefined) {
      if (this.#waiting.length === this.#pauseAbove) this.#resume();
      return Promise.resolve({ value: message, done: false });
    }
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }
}

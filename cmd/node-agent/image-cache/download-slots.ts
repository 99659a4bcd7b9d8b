/** Lets a limited number of downloads go on at once; the others wait, first come first served. */
export class DownloadSlots {
  #freeCount: number;
  readonly #waiting: (() => void)[] = [];

  constructor({ count }: { readonly count: number }) {
    this.#freeCount = count;
  }

  /** Runs `work` when a slot is free. One that is no longer wanted by then throws the signal's reason instead. */
  async run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (this.#freeCount > 0) this.#freeCount -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#freeCount += 1;
      else next();
    }
  }
}

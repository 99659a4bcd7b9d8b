/** A limited number of places, given in the order of asking. */
export class UploadSlots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor({ count }: { readonly count: number }) {
    this.#free = count;
  }

  /** Runs `work` once there is a place. Rejects with the signal's reason when that is aborted before. */
  async run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    await this.#take(signal);
    try {
      return await work();
    } finally {
      this.#give();
    }
  }

  async #take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onPlace = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(onPlace), 1);
        reject(signal.reason as Error);
      };
      this.#waiting.push(onPlace);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

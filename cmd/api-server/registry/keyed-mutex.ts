import { TooManyRequestsError } from '#apis/machinery/errors.ts';

/**
 * Lets one at a time work on each key; the others queue in the order in which they came. Who works on several keys takes them in one fixed order,
 * so that nobody waits in a circle.
 */
export class KeyedMutex {
  readonly #maximumWaiting: number;
  /** For each key that is taken: who waits for it. */
  readonly #queues = new Map<string, (() => void)[]>();

  /** `maximumWaiting`: how many may wait for one key. */
  constructor(maximumWaiting: number) {
    this.#maximumWaiting = maximumWaiting;
  }

  /** Runs `work` while holding all `keys`. Throws {@link TooManyRequestsError} without running it when too many wait already. */
  async run<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const ordered = [...new Set(keys)].sort();
    let heldCount = 0;
    try {
      for (const key of ordered) {
        await this.#take(key);
        heldCount += 1;
      }
      return await work();
    } finally {
      for (const key of ordered.slice(0, heldCount)) this.#release(key);
    }
  }

  async #take(key: string): Promise<void> {
    const queue = this.#queues.get(key);
    if (queue === undefined) {
      this.#queues.set(key, []);
      return;
    }
    if (queue.length >= this.#maximumWaiting) {
      throw new TooManyRequestsError(`${queue.length} requests wait for ${key} already`, { details: { retryAfterSeconds: 1 } });
    }
    await new Promise<void>((resolve) => {
      queue.push(resolve);
    });
  }

  #release(key: string): void {
    const next = this.#queues.get(key)?.shift();
    if (next === undefined) this.#queues.delete(key);
    else next();
  }
}

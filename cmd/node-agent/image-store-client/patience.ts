import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import { ImageStoreError } from './image-store-error.ts';

export interface PatienceOptions {
  readonly clock: Clock;
  readonly random: Pick<Random, 'fraction'>;
  readonly signal: AbortSignal;
}

/** So often in a row without any progress. With the delays below that is about five minutes. */
const mostFailures = 20;
/** Being told to come again is no failure; still, nobody waits for ever. About an hour. */
const mostTurns = 1000;
const firstDelayMilliseconds = 250;
const longestDelayMilliseconds = 20_000;

/** How often something is tried again, and how long is waited before. */
export class Patience {
  readonly #options: PatienceOptions;
  #failures = 0;
  #turns = 0;

  constructor(options: PatienceOptions) {
    this.#options = options;
  }

  /** Something was achieved: patience is as at the beginning. */
  renew(): void {
    this.#failures = 0;
    this.#turns = 0;
  }

  /** Waits before the next try. Throws `error` when that makes no sense, or was done often enough, and the signal's reason. */
  async wait(error: unknown): Promise<void> {
    const { clock, random, signal } = this.#options;
    signal.throwIfAborted();
    if (!(error instanceof ImageStoreError) || !error.isPassing) throw error;
    if (error.reason === 'Busy') this.#turns += 1;
    else this.#failures += 1;
    if (this.#failures > mostFailures || this.#turns > mostTurns) throw error;
    const backoff = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** Math.max(0, this.#failures - 1));
    const delayMilliseconds = error.retryAfterSeconds === undefined ? backoff : error.retryAfterSeconds * 1000;
    await clock.sleep(delayMilliseconds * (0.75 + random.fraction() / 2), { signal });
  }

  /** Does `work` until it succeeds, as long as that makes sense. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        await this.wait(error);
      }
    }
  }
}

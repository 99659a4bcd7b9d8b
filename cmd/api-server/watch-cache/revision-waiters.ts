import type { Clock, Timer } from '#apis/machinery/clock.ts';

/** Those who wait for the cache to reach a revision. */
export class RevisionWaiters {
  readonly #clock: Clock;
  readonly #askForProgress: () => void;
  readonly #waiting = new Set<Waiter>();
  #nudge: Timer | undefined;

  /** `askForProgress` is called while somebody waits, since the store says nothing by itself of revisions that change nothing here. */
  constructor(options: { readonly clock: Clock; readonly askForProgress: () => void }) {
    this.#clock = options.clock;
    this.#askForProgress = options.askForProgress;
  }

  get count(): number {
    return this.#waiting.size;
  }

  /** True as soon as {@link reached} has been called with `revision` or above; false after `timeoutMilliseconds`, or on abort. */
  wait(revision: number, timeoutMilliseconds: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isReached: boolean): void => {
        timer.cancel();
        signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(waiter);
        resolve(isReached);
      };
      const onAbort = (): void => settle(false);
      const waiter: Waiter = { revision, settle };
      const timer = this.#clock.setTimer(() => settle(false), timeoutMilliseconds);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(waiter);
      if (this.#nudge === undefined) this.#keepAsking();
    });
  }

  reached(revision: number): void {
    for (const waiter of this.#waiting) if (waiter.revision <= revision) waiter.settle(true);
    if (this.#waiting.size === 0) this.#stopAsking();
  }

  /** Nobody will reach anything any more. */
  giveUp(): void {
    for (const waiter of this.#waiting) waiter.settle(false);
    this.#stopAsking();
  }

  #keepAsking(): void {
    this.#askForProgress();
    this.#nudge = this.#clock.setTimer(() => {
      this.#nudge = undefined;
      if (this.#waiting.size > 0) this.#keepAsking();
    }, progressIntervalMilliseconds);
  }

  #stopAsking(): void {
    this.#nudge?.cancel();
    this.#nudge = undefined;
  }
}

interface Waiter {
  readonly revision: number;
  readonly settle: (isReached: boolean) => void;
}

const progressIntervalMilliseconds = 50;

import type { Clock } from '#apis/machinery/clock.ts';

/** A state that lasts no longer than this is not written: the next one is. */
const patienceMilliseconds = 2_000;
/** And while it lasts, as during a download, news of it is written so often at most. */
const intervalMilliseconds = 5_000;

/**
 * Decides when a passing state is worth a write, so that a server that comes up at once costs one. Forgetting
 * everything, as in a restart, does no harm but to delay such a write.
 */
export class StatusPacing {
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  /** Keys with a passing state that is not written yet: since when it waits. One entry a server at most. */
  readonly #waiting = new Map<string, number>();
  readonly #writtenAt = new Map<string, number>();

  constructor(clock: Pick<Clock, 'monotonicMilliseconds'>) {
    this.#clock = clock;
  }

  /** How long to wait before writing a passing state of `key` that differs from what is written; 0: write it now. */
  delayMilliseconds(key: string): number {
    const now = this.#clock.monotonicMilliseconds();
    const since = this.#waiting.get(key) ?? now;
    this.#waiting.set(key, since);
    const lastWrite = this.#writtenAt.get(key) ?? Number.NEGATIVE_INFINITY;
    return Math.max(0, since + patienceMilliseconds - now, lastWrite + intervalMilliseconds - now);
  }

  /** A passing state of `key` has been written. */
  written(key: string): void {
    this.#waiting.delete(key);
    this.#writtenAt.set(key, this.#clock.monotonicMilliseconds());
  }

  /** `key` is as it was written: whatever comes next begins to wait then. */
  upToDate(key: string): void {
    this.#waiting.delete(key);
  }

  /** `key` has settled, or is gone. */
  forget(key: string): void {
    this.#waiting.delete(key);
    this.#writtenAt.delete(key);
  }
}

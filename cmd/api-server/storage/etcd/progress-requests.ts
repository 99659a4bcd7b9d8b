import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Revision } from '../storage.ts';
import type { EtcdWatch } from './etcd-watch.ts';

export interface ProgressRequestsOptions {
  readonly watches: ReadonlySet<Pick<EtcdWatch, 'position' | 'isConnected' | 'bringTo'>>;
  readonly currentRevision: () => Promise<Revision>;
  /** Writes a key that all watches see and none delivers. */
  readonly writeFence: () => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Brings watches to the newest revision on request. Every write of ours is seen by every watch, so a watch is behind only for a moment, unless
 * somebody else has written to the store. Then a write of our own follows, and when a watch sees that, it has seen everything before it. (etcd can
 * be asked for progress itself, but before 3.4.25 and 3.5.8 its answer could overtake events.)
 */
export class ProgressRequests {
  readonly #options: ProgressRequestsOptions;
  #isRunning = false;
  #isAskedAgain = false;
  #fencedAtMilliseconds = -Infinity;

  constructor(options: ProgressRequestsOptions) {
    this.#options = options;
  }

  /** Any number of calls during one round make one more round. */
  request(): void {
    this.#isAskedAgain = true;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      try {
        await this.#bringAllToNewest();
      } catch (error) {
        this.#options.logger.debug({ error }, 'watches could not be brought to the newest revision');
      }
    }
    this.#isRunning = false;
  }

  async #bringAllToNewest(): Promise<void> {
    const { watches, clock, currentRevision, writeFence } = this.#options;
    if (watches.size === 0) return;
    const revision = await currentRevision();
    for (const watch of watches) watch.bringTo(revision);
    const positions = this.#behind(revision);
    if (positions.size === 0) return;
    await clock.sleep(patienceMilliseconds);
    const isStuck = [...this.#behind(revision)].some(([watch, position]) => positions.get(watch) === position);
    const now = clock.monotonicMilliseconds();
    if (!isStuck || now - this.#fencedAtMilliseconds < fenceIntervalMilliseconds) return;
    this.#fencedAtMilliseconds = now;
    await writeFence();
  }

  #behind(revision: Revision): Map<object, Revision> {
    const behind = [...this.#options.watches].filter(({ isConnected, position }) => isConnected && position < revision);
    return new Map(behind.map((watch) => [watch, watch.position]));
  }
}

/** So long may events be under way. */
const patienceMilliseconds = 100;
const fenceIntervalMilliseconds = 1_000;

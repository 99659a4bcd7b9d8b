import type { Clock } from '#apis/machinery/clock.ts';
import type {
  RangeRequest,
  RangeResult,
  Revision,
  Storage,
  StorageUsage,
  Transaction,
  TransactionResult,
  WatchBatch,
  WatchRequest,
} from '#cmd/api-server/storage/storage.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';
import type { NetworkWeather } from './simulated-network.ts';

export interface SlowStorageOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly weather: NetworkWeather;
}

/** The store as one api-server sees it: every word of it travels, so its cache lags behind what others have committed. */
export class SlowStorage implements Storage {
  readonly #options: SlowStorageOptions;
  /** How much later than everybody else this api-server hears of what was committed. */
  lagMilliseconds = 0;

  constructor(options: SlowStorageOptions) {
    this.#options = options;
  }

  async range(request: RangeRequest): Promise<RangeResult> {
    await this.#travel();
    return this.#options.storage.range(request);
  }

  async transact(transaction: Transaction): Promise<TransactionResult> {
    await this.#travel();
    const result = await this.#options.storage.transact(transaction);
    await this.#travel();
    return result;
  }

  async currentRevision(): Promise<Revision> {
    await this.#travel();
    return this.#options.storage.currentRevision();
  }

  async *watch(request: WatchRequest): AsyncGenerator<WatchBatch, void, undefined> {
    for await (const batch of this.#options.storage.watch(request)) {
      await this.#travel();
      if (this.lagMilliseconds > 0) await this.#options.clock.sleep(this.lagMilliseconds);
      yield batch;
    }
  }

  requestProgress(): void {
    this.#options.storage.requestProgress();
  }

  compact(revision: Revision): Promise<void> {
    return this.#options.storage.compact(revision);
  }

  usage(): Promise<StorageUsage> {
    return this.#options.storage.usage();
  }

  async close(): Promise<void> {}

  #travel(): Promise<void> {
    const { clock, random, weather } = this.#options;
    return clock.sleep(random.integer(Math.ceil(weather.mostDelayMilliseconds / 4) + 1));
  }
}

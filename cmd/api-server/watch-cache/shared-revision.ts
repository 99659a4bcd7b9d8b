import type { Storage } from '../storage/storage.ts';
import { storageReadFault } from './storage-fault.ts';

/**
 * One linearizable read of the newest revision for all requests of a moment. A read counts for a request only if it began after the request came:
 * who comes while one is under way shares the next.
 */
export class SharedRevision {
  readonly #storage: Pick<Storage, 'currentRevision'>;
  #running: Promise<number> | undefined;
  #next: Promise<number> | undefined;
  #readCount = 0;

  constructor(storage: Pick<Storage, 'currentRevision'>) {
    this.#storage = storage;
  }

  /** How many reads have reached the storage. */
  get readCount(): number {
    return this.#readCount;
  }

  /** A revision at or above everything that was acknowledged before this call. */
  newest(): Promise<number> {
    if (this.#running === undefined) return this.#read();
    this.#next ??= this.#afterRunning(this.#running);
    return this.#next;
  }

  async #afterRunning(running: Promise<number>): Promise<number> {
    // Whether the one before failed does not matter to those who wait for the next.
    await running.catch(() => undefined);
    this.#next = undefined;
    return this.#running === undefined ? this.#read() : this.newest();
  }

  #read(): Promise<number> {
    this.#readCount += 1;
    const running = this.#storage
      .currentRevision()
      .catch((error: unknown) => {
        throw storageReadFault(error);
      })
      .finally(() => {
        if (this.#running === running) this.#running = undefined;
      });
    this.#running = running;
    return running;
  }
}

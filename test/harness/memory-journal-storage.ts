import type { JournalStorage } from '#cmd/node-agent/journal/journal-storage.ts';
import type { Clock } from '#apis/machinery/clock.ts';

export interface MemoryJournalStorageOptions {
  readonly clock: Clock;
  /** How long a write takes to be durable. Default: no time. */
  readonly syncMilliseconds?: () => number;
  /** `Lying`: a write counts as durable before it is, as on a disk that ignores flushes. Shows what a missing fsync leads to. */
  readonly syncs?: 'Honest' | 'Lying';
}

/** A journal's disk in memory, with what a power cut does to it: what was not synced is gone, or is there in part. */
export class MemoryJournalStorage implements JournalStorage {
  readonly #clock: Clock;
  readonly #syncMilliseconds: () => number;
  readonly #syncs: 'Honest' | 'Lying';
  #durable: Uint8Array = new Uint8Array();
  #written: Uint8Array = new Uint8Array();
  #failures = 0;
  #powerCuts = 0;

  constructor({ clock, syncMilliseconds, syncs }: MemoryJournalStorageOptions) {
    this.#clock = clock;
    this.#syncMilliseconds = syncMilliseconds ?? (() => 0);
    this.#syncs = syncs ?? 'Honest';
  }

  /** The next so many writes fail half way, as on a full disk. */
  failNext(count: number): void {
    this.#failures = count;
  }

  /** The power goes: of what was not synced, `keptBytes` made it to the disk. */
  powerCut({ keptBytes = 0 }: { readonly keptBytes?: number } = {}): void {
    this.#powerCuts += 1;
    const isAppended = this.#written.byteLength > this.#durable.byteLength;
    this.#durable = isAppended ? this.#written.slice(0, this.#durable.byteLength + keptBytes) : this.#durable;
    this.#written = this.#durable;
  }

  /** What is on the disk. */
  bytes(): Uint8Array {
    return this.#written;
  }

  read(): Promise<Uint8Array> {
    return Promise.resolve(this.#written);
  }

  async append(bytes: Uint8Array): Promise<void> {
    if (this.#failures > 0) {
      this.#failures -= 1;
      this.#written = Buffer.concat([this.#written, bytes.subarray(0, Math.floor(bytes.byteLength / 2))]);
      throw new Error('no space left on the device');
    }
    this.#written = Buffer.concat([this.#written, bytes]);
    await this.#sync(this.#written);
  }

  async replace(bytes: Uint8Array): Promise<void> {
    if (this.#failures > 0) {
      this.#failures -= 1;
      throw new Error('no space left on the device');
    }
    await this.#sync(bytes);
    this.#written = bytes;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #sync(bytes: Uint8Array): Promise<void> {
    const powerCuts = this.#powerCuts;
    const synced = this.#clock.sleep(this.#syncMilliseconds()).then(() => {
      if (this.#powerCuts === powerCuts) this.#durable = bytes;
    });
    if (this.#syncs === 'Honest') await synced;
  }
}

import type { Revision, Storage, StorageEvent, WatchBatch } from '#cmd/api-server/storage/storage.ts';
import { eventually } from '#test/harness/eventually.ts';

/** Reads a watch in the background and keeps what it gave. */
export class WatchRecording {
  readonly batches: WatchBatch[] = [];
  /** Resolves when the watch has ended, with what it ended in; undefined: quietly. */
  readonly ended: Promise<unknown>;
  readonly #stop = new AbortController();

  constructor(storage: Storage, request: { readonly start: string; readonly end: string; readonly afterRevision: Revision }) {
    this.ended = this.#read(storage.watch({ ...request, signal: this.#stop.signal }));
  }

  get events(): readonly StorageEvent[] {
    return this.batches.flatMap(({ events }) => events);
  }

  /** Revision of the last batch. */
  get revision(): Revision {
    return this.batches.at(-1)?.revision ?? 0;
  }

  async reached(revision: Revision): Promise<void> {
    await Promise.race([eventually(() => this.#check(revision)), this.#failed()]);
  }

  async stop(): Promise<unknown> {
    this.#stop.abort();
    return this.ended;
  }

  async #read(watch: AsyncIterable<WatchBatch>): Promise<unknown> {
    try {
      for await (const batch of watch) this.batches.push(batch);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  #check(revision: Revision): void {
    if (this.revision < revision) throw new Error(`the watch has come to ${this.revision} and not to ${revision}`);
  }

  async #failed(): Promise<void> {
    throw new Error('the watch has ended', { cause: await this.ended });
  }
}

/** Revision of an event. */
export function revisionOf(event: StorageEvent): Revision {
  return event.kind === 'Put' ? event.item.modRevision : event.modRevision;
}

/** Key of an event. */
export function keyOf(event: StorageEvent): string {
  return event.kind === 'Put' ? event.item.key : event.key;
}

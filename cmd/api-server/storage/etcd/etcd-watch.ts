import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { EtcdChannel } from '#proto/etcd/etcd-channel.ts';
import type { etcd } from '#proto/generated/etcd.js';
import { byteOrdered } from '../byte-order.ts';
import { CompactedError, FutureRevisionError, type Revision, type StorageEvent, type WatchBatch } from '../storage.ts';
import { visibleRange } from '../visible-range.ts';
import { RevisionAssembler } from './revision-assembler.ts';
import { WatchStream, type StreamPatience } from './watch-stream.ts';

export interface EtcdWatchOptions {
  readonly channel: Pick<EtcdChannel, 'openWatch'>;
  readonly currentRevision: () => Promise<Revision>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly patience: StreamPatience;
  readonly start: string;
  readonly end: string;
  readonly afterRevision: Revision;
  readonly signal: AbortSignal;
}

/**
 * A watch that outlives its connections. Whatever range it is of, it follows all keys of the store and leaves out what is not in the range: that
 * way it sees every revision go by, and knows how far it is without asking.
 */
export class EtcdWatch {
  readonly #options: EtcdWatchOptions;
  readonly #start: string;
  readonly #end: string;
  #position: Revision;
  #wantedRevision: Revision | undefined;
  #stream: WatchStream | undefined;
  #isInterrupted = false;
  #reconnectDelayMilliseconds = firstReconnectDelayMilliseconds;

  constructor(options: EtcdWatchOptions) {
    const { start, end } = visibleRange(options);
    this.#options = options;
    this.#start = byteOrdered(start);
    this.#end = byteOrdered(end);
    this.#position = options.afterRevision;
  }

  /** Every event up to here has been seen. */
  get position(): Revision {
    return this.#position;
  }

  get isConnected(): boolean {
    return this.#stream !== undefined;
  }

  /** Asks for a batch as soon as the watch has come to `revision`, even if it holds no events. */
  bringTo(revision: Revision): void {
    this.#wantedRevision = Math.max(this.#wantedRevision ?? 0, revision);
    this.#stream?.wake();
  }

  /** As {@link Storage.watch}. To be called once. */
  async *batches(): AsyncGenerator<WatchBatch, void, undefined> {
    const { signal, clock } = this.#options;
    const wake = (): void => this.#stream?.wake();
    signal.addEventListener('abort', wake, { once: true });
    try {
      while (!signal.aborted) {
        try {
          yield* this.#follow();
        } catch (error) {
          if (signal.aborted) return;
          if (error instanceof CompactedError || error instanceof FutureRevisionError) throw error;
          this.#tellInterruption(error);
        }
        if (!signal.aborted) await clock.sleep(this.#nextDelayMilliseconds(), { signal }).catch(() => undefined);
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  /** One connection's worth of batches. */
  async *#follow(): AsyncGenerator<WatchBatch, void, undefined> {
    const { signal } = this.#options;
    const stream = await this.#open();
    if (stream === undefined) return;
    const assembler = new RevisionAssembler(this.#position);
    this.#stream = stream;
    try {
      while (!signal.aborted) {
        const response = await stream.next();
        const events = response === undefined ? [] : await this.#take(response, assembler);
        const isWanted = this.#wantedRevision !== undefined && this.#position >= this.#wantedRevision;
        if (isWanted) this.#wantedRevision = undefined;
        if (events.length > 0 || isWanted) yield { events, revision: this.#position };
      }
    } finally {
      this.#stream = undefined;
      stream.close();
    }
  }

  /** Undefined on abort, which waits for nobody. */
  async #open(): Promise<WatchStream | undefined> {
    const { channel, clock, patience, signal } = this.#options;
    // From the position and not from behind it: etcd then reports a compaction of anything after the position, which it otherwise would not if
    // only the revision right behind it were gone. The assembler drops what comes twice.
    const opening = WatchStream.open({ channel, clock, patience, fromRevision: this.#position });
    const aborted = Promise.withResolvers<undefined>();
    const onAbort = (): void => {
      aborted.resolve(undefined);
      void opening.then((stream) => stream.close()).catch(() => undefined);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([opening, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #take(response: etcd.WatchResponse, assembler: RevisionAssembler): Promise<readonly StorageEvent[]> {
    if (response.canceled) {
      const compactRevision = response.compactRevision ?? 0;
      if (compactRevision > 0) throw new CompactedError(this.#position, compactRevision);
      throw new Error(`etcd ended the watch: ${response.cancelReason === '' ? 'it gave no reason' : response.cancelReason}`);
    }
    if (response.created) await this.#checkBegin(response);
    const batch = assembler.take(response);
    this.#position = batch.revision;
    return batch.events.filter((event) => this.#holds(event));
  }

  /** A store that was put back to an earlier state would leave the watch waiting in silence until it has caught up with the lost future. */
  async #checkBegin({ header }: etcd.WatchResponse): Promise<void> {
    this.#reconnectDelayMilliseconds = firstReconnectDelayMilliseconds;
    if (this.#isInterrupted) this.#options.logger.info({ revision: this.#position }, 'watch of etcd goes on');
    this.#isInterrupted = false;
    if ((header?.revision ?? 0) >= this.#position) return;
    // This member may merely lag behind the others.
    if ((await this.#options.currentRevision()) < this.#position) throw new FutureRevisionError(this.#position);
  }

  /** Aloud once for each outage. */
  #tellInterruption(error: unknown): void {
    const { logger } = this.#options;
    const fields = { error, revision: this.#position };
    if (this.#isInterrupted) logger.debug(fields, 'watch of etcd is still interrupted');
    else logger.warn(fields, 'watch of etcd was interrupted and will go on from here');
    this.#isInterrupted = true;
  }

  #nextDelayMilliseconds(): number {
    const delayMilliseconds = this.#reconnectDelayMilliseconds * (0.5 + this.#options.random.fraction() / 2);
    this.#reconnectDelayMilliseconds = Math.min(this.#reconnectDelayMilliseconds * 2, longestReconnectDelayMilliseconds);
    return delayMilliseconds;
  }

  #holds(event: StorageEvent): boolean {
    const key = byteOrdered(event.kind === 'Put' ? event.item.key : event.key);
    return key >= this.#start && key < this.#end;
  }
}

const firstReconnectDelayMilliseconds = 100;
const longestReconnectDelayMilliseconds = 5_000;

import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { ownKeyPrefix, StorageFullError, type Revision, type Storage } from './storage.ts';

export interface CompactorOptions {
  readonly storage: Pick<Storage, 'transact' | 'currentRevision' | 'compact'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly random: Pick<Random, 'fraction'>;
  readonly logger: Logger;
  /** How much of the past is kept at least. Up to a little more than twice as much is. */
  readonly historySeconds: number;
  /** Called after each compaction that this process has made. */
  readonly afterCompaction?: () => Promise<void>;
}

/**
 * Has the storage forget its distant past. Any number of api-servers may run one each: whoever is first to write a certain key in a round is the
 * one that compacts, so nobody needs to be elected. (Should two of them do it, that is harmless.)
 */
export class Compactor {
  readonly #options: CompactorOptions;
  /** Revision of the key as this process knows it. */
  #turn: Revision = 0;
  /** The newest revision at the last round: one round later it is old enough to be the end of the past. */
  #revisionOfLastRound: Revision = 0;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  /** Runs until `signal` is aborted. */
  async run({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    const { clock, random, logger, historySeconds } = this.#options;
    while (!signal.aborted) {
      try {
        await this.#round();
      } catch (error) {
        logger.warn({ error }, 'storage could not be compacted this time');
      }
      await clock.sleep(historySeconds * 1000 * (1 + random.fraction() / 10), { signal }).catch(() => undefined);
    }
  }

  async #round(): Promise<void> {
    const past = this.#revisionOfLastRound;
    const isOurs = await this.#takeTurn();
    if (!isOurs || past === 0) return;
    await this.#options.storage.compact(past);
    this.#options.logger.debug({ revision: past }, 'storage compacted');
    await this.#options.afterCompaction?.();
  }

  /** Whether it is this process that compacts in this round. */
  async #takeTurn(): Promise<boolean> {
    try {
      const result = await this.#options.storage.transact({
        compare: [{ key: turnKey, modRevision: this.#turn }],
        operations: [{ kind: 'Put', key: turnKey, value: Buffer.alloc(0) }],
      });
      this.#turn = result.succeeded ? result.revision : (result.current[0]?.modRevision ?? 0);
      this.#revisionOfLastRound = result.revision;
      return result.succeeded;
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error;
      // Nobody can take turns then, and a compaction is needed more than ever.
      this.#revisionOfLastRound = await this.#options.storage.currentRevision();
      return true;
    }
  }
}

const turnKey = `${ownKeyPrefix}compaction`;

import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';

/** How long what was done to servers stays on record, unless the operator says otherwise: 90 days. */
export const defaultActionRetentionSeconds = 90 * 86_400;

/** What tells of something that was done: a ServerAction, a Migration. */
export interface RecordObject extends ApiObject {
  /** `finishedAt`: RFC 3339; absent as long as it is not over. */
  readonly status?: { readonly finishedAt?: string };
}

export interface RecordRetentionOptions<Object extends RecordObject> {
  readonly records: Informer<Object>;
  readonly client: ResourceClient<Object>;
  /** 0: for ever. */
  readonly retentionSeconds: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** Deletes records of what ended long ago. They are kept beyond their server, so nothing else does. */
export class RecordRetention<Object extends RecordObject> implements Reconciler {
  readonly #options: RecordRetentionOptions<Object>;

  constructor(options: RecordRetentionOptions<Object>) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { records, client, retentionSeconds, clock, logger } = this.#options;
    const record = records.get(key);
    if (record === undefined || record.metadata.deletionTimestamp !== undefined || retentionSeconds === 0) return {};
    const finishedAt = record.status?.finishedAt;
    if (finishedAt === undefined) return {};
    const leftSeconds = retentionSeconds - (clock.now().getTime() - Date.parse(finishedAt)) / 1000;
    // What is far away is found by going over all records now and then, without a timer for each.
    if (leftSeconds > 0) return leftSeconds < soonSeconds ? { requeueAfterSeconds: leftSeconds } : {};
    try {
      await client.delete(key, { uid: record.metadata.uid });
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    logger.info({ kind: record.kind, record: formatKey(key), finishedAt }, 'record deleted: its retention is over');
    return {};
  }
}

/** Longer than the time from one look at all records to the next. */
const soonSeconds = 1_200;

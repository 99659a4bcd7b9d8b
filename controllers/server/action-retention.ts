import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';

/** How long what was done to servers stays on record, unless the operator says otherwise: 90 days. */
export const defaultActionRetentionSeconds = 90 * 86_400;

export interface ActionRetentionOptions {
  readonly actions: Informer<ServerAction>;
  readonly client: ResourceClient<ServerAction>;
  /** 0: for ever. */
  readonly retentionSeconds: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** Deletes actions that ended long ago. They are kept beyond their server, so nothing else does. */
export class ActionRetention implements Reconciler {
  readonly #options: ActionRetentionOptions;

  constructor(options: ActionRetentionOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { actions, client, retentionSeconds, clock, logger } = this.#options;
    const action = actions.get(key);
    if (action === undefined || action.metadata.deletionTimestamp !== undefined || retentionSeconds === 0) return {};
    const { phase, finishedAt } = action.status ?? {};
    if ((phase !== 'Succeeded' && phase !== 'Failed') || finishedAt === undefined) return {};
    const leftSeconds = retentionSeconds - (clock.now().getTime() - Date.parse(finishedAt)) / 1000;
    // What is far away is found by going over all actions now and then, without a timer for each.
    if (leftSeconds > 0) return leftSeconds < soonSeconds ? { requeueAfterSeconds: leftSeconds } : {};
    try {
      await client.delete(key, { uid: action.metadata.uid });
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    logger.info({ action: formatKey(key), server: action.spec.server, finishedAt }, 'action deleted: its retention is over');
    return {};
  }
}

/** Longer than the time from one look at all actions to the next. */
const soonSeconds = 1_200;

import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusOf, StatusWriter } from '../runtime/status-writer.ts';

export interface ReportOptions<Object extends ApiObject> {
  readonly find: (key: ObjectKey) => Object | undefined;
  /** What is to be reported on it now. */
  readonly statusOf: (object: Object) => StatusOf<Object>;
  readonly statuses: StatusWriter<Object>;
  readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
}

/** Things come in bursts, and reports are for people: one is written at most so often. */
const quietSeconds = 2;

/** Writes reports on the objects of one kind, not too often. */
export class ReportReconciler<Object extends ApiObject> implements Reconciler {
  readonly #options: ReportOptions<Object>;
  /** When each was written last; as many as there are objects. */
  readonly #writtenAtMilliseconds = new Map<string, number>();

  constructor(options: ReportOptions<Object>) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { find, statusOf, statuses, clock } = this.#options;
    const text = formatKey(key);
    const object = find(key);
    if (object === undefined) {
      this.#writtenAtMilliseconds.delete(text);
      return {};
    }
    const now = clock.monotonicMilliseconds();
    const waitSeconds = quietSeconds - (now - (this.#writtenAtMilliseconds.get(text) ?? Number.NEGATIVE_INFINITY)) / 1000;
    if (waitSeconds > 0) return { requeueAfterSeconds: waitSeconds };
    try {
      if ((await statuses.write(object, statusOf(object))) === 'Written') this.#writtenAtMilliseconds.set(text, now);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    return {};
  }
}

import type { Quota } from '#apis/compute/quota.ts';
import type { ServerGroup } from '#apis/compute/server-group.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusOf, StatusWriter } from '../runtime/status-writer.ts';
import type { Observer } from './observe.ts';
import { quotaStatus, serverGroupStatus } from './plan.ts';

/** Things come in bursts, and reports are for people: one is written at most so often. */
const quietSeconds = 2;

/** Writes reports, not too often. */
class Reporter<Object extends ApiObject> {
  readonly #statuses: StatusWriter<Object>;
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  /** When each was written last; as many as there are objects. */
  readonly #writtenAtMilliseconds = new Map<string, number>();

  constructor(options: { readonly statuses: StatusWriter<Object>; readonly clock: Pick<Clock, 'monotonicMilliseconds'> }) {
    this.#statuses = options.statuses;
    this.#clock = options.clock;
  }

  forget(key: ObjectKey): Result {
    this.#writtenAtMilliseconds.delete(formatKey(key));
    return {};
  }

  async report(key: ObjectKey, object: Object, status: () => StatusOf<Object>): Promise<Result> {
    const text = formatKey(key);
    const now = this.#clock.monotonicMilliseconds();
    const waitSeconds = quietSeconds - (now - (this.#writtenAtMilliseconds.get(text) ?? Number.NEGATIVE_INFINITY)) / 1000;
    if (waitSeconds > 0) return { requeueAfterSeconds: waitSeconds };
    try {
      if ((await this.#statuses.write(object, status())) === 'Written') this.#writtenAtMilliseconds.set(text, now);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    return {};
  }
}

interface ReportOptions<Object extends ApiObject> {
  readonly observer: Observer;
  readonly statuses: StatusWriter<Object>;
  readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
}

/** Says on a Quota what is in use. */
export class QuotaReconciler implements Reconciler {
  readonly #observer: Observer;
  readonly #reporter: Reporter<Quota>;

  constructor(options: ReportOptions<Quota>) {
    this.#observer = options.observer;
    this.#reporter = new Reporter(options);
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const quota = this.#observer.quota(key);
    if (quota === undefined) return this.#reporter.forget(key);
    return await this.#reporter.report(key, quota, () => quotaStatus(quota, this.#observer.countedIn(key.namespace ?? '')));
  }
}

/** Says on a ServerGroup who belongs to it. */
export class ServerGroupReconciler implements Reconciler {
  readonly #observer: Observer;
  readonly #reporter: Reporter<ServerGroup>;

  constructor(options: ReportOptions<ServerGroup>) {
    this.#observer = options.observer;
    this.#reporter = new Reporter(options);
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const group = this.#observer.serverGroup(key);
    if (group === undefined) return this.#reporter.forget(key);
    return await this.#reporter.report(key, group, () => serverGroupStatus(group, this.#observer.membersOf(key)));
  }
}

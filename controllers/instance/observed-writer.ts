import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { HostSession, ResourceClient } from '#apis/client/resource-client.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { BadRequestError, ConflictError, ForbiddenError, InvalidError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { InvalidReportError } from './host-status.ts';
import { isStaleSession } from './stale-session.ts';
import type { WriteSlots } from './write-slots.ts';

/** What an agent says of one object of its host. */
export interface Report {
  readonly uid: string;
  /** The generation that was acted on. */
  readonly generation: number;
  /** Its status as JSON. */
  readonly statusJSON: Uint8Array;
}

/** The objects of one kind that agents report on. */
export interface ReportSubject<Object extends ApiObject> {
  readonly client: ResourceClient<Object>;
  readonly informer: Informer<Object>;
  /** Index of the informer by uid. */
  readonly byUID: ObjectIndex<Object>;
  /** Goes when nothing of the object is left on its host. */
  readonly finalizer: string;
  /** Whether the agent says that nothing is left of what was to be destroyed. Throws {@link InvalidReportError}. */
  isDestroyed(object: Object, report: Report): boolean;
  /** The object's status with what the agent reports. Throws {@link InvalidReportError}. */
  statusOf(object: Object, report: Report): object;
}

/** An object that is kept on a host. */
type HostObject = ApiObject & { readonly spec: { readonly host: { readonly uid: string } }; readonly status?: object };

export interface ObservedWriterOptions<Object extends HostObject> {
  readonly subject: ReportSubject<Object>;
  readonly hostSession: HostSession;
  readonly hostUID: string;
  readonly slots: WriteSlots;
  readonly metrics: Pick<GatewayMetrics, 'report'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once, when a write was refused because somebody else speaks for the host. */
  readonly onLost: () => void;
}

/**
 * Writes what an agent reports of the objects of its host, of one kind. Of each the newest report counts and one write is under way at a time; what changes nothing is
 * not written. Each write proves that this session still speaks for the host.
 */
export class ObservedWriter<Object extends HostObject> {
  readonly #options: ObservedWriterOptions<Object>;
  readonly #pending = new Map<string, Report>();
  readonly #writing = new Set<string>();
  readonly #delayed = new Map<string, Timer>();
  /** Tries in a row that failed. */
  readonly #failures = new Map<string, number>();
  #pendingBytes = 0;
  #closed = false;

  constructor(options: ObservedWriterOptions<Object>) {
    this.#options = options;
  }

  /** Takes a report in. False when there are too many of objects that nobody knows: the session has to end. */
  put(report: Report): boolean {
    this.#forget(report.uid);
    this.#pendingBytes += report.statusJSON.byteLength;
    if (this.#pending.size >= maximumPending || this.#pendingBytes > maximumPendingBytes) return false;
    this.#pending.set(report.uid, report);
    this.poke(report.uid);
    return true;
  }

  /** The object may have come into the cache, or changed there. */
  poke(uid: string): void {
    if (this.#closed || this.#writing.has(uid) || this.#delayed.has(uid) || !this.#pending.has(uid)) return;
    if (this.#find(uid) === undefined) return;
    this.#writing.add(uid);
    void this.#options.slots.use(() => this.#writeNewest(uid));
  }

  /** Writes nothing more. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#delayed.values()) timer.cancel();
    this.#pending.clear();
  }

  #find(uid: string): Object | undefined {
    const [object] = this.#options.subject.byUID.get(uid);
    return object?.spec.host.uid === this.#options.hostUID ? object : undefined;
  }

  async #writeNewest(uid: string): Promise<void> {
    const report = this.#pending.get(uid);
    const object = this.#find(uid);
    try {
      if (report !== undefined && object !== undefined && !this.#closed) {
        this.#options.metrics.report(await this.#write(object, report));
      }
      this.#done(uid, report);
    } catch (error) {
      this.#failed(uid, report, error);
    } finally {
      this.#writing.delete(uid);
      this.poke(uid);
    }
  }

  async #write(object: Object, report: Report): Promise<'Written' | 'Unchanged'> {
    const { subject, hostSession } = this.#options;
    const key = keyOf(object);
    const { resourceVersion, finalizers = [] } = object.metadata;
    if (subject.isDestroyed(object, report)) {
      const left = finalizers.filter((finalizer) => finalizer !== subject.finalizer);
      if (left.length === finalizers.length) return 'Unchanged';
      await subject.client.patch(key, { metadata: { finalizers: left } }, { resourceVersion, hostSession });
      return 'Written';
    }
    const patch = mergePatchBetween(object.status ?? {}, subject.statusOf(object, report));
    if (patch === undefined) return 'Unchanged';
    subject.informer.absorb(await subject.client.patchStatus(key, { status: patch }, { resourceVersion, hostSession }));
    return 'Written';
  }

  #done(uid: string, report: Report | undefined): void {
    if (this.#pending.get(uid) === report) this.#forget(uid);
    this.#failures.delete(uid);
  }

  #forget(uid: string): void {
    this.#pendingBytes -= this.#pending.get(uid)?.statusJSON.byteLength ?? 0;
    this.#pending.delete(uid);
  }

  #failed(uid: string, report: Report | undefined, error: unknown): void {
    if (this.#closed) return;
    if (isStaleSession(error)) {
      this.close();
      this.#options.onLost();
      return;
    }
    if (error instanceof NotFoundError) return this.#done(uid, report);
    if (
      error instanceof InvalidReportError ||
      error instanceof InvalidError ||
      error instanceof BadRequestError ||
      error instanceof ForbiddenError
    ) {
      this.#options.logger.error({ error, uid }, 'a report of an agent was refused and is dropped');
      this.#options.metrics.report('Refused');
      return this.#done(uid, report);
    }
    this.#retryLater(uid, error);
  }

  #retryLater(uid: string, error: unknown): void {
    const { clock, logger, metrics } = this.#options;
    metrics.report('Retried');
    const failures = (this.#failures.get(uid) ?? 0) + 1;
    this.#failures.set(uid, failures);
    const isOrdinary = error instanceof ConflictError;
    if (!isOrdinary) logger.warn({ error, uid, failures }, 'a report of an agent could not be written and is tried again');
    // A conflict means that the cache is behind by a moment.
    const { firstMilliseconds, mostMilliseconds } = isOrdinary ? conflictDelay : failureDelay;
    const delayMilliseconds = Math.min(mostMilliseconds, firstMilliseconds * 2 ** Math.min(failures - 1, 10));
    const timer = clock.setTimer(() => {
      this.#delayed.delete(uid);
      this.poke(uid);
    }, delayMilliseconds);
    this.#delayed.set(uid, timer);
  }
}

const conflictDelay = { firstMilliseconds: 20, mostMilliseconds: 1_000 };
const failureDelay = { firstMilliseconds: 500, mostMilliseconds: 30_000 };

/** Reports that wait for their write, or for their object to come into the cache. */
const maximumPending = 20_000;
const maximumPendingBytes = 64 * 1024 * 1024;

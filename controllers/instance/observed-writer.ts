import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { HostSession, ResourceClient } from '#apis/client/resource-client.ts';
import { instanceFinalizer, type Instance } from '#apis/infrastructure/instance.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { BadRequestError, ConflictError, ForbiddenError, InvalidError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { Observed } from '#proto/transport/agent-message.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { InvalidReportError } from './host-status.ts';
import { isDestroyed, reportedInstanceStatus } from './instance-status.ts';
import { isStaleSession } from './stale-session.ts';
import type { WriteSlots } from './write-slots.ts';

export interface ObservedWriterOptions {
  readonly hostSession: HostSession;
  readonly hostUID: string;
  readonly instances: ResourceClient<Instance>;
  readonly informer: Informer<Instance>;
  /** Index of the informer by Instance uid. */
  readonly byUID: ObjectIndex<Instance>;
  readonly slots: WriteSlots;
  readonly metrics: Pick<GatewayMetrics, 'report'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once, when a write was refused because somebody else speaks for the host. */
  readonly onLost: () => void;
}

/**
 * Writes what an agent reports of its Instances. Of each Instance the newest report counts and one write is under way at a time; what changes nothing is
 * not written. Each write proves that this session still speaks for the host.
 */
export class ObservedWriter {
  readonly #options: ObservedWriterOptions;
  readonly #pending = new Map<string, Observed>();
  readonly #writing = new Set<string>();
  readonly #delayed = new Map<string, Timer>();
  /** Tries in a row that failed. */
  readonly #failures = new Map<string, number>();
  #pendingBytes = 0;
  #closed = false;

  constructor(options: ObservedWriterOptions) {
    this.#options = options;
  }

  /** Takes a report in. False when there are too many of Instances that nobody knows: the session has to end. */
  put(observed: Observed): boolean {
    this.#forget(observed.instanceUID);
    this.#pendingBytes += observed.statusJSON.byteLength;
    if (this.#pending.size >= maximumPending || this.#pendingBytes > maximumPendingBytes) return false;
    this.#pending.set(observed.instanceUID, observed);
    this.poke(observed.instanceUID);
    return true;
  }

  /** The Instance may have come into the cache, or changed there. */
  poke(instanceUID: string): void {
    if (this.#closed || this.#writing.has(instanceUID) || this.#delayed.has(instanceUID) || !this.#pending.has(instanceUID)) return;
    if (this.#find(instanceUID) === undefined) return;
    this.#writing.add(instanceUID);
    void this.#options.slots.use(() => this.#writeNewest(instanceUID));
  }

  /** Writes nothing more. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#delayed.values()) timer.cancel();
    this.#pending.clear();
  }

  #find(instanceUID: string): Instance | undefined {
    const [instance] = this.#options.byUID.get(instanceUID);
    return instance?.spec.host.uid === this.#options.hostUID ? instance : undefined;
  }

  async #writeNewest(instanceUID: string): Promise<void> {
    const observed = this.#pending.get(instanceUID);
    const instance = this.#find(instanceUID);
    try {
      if (observed !== undefined && instance !== undefined && !this.#closed) {
        this.#options.metrics.report(await this.#write(instance, observed));
      }
      this.#done(instanceUID, observed);
    } catch (error) {
      this.#failed(instanceUID, observed, error);
    } finally {
      this.#writing.delete(instanceUID);
      this.poke(instanceUID);
    }
  }

  async #write(instance: Instance, observed: Observed): Promise<'Written' | 'Unchanged'> {
    const { instances, informer, hostSession } = this.#options;
    const key = keyOf(instance);
    const { resourceVersion } = instance.metadata;
    if (isDestroyed(instance, observed)) {
      const finalizers = (instance.metadata.finalizers ?? []).filter((finalizer) => finalizer !== instanceFinalizer);
      if (finalizers.length === (instance.metadata.finalizers ?? []).length) return 'Unchanged';
      await instances.patch(key, { metadata: { finalizers } }, { resourceVersion, hostSession });
      return 'Written';
    }
    const patch = mergePatchBetween(instance.status ?? {}, reportedInstanceStatus(instance, observed));
    if (patch === undefined) return 'Unchanged';
    informer.absorb(await instances.patchStatus(key, { status: patch }, { resourceVersion, hostSession }));
    return 'Written';
  }

  #done(instanceUID: string, observed: Observed | undefined): void {
    if (this.#pending.get(instanceUID) === observed) this.#forget(instanceUID);
    this.#failures.delete(instanceUID);
  }

  #forget(instanceUID: string): void {
    this.#pendingBytes -= this.#pending.get(instanceUID)?.statusJSON.byteLength ?? 0;
    this.#pending.delete(instanceUID);
  }

  #failed(instanceUID: string, observed: Observed | undefined, error: unknown): void {
    if (this.#closed) return;
    if (isStaleSession(error)) {
      this.close();
      this.#options.onLost();
      return;
    }
    if (error instanceof NotFoundError) return this.#done(instanceUID, observed);
    if (
      error instanceof InvalidReportError ||
      error instanceof InvalidError ||
      error instanceof BadRequestError ||
      error instanceof ForbiddenError
    ) {
      this.#options.logger.error({ error, instanceUID }, 'a report of an agent was refused and is dropped');
      this.#options.metrics.report('Refused');
      return this.#done(instanceUID, observed);
    }
    this.#retryLater(instanceUID, error);
  }

  #retryLater(instanceUID: string, error: unknown): void {
    const { clock, logger, metrics } = this.#options;
    metrics.report('Retried');
    const failures = (this.#failures.get(instanceUID) ?? 0) + 1;
    this.#failures.set(instanceUID, failures);
    const isOrdinary = error instanceof ConflictError;
    if (!isOrdinary) logger.warn({ error, instanceUID, failures }, 'a report of an agent could not be written and is tried again');
    // A conflict means that the cache is behind by a moment.
    const { firstMilliseconds, mostMilliseconds } = isOrdinary ? conflictDelay : failureDelay;
    const delayMilliseconds = Math.min(mostMilliseconds, firstMilliseconds * 2 ** Math.min(failures - 1, 10));
    const timer = clock.setTimer(() => {
      this.#delayed.delete(instanceUID);
      this.poke(instanceUID);
    }, delayMilliseconds);
    this.#delayed.set(instanceUID, timer);
  }
}

const conflictDelay = { firstMilliseconds: 20, mostMilliseconds: 1_000 };
const failureDelay = { firstMilliseconds: 500, mostMilliseconds: 30_000 };

/** Reports that wait for their write, or for their Instance to come into the cache. */
const maximumPending = 20_000;
const maximumPendingBytes = 64 * 1024 * 1024;

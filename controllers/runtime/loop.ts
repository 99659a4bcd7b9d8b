import type { Informer } from '#apis/client/informer.ts';
import type { ObjectChange } from '#apis/client/object-cache.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import { formatKey, keyOf, parseKey, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import { DelayedAdditions } from './delayed-additions.ts';
import { LoopMetrics } from './loop-metrics.ts';
import { TerminalError, type Reconciler } from './reconciler.ts';
import { RetryDelays } from './retry-delays.ts';
import { WorkQueue } from './work-queue.ts';

export interface LoopOptions {
  /** In logs and metrics. */
  readonly name: string;
  readonly reconciler: Reconciler;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Objects looked at side by side. Default 16. */
  readonly workerCount?: number;
  /** Keys that may wait; what does not fit is found by going over all objects as room comes. Default 100,000. */
  readonly queueCapacity?: number;
  /** How often all objects are looked at even if nothing changed. Default 900, spread by a tenth. */
  readonly resyncIntervalSeconds?: number;
}

/** Something that can be started on the replica that leads, stopped when it does not any more, and started again. */
export interface StartableLoop {
  readonly name: string;
  /** Resolves when the caches that it reads have synced and its workers run; rejects on abort. */
  start(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Resolves when no reconcile runs any more. */
  stop(): Promise<void>;
}

/** How a change of an object of some kind becomes keys to look at. Called for objects as they are, too, with `previous` absent. */
export type Route<Object extends ApiObject> = (change: ObjectChange<Object>) => Iterable<ObjectKey>;

/** Calls a {@link Reconciler} for every object that may need it: at the start for all, then for those that changed. */
export class Loop implements StartableLoop {
  readonly name: string;
  readonly #options: LoopOptions;
  readonly #metrics: LoopMetrics;
  readonly #retries: RetryDelays;
  readonly #delayed: DelayedAdditions;
  readonly #sources: Source[] = [];
  #queue: WorkQueue | undefined;
  #workers: readonly Promise<void>[] = [];
  #resyncTimer: Timer | undefined;
  /** Going over all objects, as far as the queue had room. */
  #sweep: Iterator<string> | undefined;
  /** A key was refused: go over all objects once more. */
  #owesSweep = false;
  #lastPauseAtMilliseconds: number;

  constructor(options: LoopOptions) {
    this.name = options.name;
    this.#options = options;
    this.#metrics = new LoopMetrics(options.metrics, options.name);
    this.#retries = new RetryDelays({ clock: options.clock });
    this.#delayed = new DelayedAdditions({ clock: options.clock, add: (key) => this.#add(key) });
    this.#lastPauseAtMilliseconds = options.clock.monotonicMilliseconds();
  }

  /** Looks at what `route` makes of each change that `informer` sees. To be called before the first start. */
  watch<Object extends ApiObject>(informer: Informer<Object>, route: Route<Object>): void {
    informer.onChange((change) => {
      for (const key of route(change)) this.enqueue(key);
    });
    this.#sources.push({
      synced: (options) => informer.synced(options),
      *keys() {
        for (const object of informer.list()) yield* route({ key: keyOf(object), previous: undefined, current: object });
      },
    });
  }

  /** Waits for `informer` at the start, since the reconciler reads it, without looking at anything when it changes. */
  reads<Object extends ApiObject>(informer: Informer<Object>): void {
    this.#sources.push({ synced: (options) => informer.synced(options), keys: () => [] });
  }

  /** Marks an object to be looked at soon. Does nothing while the loop is stopped: a start looks at everything. */
  enqueue(key: ObjectKey): void {
    this.#add(formatKey(key));
  }

  /** How many keys wait or are being looked at; 0 means that nothing is left to do at this moment. */
  get pendingCount(): number {
    return this.#queue === undefined ? 0 : this.#queue.length + this.#queue.processingCount;
  }

  async start(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (this.#queue !== undefined) return;
    await Promise.all(this.#sources.map((source) => source.synced(options)));
    const queue = new WorkQueue({ capacity: this.#options.queueCapacity ?? 100_000 });
    this.#queue = queue;
    this.#startSweep();
    this.#scheduleResync();
    this.#workers = Array.from({ length: this.#options.workerCount ?? 16 }, () => this.#work(queue));
  }

  async stop(): Promise<void> {
    this.#queue?.close();
    this.#queue = undefined;
    this.#sweep = undefined;
    this.#resyncTimer?.cancel();
    this.#delayed.clear();
    await Promise.all(this.#workers);
    this.#workers = [];
  }

  #add(key: string): void {
    if (this.#queue?.add(key) === 'Refused') this.#owesSweep = true;
  }

  #startSweep(): void {
    this.#owesSweep = false;
    this.#sweep = keysOf(this.#sources);
    this.#continueSweep();
  }

  #continueSweep(): void {
    while (this.#sweep !== undefined && this.#queue?.hasRoom === true) {
      const next = this.#sweep.next();
      if (next.done === true) this.#sweep = undefined;
      else this.#queue.add(next.value);
    }
  }

  #scheduleResync(): void {
    const { clock, random, resyncIntervalSeconds = 900 } = this.#options;
    const delayMilliseconds = resyncIntervalSeconds * 1000 * (0.95 + random.fraction() / 10);
    this.#resyncTimer = clock.setTimer(() => {
      if (this.#sweep === undefined) this.#startSweep();
      else this.#owesSweep = true;
      this.#scheduleResync();
    }, delayMilliseconds);
  }

  async #work(queue: WorkQueue): Promise<void> {
    for (let key = await queue.take(); key !== undefined; key = await queue.take()) {
      await this.#reconcile(key);
      queue.done(key);
      this.#metrics.queueLength(queue.length);
      if (this.#sweep !== undefined) this.#continueSweep();
      else if (this.#owesSweep && queue.length === 0) this.#startSweep();
      await this.#pauseNowAndThen();
    }
  }

  /** One outcome, one metric label. Errors end here: they are retried or logged, and never end the loop. */
  async #reconcile(key: string): Promise<void> {
    const { clock, reconciler } = this.#options;
    const startedAtMilliseconds = clock.monotonicMilliseconds();
    this.#delayed.cancel(key);
    try {
      const result = await reconciler.reconcile(parseKey(key));
      this.#retries.forget(key);
      if (result.requeueAfterSeconds !== undefined) this.#schedule(key, result.requeueAfterSeconds * 1000);
      this.#metrics.finished(
        result.requeueAfterSeconds === undefined ? 'success' : 'requeue',
        clock.monotonicMilliseconds() - startedAtMilliseconds,
      );
    } catch (error) {
      const outcome = error instanceof TerminalError ? 'terminal' : error instanceof ConflictError ? 'conflict' : 'error';
      this.#metrics.finished(outcome, clock.monotonicMilliseconds() - startedAtMilliseconds);
      this.#afterError(key, outcome, error);
    }
  }

  #afterError(key: string, outcome: 'terminal' | 'conflict' | 'error', error: unknown): void {
    const { logger, name } = this.#options;
    if (outcome === 'terminal') {
      this.#retries.forget(key);
      logger.error({ loop: name, key, error }, 'reconcile failed and is not tried again until something changes');
      return;
    }
    const retryInMilliseconds = Math.round(this.#retries.nextMilliseconds(key));
    const failureCount = this.#retries.failureCount(key);
    this.#schedule(key, retryInMilliseconds);
    if (outcome === 'conflict') {
      logger.debug({ loop: name, key, error }, 'the object changed meanwhile: deciding afresh');
    } else if (isPowerOfTwo(failureCount)) {
      logger.warn({ loop: name, key, error, failureCount, retryInMilliseconds }, 'reconcile failed and is tried again');
    }
  }

  #schedule(key: string, delayMilliseconds: number): void {
    if (this.#queue !== undefined) this.#delayed.schedule(key, delayMilliseconds);
  }

  /** A long run of reconciles that never wait would keep timers and sockets from being served. */
  async #pauseNowAndThen(): Promise<void> {
    const { clock } = this.#options;
    if (clock.monotonicMilliseconds() - this.#lastPauseAtMilliseconds < longestRunMilliseconds) return;
    await clock.sleep(0);
    this.#lastPauseAtMilliseconds = clock.monotonicMilliseconds();
  }
}

const longestRunMilliseconds = 20;

interface Source {
  readonly synced: (options: { readonly signal?: AbortSignal }) => Promise<void>;
  /** Of all objects, as they are now. */
  readonly keys: () => Iterable<ObjectKey>;
}

function* keysOf(sources: readonly Source[]): Generator<string, void, undefined> {
  for (const source of sources) {
    for (const key of source.keys()) yield formatKey(key);
  }
}

/** Failures of one key are logged at the 1st, 2nd, 4th, 8th … in a row. */
function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}

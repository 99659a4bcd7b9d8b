import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Event } from '#apis/kubernetes/core.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { AlreadyExistsError, ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Counter, Metrics } from '#apis/machinery/metrics.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';

/** What a loop tells the people who look at an object. */
export interface Occurrence {
  readonly type: 'Normal' | 'Warning';
  /** One CamelCase word. */
  readonly reason: string;
  /** One sentence. */
  readonly message: string;
}

/** Tells people what happened to an object, as `kubectl describe` shows it. */
export interface EventSink {
  /**
   * Returns at once; the Event is written soon, or not at all if the api-server does not take it. To be called for
   * changes, not for looks.
   */
  record(subject: ApiObject, occurrence: Occurrence): void;
}

export interface EventRecorderOptions {
  readonly events: ResourceClient<Event>;
  /** Name of the program, as `tycho-controller-manager`. */
  readonly component: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** A repeated reason is written at most so often; what comes between is counted. */
const quietMilliseconds = 60_000;
/** A series that has been silent for so long is over: the next occurrence is a new Event. */
const seriesMilliseconds = 600_000;
const maximumSeriesCount = 4096;
const maximumWaitingCount = 2048;
const writerCount = 4;
const attemptLimit = 3;

/**
 * Writes v1 Events. Occurrences of the same reason on the same object are one Event with a count, written at once for
 * the first and at most once a minute after that. Memory and writes are bounded: what does not fit is dropped and
 * counted, since an Event is a courtesy and never worth holding up a loop.
 */
export class EventRecorder implements EventSink {
  readonly #options: EventRecorderOptions;
  readonly #dropped: Counter;
  /** By subject, type and reason; the longest unused first. */
  readonly #series = new Map<string, Series>();
  readonly #waiting = new Set<Series>();
  readonly #writers = new Set<Promise<void>>();

  constructor(options: EventRecorderOptions) {
    this.#options = options;
    this.#dropped = options.metrics.counter({ name: 'tycho_events_dropped_total', help: 'Events that could not be written.' });
  }

  record(subject: ApiObject, occurrence: Occurrence): void {
    const { clock } = this.#options;
    const now = clock.monotonicMilliseconds();
    const series = this.#seriesFor(subject, occurrence, now);
    series.count += 1;
    series.message = occurrence.message;
    series.lastAt = clock.now();
    series.lastAtMilliseconds = now;
    if (series.writtenAtMilliseconds === undefined || now - series.writtenAtMilliseconds >= quietMilliseconds) {
      this.#write(series);
    } else if (!series.isScheduled) {
      series.isScheduled = true;
      clock.setTimer(
        () => {
          series.isScheduled = false;
          this.#write(series);
        },
        series.writtenAtMilliseconds + quietMilliseconds - now,
      );
    }
  }

  /** Resolves when everything that is to be written now has been. What waits for its minute is left out. */
  async flush(): Promise<void> {
    while (this.#writers.size > 0) await Promise.all(this.#writers);
  }

  #seriesFor(subject: ApiObject, { type, reason }: Occurrence, now: number): Series {
    const id = `${subject.metadata.uid} ${type} ${reason}`;
    const existing = this.#series.get(id);
    this.#series.delete(id);
    const isOver = existing === undefined || now - existing.lastAtMilliseconds >= seriesMilliseconds;
    const series = isOver ? this.#startSeries(subject, type, reason) : existing;
    this.#series.set(id, series);
    if (this.#series.size > maximumSeriesCount) {
      const [longestUnused] = this.#series.keys();
      this.#series.delete(longestUnused!);
    }
    return series;
  }

  #startSeries(subject: ApiObject, type: 'Normal' | 'Warning', reason: string): Series {
    const { clock, random } = this.#options;
    return {
      subject,
      type,
      reason,
      name: eventName(subject, random),
      isStored: false,
      isScheduled: false,
      count: 0,
      message: '',
      firstAt: clock.now(),
      lastAt: clock.now(),
      lastAtMilliseconds: 0,
      writtenAtMilliseconds: undefined,
    };
  }

  #write(series: Series): void {
    if (this.#waiting.size >= maximumWaitingCount) {
      this.#dropped.increment();
      return;
    }
    series.writtenAtMilliseconds = this.#options.clock.monotonicMilliseconds();
    this.#waiting.add(series);
    if (this.#writers.size >= writerCount) return;
    const writer = this.#writeWaiting().finally(() => this.#writers.delete(writer));
    this.#writers.add(writer);
  }

  async #writeWaiting(): Promise<void> {
    for (const series of this.#waiting) {
      this.#waiting.delete(series);
      await this.#writeWithRetries(series);
    }
  }

  async #writeWithRetries(series: Series): Promise<void> {
    const { clock, logger } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#writeOnce(series);
        return;
      } catch (error) {
        const isRefused = error instanceof ApiError && error.code < 500 && error.code !== 429;
        if (isRefused || attempt === attemptLimit) {
          this.#dropped.increment();
          logger.debug({ error, reason: series.reason, subject: series.subject.metadata.name }, 'an event could not be written');
          return;
        }
        await clock.sleep(1000 * attempt);
      }
    }
  }

  async #writeOnce(series: Series): Promise<void> {
    const { events, random } = this.#options;
    const namespace = namespaceOf(series.subject);
    if (series.isStored) {
      try {
        const { count, message } = series;
        await events.patch({ namespace, name: series.name }, { count, message, lastTimestamp: timestamp(series.lastAt) });
        return;
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        series.name = eventName(series.subject, random);
      }
    }
    try {
      await events.create(this.#eventFor(series));
    } catch (error) {
      // An earlier attempt whose answer was lost.
      if (!(error instanceof AlreadyExistsError)) throw error;
    }
    series.isStored = true;
  }

  #eventFor(series: Series): Omit<Event, 'metadata'> & { readonly metadata: { readonly namespace: string; readonly name: string } } {
    const { component } = this.#options;
    const { apiVersion, kind, metadata } = series.subject;
    const { name, namespace, uid, resourceVersion } = metadata;
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace: namespaceOf(series.subject), name: series.name },
      involvedObject: { apiVersion, kind, name, uid, resourceVersion, ...(namespace === undefined ? {} : { namespace }) },
      type: series.type,
      reason: series.reason,
      message: series.message,
      count: series.count,
      firstTimestamp: timestamp(series.firstAt),
      lastTimestamp: timestamp(series.lastAt),
      source: { component },
      reportingComponent: component,
    };
  }
}

interface Series {
  readonly subject: ApiObject;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly firstAt: Date;
  name: string;
  isStored: boolean;
  isScheduled: boolean;
  count: number;
  message: string;
  lastAt: Date;
  lastAtMilliseconds: number;
  /** When it was last handed to the writers. */
  writtenAtMilliseconds: number | undefined;
}

/**
 * Events about cluster-scoped objects, as hosts, are for those who run the installation. Kubernetes has them in `default`, which may be somebody's project
 * here.
 */
function namespaceOf(subject: ApiObject): string {
  return subject.metadata.namespace ?? 'tycho-system';
}

function eventName(subject: ApiObject, random: Random): string {
  return `${subject.metadata.name.slice(0, 200)}.${Buffer.from(random.bytes(8)).toString('hex')}`;
}

import type { Clock } from '../machinery/clock.ts';
import { ApiError, ExpiredError, TooManyRequestsError } from '../machinery/errors.ts';
import type { Logger } from '../machinery/logger.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import type { Random } from '../machinery/random.ts';
import { ReconnectDelay } from './reconnect-delay.ts';
import type { ResourceClient, Selection } from './resource-client.ts';
import { StallGuard } from './stall-guard.ts';
import type { WatchEvent } from './watch-event.ts';

/** Who is told what a {@link Reflector} sees. Calls come one at a time, in the order of the store's history. */
export interface ReflectorSink<Object extends ApiObject> {
  /** The whole of what exists at `resourceVersion`; what is not in it is gone. */
  replace(objects: readonly Object[], resourceVersion: string): void;
  /** One change. */
  apply(event: WatchEvent<Object> & { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' }): void;
  /** Nothing else has happened up to `resourceVersion`. */
  advance(resourceVersion: string): void;
}

export interface ReflectorOptions<Object extends ApiObject> {
  readonly client: Pick<ResourceClient<Object>, 'list' | 'watch'>;
  /** What to follow; default: everything of the kind. */
  readonly selection?: Selection;
  readonly sink: ReflectorSink<Object>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /**
   * A watch on which nothing comes for so long, not even the bookmark that the server sends about once a minute, is
   * taken for dead and made anew. Default 180.
   */
  readonly stallLimitSeconds?: number;
  /** Objects in one page of a list. Default 500. */
  readonly pageSize?: number;
}

/** A watch that lasted so long has worked, so what ended it is no reason to hold back. */
const workingWatchMilliseconds = 5_000;

/**
 * Keeps a sink equal to what the api-server has: lists in pages, then watches from the list's resourceVersion, and
 * again from the last one it saw whenever the connection breaks. Only when that version is no longer kept does it list
 * again. It gives up never; between failures it waits with growing, jittered pauses.
 */
export class Reflector<Object extends ApiObject> {
  readonly #options: ReflectorOptions<Object>;
  readonly #delay: ReconnectDelay;
  /** Undefined: nothing is known yet, or what was known is too old to go on from. */
  #resourceVersion: string | undefined;

  constructor(options: ReflectorOptions<Object>) {
    this.#options = options;
    this.#delay = new ReconnectDelay(options.random);
  }

  /** Runs until `signal` is aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pauseMilliseconds = await this.#follow(signal);
      if (signal.aborted) return;
      await this.#options.clock.sleep(pauseMilliseconds, { signal }).catch(() => undefined);
    }
  }

  /** Lists if need be, and watches until the watch ends. Returns how long to wait before the next attempt. */
  async #follow(signal: AbortSignal): Promise<number> {
    const { clock, logger } = this.#options;
    const startedAtMilliseconds = clock.monotonicMilliseconds();
    let failure: unknown;
    try {
      if (this.#resourceVersion === undefined) await this.#list(signal);
      await this.#watch(signal);
    } catch (error) {
      failure = error;
    }
    if (clock.monotonicMilliseconds() - startedAtMilliseconds >= workingWatchMilliseconds) this.#delay.reset();
    const pauseMilliseconds = Math.max(this.#delay.nextMilliseconds(), retryAfterMilliseconds(failure));
    if (failure instanceof ExpiredError) {
      this.#resourceVersion = undefined;
      logger.info({ error: failure }, 'the watched revision is no longer kept: listing again');
    } else if (failure !== undefined && !signal.aborted) {
      logger.warn({ error: failure, pauseMilliseconds }, 'following the api-server failed and is tried again');
    }
    return pauseMilliseconds;
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, selection, pageSize } = this.#options;
    const objects: Object[] = [];
    let continueToken: string | undefined;
    let resourceVersion: string;
    do {
      const page = await client.list({
        ...selection,
        limit: pageSize ?? 500,
        signal,
        ...(continueToken === undefined ? {} : { continueToken }),
      });
      objects.push(...page.items);
      ({ continueToken, resourceVersion } = page);
    } while (continueToken !== undefined);
    this.#options.sink.replace(objects, resourceVersion);
    this.#resourceVersion = resourceVersion;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { client, selection, clock, stallLimitSeconds } = this.#options;
    const guard = new StallGuard({ clock, limitSeconds: stallLimitSeconds ?? 180, signal });
    try {
      const events = client.watch({
        ...selection,
        resourceVersion: this.#resourceVersion!,
        allowWatchBookmarks: true,
        signal: guard.signal,
      });
      for await (const event of events) {
        guard.touch();
        this.#take(event);
      }
      if (guard.stalled) throw guard.signal.reason;
    } finally {
      guard.stop();
    }
  }

  #take(event: WatchEvent<Object>): void {
    const { sink } = this.#options;
    switch (event.type) {
      case 'ADDED':
      case 'MODIFIED':
      case 'DELETED':
        sink.apply(event);
        this.#resourceVersion = event.object.metadata.resourceVersion;
        return;
      case 'BOOKMARK':
        sink.advance(event.resourceVersion);
        this.#resourceVersion = event.resourceVersion;
        return;
      case 'ERROR':
        throw event.error;
    }
  }
}

function retryAfterMilliseconds(error: unknown): number {
  if (!(error instanceof ApiError)) return 0;
  return (error.details?.retryAfterSeconds ?? (error instanceof TooManyRequestsError ? 1 : 0)) * 1000;
}

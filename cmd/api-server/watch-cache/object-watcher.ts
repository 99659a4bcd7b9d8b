import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { FanOut } from './fan-out.ts';
import type { KindCache } from './kind-cache.ts';
import { settleWish } from './object-lister.ts';
import { rangeOf } from './object-location.ts';
import { watchStart, type RevisionWords } from './revision-wish.ts';
import { Selection } from './selection.ts';
import { within } from './sorted-objects.ts';
import type { WatchCache } from './watch-cache.ts';
import type { WatchScope } from './watch-group.ts';
import type { WatchSink } from './watch-sink.ts';
import { WatchStream, type WatchStreamLimits } from './watch-stream.ts';

/** Texts as they came in the query. */
export interface WatchRequest extends RevisionWords {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly allowWatchBookmarks: boolean;
  readonly sendInitialEvents: boolean;
  /** Absent: the server picks something between 30 and 60 minutes. */
  readonly timeoutSeconds?: number;
}

/** Opens watches. */
export class ObjectWatcher {
  readonly #cache: WatchCache;
  readonly #fanOut: FanOut;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #logger: Logger;
  readonly #limits: WatchStreamLimits;

  constructor(options: {
    readonly cache: WatchCache;
    readonly fanOut: FanOut;
    readonly clock: Clock;
    readonly random: Random;
    readonly logger: Logger;
    readonly limits: WatchStreamLimits;
  }) {
    this.#cache = options.cache;
    this.#fanOut = options.fanOut;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#logger = options.logger;
    this.#limits = options.limits;
  }

  /** Resolves when the watch is set up, or has said that its revision is too old. Rejects if the request itself is wrong. */
  async watch(kind: KindDefinition, request: WatchRequest, sink: WatchSink): Promise<void> {
    const objects = this.#cache.of(kind);
    const start = watchStart(request);
    const scope = scopeOf(objects, request, sink);
    await settleWish(this.#cache, start.kind === 'State' ? start.wish : { kind: 'Any' });
    const stream = new WatchStream({
      cache: this.#cache,
      objects,
      fanOut: this.#fanOut,
      clock: this.#clock,
      scope,
      sink,
      limits: this.#limits,
    });
    stream.open(this.#timeoutSeconds(request) * 1000);
    const owed =
      start.kind === 'After'
        ? stream.sendAfter(start.revision)
        : stream.sendState(within(objects.objects(), scope.range), this.#cache.revision, start.marksEnd);
    // What is owed may take the client long; the answer's head must not wait for it.
    owed.catch((error: unknown) => {
      this.#logger.error({ error, kind: kind.kind }, 'watch ended by a fault');
      stream.close();
    });
  }

  #timeoutSeconds(request: WatchRequest): number {
    const stated = request.timeoutSeconds ?? 0;
    return stated > 0 ? stated : shortestTimeoutSeconds * (1 + this.#random.fraction());
  }
}

function scopeOf(objects: KindCache, request: WatchRequest, sink: WatchSink): WatchScope {
  return {
    kind: objects.kind,
    form: objects.form,
    range: rangeOf(objects.kind, request.namespace),
    selection: Selection.parse(objects.kind, request),
    wantsBookmarks: request.allowWatchBookmarks,
    encoding: sink.encoding,
    encode: sink.encode,
    frame: sink.frame,
  };
}

const shortestTimeoutSeconds = 1800;

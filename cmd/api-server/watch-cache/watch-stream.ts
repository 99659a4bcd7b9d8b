import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { ExpiredError, toStatus } from '#apis/machinery/errors.ts';
import type { CachedObject } from './cached-object.ts';
import type { CacheEvent } from './event-window.ts';
import type { FannedStream, FanOut, Membership } from './fan-out.ts';
import type { KindCache } from './kind-cache.ts';
import type { WatchCache } from './watch-cache.ts';
import { seenThrough, type GroupMember, type WatchScope } from './watch-group.ts';
import type { WatchEvent, WatchSink } from './watch-sink.ts';

export interface WatchStreamLimits {
  /** A client that has so many bytes waiting is too slow and is cut off. */
  readonly maximumPendingBytes: number;
  /** How long a client may take for the next part of what it is owed from before it joined. */
  readonly stallTimeoutMilliseconds: number;
}

export const defaultWatchStreamLimits: WatchStreamLimits = { maximumPendingBytes: 8 * 1024 * 1024, stallTimeoutMilliseconds: 60_000 };

export interface WatchStreamOptions {
  readonly cache: WatchCache;
  readonly objects: KindCache;
  readonly fanOut: FanOut;
  readonly clock: Clock;
  readonly scope: WatchScope;
  readonly sink: WatchSink;
  readonly limits: WatchStreamLimits;
}

/**
 * One watch. First it catches up, in parts and at the client's pace: what there is, then what has happened since. In the moment in which nothing is
 * missing it joins its group. It ends once: by time, by the client, by falling behind, or with the server.
 */
export class WatchStream implements GroupMember, FannedStream {
  readonly #options: WatchStreamOptions;
  readonly #sink: WatchSink;
  #membership: Membership | undefined;
  #deadline: Timer | undefined;
  #hasEnded = false;

  constructor(options: WatchStreamOptions) {
    this.#options = options;
    this.#sink = options.sink;
  }

  /** Lives for so long at most, from now. */
  open(timeoutMilliseconds: number): void {
    if (this.#sink.signal.aborted) {
      this.#hasEnded = true;
      return;
    }
    this.#options.fanOut.opened(this);
    this.#sink.signal.addEventListener('abort', this.#release, { once: true });
    this.#deadline = this.#options.clock.setTimer(() => this.close(), timeoutMilliseconds);
  }

  /** Sends these as ADDED, then goes on with what happens after `revision`. Throws nothing: faults end the stream. */
  async sendState(objects: readonly CachedObject[], revision: number, marksEnd: boolean): Promise<void> {
    const { scope } = this.#options;
    const events: WatchEvent[] = [];
    for (const object of objects) {
      if (!scope.selection.matches(object)) continue;
      events.push({ type: 'ADDED', object });
      if (events.length === eventsPerTurn && !(await this.#sendAndPause(events.splice(0)))) return;
    }
    if (marksEnd && scope.wantsBookmarks) events.push({ type: 'BOOKMARK', revision, initialEventsEnd: true });
    this.#send(events);
    await this.sendAfter(revision);
  }

  /** Sends what has happened after `revision`, then joins the others. */
  async sendAfter(revision: number): Promise<void> {
    const { objects, scope, cache } = this.#options;
    let position = revision;
    while (!this.#hasEnded) {
      // A revision of the future: nothing up to it is wanted.
      if (position > cache.revision && !(await cache.waitFor(position, longestWaitMilliseconds, this.#sink.signal))) continue;
      const missed = objects.window.after(position, eventsPerTurn);
      if (missed === undefined) return this.expire();
      const last = missed.at(-1);
      if (last === undefined) return this.#join();
      const events = missed.map((event: CacheEvent) => seenThrough(scope, event)).filter((event) => event !== undefined);
      if (missed.length < eventsPerTurn) this.#send(events);
      else if (!(await this.#sendAndPause(events))) return;
      position = last.revision;
    }
  }

  deliver(framed: Buffer): void {
    if (this.#hasEnded) return;
    this.#sink.write(framed);
    if (this.#sink.pendingBytes() > this.#options.limits.maximumPendingBytes) this.#end();
  }

  expire(): void {
    if (this.#hasEnded) return;
    const { floor } = this.#options.objects.window;
    this.#send([
      { type: 'ERROR', status: toStatus(new ExpiredError(`too old resource version: what happened up to ${floor} is no longer known`)) },
    ]);
    this.#end();
  }

  /** Ends cleanly, with a last bookmark for those who want one. */
  close(): void {
    if (this.#hasEnded) return;
    const { scope, cache } = this.#options;
    // The bookmark must not overtake events that wait in the group.
    this.#membership?.flush();
    if (this.#membership !== undefined && scope.wantsBookmarks)
      this.#send([{ type: 'BOOKMARK', revision: cache.revision, initialEventsEnd: false }]);
    this.#end();
  }

  #join(): void {
    const { fanOut, objects, scope } = this.#options;
    if (!this.#hasEnded) this.#membership = fanOut.join(objects, scope, this);
  }

  #send(events: readonly WatchEvent[]): void {
    if (events.length === 0 || this.#hasEnded) return;
    const { encode, frame, kind } = this.#options.scope;
    this.#sink.write(frame(events.map((event) => encode(event, kind))));
  }

  /** Lets others run, and a slow client take what it was sent. Whether to go on. */
  async #sendAndPause(events: readonly WatchEvent[]): Promise<boolean> {
    const { clock, limits } = this.#options;
    this.#send(events);
    const giveUpAt = clock.monotonicMilliseconds() + limits.stallTimeoutMilliseconds;
    await clock.sleep(0);
    while (!this.#hasEnded && this.#sink.pendingBytes() > limits.maximumPendingBytes / 8) {
      if (clock.monotonicMilliseconds() > giveUpAt) this.#end();
      else await clock.sleep(drainPollMilliseconds);
    }
    return !this.#hasEnded;
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#release();
    this.#sink.end();
  }

  readonly #release = (): void => {
    this.#hasEnded = true;
    this.#deadline?.cancel();
    this.#membership?.leave();
    this.#membership = undefined;
    this.#sink.signal.removeEventListener('abort', this.#release);
    this.#options.fanOut.closed(this);
  };
}

const eventsPerTurn = 500;
const drainPollMilliseconds = 10;
const longestWaitMilliseconds = 60_000;

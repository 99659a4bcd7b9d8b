import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { CacheEvent } from './event-window.ts';
import type { KindCache } from './kind-cache.ts';
import type { CacheListener, WatchCache } from './watch-cache.ts';
import { KindGroups } from './kind-groups.ts';
import { seenThrough, type GroupMember, type WatchGroup, type WatchScope } from './watch-group.ts';

/**
 * Brings each change to all watches that want it: encoded once for each form, framed once for each group, written at once while little happens
 * and in batches while much does.
 */
export class FanOut implements CacheListener {
  readonly #cache: WatchCache;
  readonly #clock: Clock;
  readonly #groups = new Map<KindCache, KindGroups>();
  readonly #dirty = new Set<WatchGroup>();
  readonly #streams = new Set<FannedStream>();
  #flushTimer: Timer | undefined;
  #bookmarkTimer: Timer | undefined;
  #encodedCount = 0;
  #writtenCount = 0;

  constructor(options: { readonly cache: WatchCache; readonly clock: Clock }) {
    this.#cache = options.cache;
    this.#clock = options.clock;
  }

  /** Open watches, groups of them, events encoded, and batches written to all: for metrics. */
  get counters(): { readonly watches: number; readonly groups: number; readonly encodedEvents: number; readonly flushes: number } {
    let groups = 0;
    for (const ofKind of this.#groups.values()) groups += ofKind.count;
    return { watches: this.#streams.size, groups, encodedEvents: this.#encodedCount, flushes: this.#writtenCount };
  }

  /** The stream is ended with the others when the server closes or the cache starts over. */
  opened(stream: FannedStream): void {
    this.#streams.add(stream);
  }

  closed(stream: FannedStream): void {
    this.#streams.delete(stream);
  }

  /** `member` is told of everything after the cache's present revision. */
  join(cache: KindCache, scope: WatchScope, member: GroupMember): Membership {
    const ofKind = this.#groups.get(cache) ?? new KindGroups();
    this.#groups.set(cache, ofKind);
    const group = ofKind.of(scope);
    group.join(member, this.#clock.monotonicMilliseconds());
    if (scope.wantsBookmarks) this.#keepBookmarking();
    return {
      flush: () => group.flush(this.#clock.monotonicMilliseconds()),
      leave: () => {
        group.leave(member);
        if (group.memberCount > 0) return;
        ofKind.remove(group);
        this.#dirty.delete(group);
      },
    };
  }

  changed(cache: KindCache, event: CacheEvent): void {
    const groups = this.#groups.get(cache);
    if (groups === undefined || groups.count === 0) return;
    const encodings = new Map<string, Buffer>();
    for (const group of groups.concerning(event)) {
      const seen = seenThrough(group.scope, event);
      if (seen === undefined || seen.type === 'BOOKMARK' || seen.type === 'ERROR') continue;
      // The object of a DELETED differs between one that is gone and one that left a selection, but not within one event.
      const form = `${group.scope.encoding}\n${seen.type}`;
      let encoded = encodings.get(form);
      if (encoded === undefined) {
        encoded = group.scope.encode(seen, group.scope.kind);
        encodings.set(form, encoded);
        this.#encodedCount += 1;
      }
      group.add(encoded);
      this.#dirty.add(group);
    }
  }

  caughtUp(): void {
    this.#flush();
  }

  restarted(): void {
    for (const group of this.#dirty) group.flush(this.#clock.monotonicMilliseconds());
    this.#dirty.clear();
    for (const stream of this.#streams) stream.expire();
  }

  close(): void {
    this.#flushTimer?.cancel();
    this.#bookmarkTimer?.cancel();
    for (const stream of this.#streams) stream.close();
  }

  /** Groups that were written to a moment ago wait for more; the others go at once. */
  #flush(): void {
    const now = this.#clock.monotonicMilliseconds();
    for (const group of this.#dirty) {
      const isBusy = now - group.flushedAtMilliseconds < coalescingMilliseconds && group.pendingBytes < coalescingBytes;
      if (isBusy) continue;
      this.#dirty.delete(group);
      this.#writtenCount += 1;
      group.flush(now);
    }
    if (this.#dirty.size === 0 || this.#flushTimer !== undefined) return;
    this.#flushTimer = this.#clock.setTimer(() => {
      this.#flushTimer = undefined;
      this.#flush();
    }, coalescingMilliseconds);
  }

  #keepBookmarking(): void {
    this.#bookmarkTimer ??= this.#clock.setTimer(() => {
      this.#bookmarkTimer = undefined;
      if (this.#bookmark()) this.#keepBookmarking();
      // So that the next bookmark is of a revision that others have written in the meantime.
      this.#cache.askForProgress();
    }, bookmarkIntervalMilliseconds);
  }

  /** Whether somebody wanted one. */
  #bookmark(): boolean {
    const now = this.#clock.monotonicMilliseconds();
    let isWanted = false;
    for (const group of this.#bookmarkedGroups()) {
      group.add(group.scope.encode({ type: 'BOOKMARK', revision: this.#cache.revision, initialEventsEnd: false }, group.scope.kind));
      group.flush(now);
      this.#dirty.delete(group);
      isWanted = true;
    }
    return isWanted;
  }

  *#bookmarkedGroups(): Iterable<WatchGroup> {
    for (const ofKind of this.#groups.values()) {
      for (const group of ofKind.all()) if (group.scope.wantsBookmarks) yield group;
    }
  }
}

/** A member's place in its group. */
export interface Membership {
  /** Sends at once what waits for company. */
  flush(): void;
  leave(): void;
}

/** A watch as the fan-out knows it. */
export interface FannedStream {
  /** What happened since is not known: say so and end. */
  expire(): void;
  /** The server stops. */
  close(): void;
}

const coalescingMilliseconds = 5;
const coalescingBytes = 64 * 1024;
const bookmarkIntervalMilliseconds = 60_000;

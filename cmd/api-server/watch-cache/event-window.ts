import type { CachedObject } from './cached-object.ts';

/** One change of one object. */
export interface CacheEvent {
  readonly kind: 'Put' | 'Delete';
  readonly revision: number;
  /** The object as it is now; for a deletion, as it was last, with the revision of the deletion. */
  readonly object: CachedObject;
  /** As it was before; absent if there was none. */
  readonly previous: CachedObject | undefined;
}

/** How much a window may hold. What comes first counts. */
export interface WindowLimits {
  readonly maximumEvents: number;
  readonly maximumBytes: number;
}

/**
 * The newest changes of one kind, for watches that begin in the past. A kind in which nothing happens never forgets: what a window does not know
 * begins with the revision of the last event that it had to drop.
 */
export class EventWindow {
  readonly #limits: WindowLimits;
  /** Oldest first. Dropped events stay in front of `#first` until it pays to cut them off. */
  #events: CacheEvent[] = [];
  #first = 0;
  #bytes = 0;
  #floor: number;

  /** `floor`: the revision after which every change will be added. */
  constructor(floor: number, limits: WindowLimits) {
    this.#floor = floor;
    this.#limits = limits;
  }

  /** Changes after this revision are all here. */
  get floor(): number {
    return this.#floor;
  }

  get eventCount(): number {
    return this.#events.length - this.#first;
  }

  get heldBytes(): number {
    return this.#bytes;
  }

  /** Revisions never go down. */
  add(event: CacheEvent): void {
    this.#events.push(event);
    this.#bytes += event.object.bytes.length;
    while (this.eventCount > 1 && (this.eventCount > this.#limits.maximumEvents || this.#bytes > this.#limits.maximumBytes))
      this.#dropOldest();
  }

  /**
   * Up to about `limit` events after `revision`, oldest first, never a part of what happened at one revision. Undefined if some of what happened
   * since is no longer known.
   */
  after(revision: number, limit: number): readonly CacheEvent[] | undefined {
    if (revision < this.#floor) return undefined;
    const start = this.#firstAfter(revision);
    let end = Math.min(start + limit, this.#events.length);
    while (end > start && end < this.#events.length && this.#events[end]?.revision === this.#events[end - 1]?.revision) end += 1;
    return this.#events.slice(start, end);
  }

  #firstAfter(revision: number): number {
    let low = this.#first;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.revision ?? 0) > revision) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #dropOldest(): void {
    const dropped = this.#events[this.#first];
    if (dropped === undefined) return;
    this.#first += 1;
    this.#bytes -= dropped.object.bytes.length;
    this.#floor = dropped.revision;
    if (this.#first < this.#events.length / 2) return;
    this.#events = this.#events.slice(this.#first);
    this.#first = 0;
  }
}

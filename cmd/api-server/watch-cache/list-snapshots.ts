import type { CachedObject } from './cached-object.ts';

/** All objects of a kind as they were from one revision until another. */
export interface ListSnapshot {
  readonly objects: readonly CachedObject[];
  /** Nothing of the kind changed from here … */
  readonly sinceRevision: number;
  /** … to here, inclusive. */
  readonly untilRevision: number;
}

/** Snapshots that somebody is paging through: the most recently used ones, up to a fixed number. */
export class ListSnapshots {
  readonly #capacity: number;
  /** Least recently used first. */
  readonly #snapshots: ListSnapshot[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#snapshots.length;
  }

  get(revision: number): ListSnapshot | undefined {
    const position = this.#snapshots.findIndex((each) => each.sinceRevision <= revision && revision <= each.untilRevision);
    if (position < 0) return undefined;
    const [snapshot] = this.#snapshots.splice(position, 1);
    if (snapshot !== undefined) this.#snapshots.push(snapshot);
    return snapshot;
  }

  add(snapshot: ListSnapshot): void {
    this.#snapshots.push(snapshot);
    if (this.#snapshots.length > this.#capacity) this.#snapshots.shift();
  }

  clear(): void {
    this.#snapshots.length = 0;
  }
}

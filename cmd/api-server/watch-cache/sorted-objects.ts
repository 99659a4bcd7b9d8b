import type { CachedObject } from './cached-object.ts';
import type { KeyRange } from './object-location.ts';

/**
 * All objects of a kind in key order, as an array that a reader may keep: it is copied before the first change after somebody took it. Reading
 * costs nothing, a change in between costs one copy of the pointers.
 */
export class SortedObjects {
  #objects: CachedObject[];
  #isTaken = false;

  constructor(sorted: readonly CachedObject[]) {
    this.#objects = [...sorted];
  }

  get size(): number {
    return this.#objects.length;
  }

  /** The objects as they are now. Never changes afterwards. */
  take(): readonly CachedObject[] {
    this.#isTaken = true;
    return this.#objects;
  }

  /** The objects of a range, for a look without a pause: nothing may change until it is over. Unlike {@link take} it makes no change dearer. */
  *in(range: KeyRange): Iterable<CachedObject> {
    const end = firstAtOrAfter(this.#objects, range.end);
    for (let position = firstAtOrAfter(this.#objects, range.start); position < end; position += 1) {
      const object = this.#objects[position];
      if (object !== undefined) yield object;
    }
  }

  get(storageKey: string): CachedObject | undefined {
    const object = this.#objects[firstAtOrAfter(this.#objects, storageKey)];
    return object?.storageKey === storageKey ? object : undefined;
  }

  put(object: CachedObject): void {
    const objects = this.#own();
    const position = firstAtOrAfter(objects, object.storageKey);
    if (objects[position]?.storageKey === object.storageKey) objects[position] = object;
    else if (position === objects.length) objects.push(object);
    else objects.splice(position, 0, object);
  }

  delete(storageKey: string): void {
    const position = firstAtOrAfter(this.#objects, storageKey);
    if (this.#objects[position]?.storageKey === storageKey) this.#own().splice(position, 1);
  }

  #own(): CachedObject[] {
    if (this.#isTaken) this.#objects = [...this.#objects];
    this.#isTaken = false;
    return this.#objects;
  }
}

/** The position of the first object whose key is not below `storageKey`. */
export function firstAtOrAfter(objects: readonly CachedObject[], storageKey: string): number {
  let low = 0;
  let high = objects.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((objects[middle]?.storageKey ?? '') < storageKey) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The objects of a range, from `start` on. The array itself when it is all of them. */
export function within(objects: readonly CachedObject[], range: KeyRange): readonly CachedObject[] {
  const start = firstAtOrAfter(objects, range.start);
  const end = firstAtOrAfter(objects, range.end);
  return start === 0 && end === objects.length ? objects : objects.slice(start, end);
}

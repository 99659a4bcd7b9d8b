import { formatKey, keyOf, type ApiObject, type ObjectKey } from '../machinery/object-meta.ts';
import type { IndexValues, Lister, ObjectIndex } from './lister.ts';

/** What became of one object. Both are there for a change; a replacement by a namesake has two different uids. */
export interface ObjectChange<Object extends ApiObject> {
  readonly key: ObjectKey;
  /** Absent: it is new. */
  readonly previous: Object | undefined;
  /** Absent: it is gone. */
  readonly current: Object | undefined;
}

/** The objects of one kind in memory, with named indexes. Freezes what it is given, all the way down. */
export class ObjectCache<Object extends ApiObject> implements Lister<Object> {
  readonly #objects = new Map<string, Object>();
  readonly #indexes = new Map<string, CacheIndex<Object>>();

  get size(): number {
    return this.#objects.size;
  }

  get(key: ObjectKey): Object | undefined {
    return this.#objects.get(formatKey(key));
  }

  list(): Iterable<Object> {
    return this.#objects.values();
  }

  /** The index of that name, made from `valuesOf` unless it is there already: one name always means one function. */
  index(name: string, valuesOf: IndexValues<Object>): ObjectIndex<Object> {
    const existing = this.#indexes.get(name);
    if (existing !== undefined) return existing;
    const index = new CacheIndex<Object>(valuesOf);
    for (const [key, object] of this.#objects) index.put(key, object);
    this.#indexes.set(name, index);
    return index;
  }

  /** Takes in an object's newest state. Returns what was there before. */
  put(object: Object): ObjectChange<Object> {
    const key = keyOf(object);
    const text = formatKey(key);
    const previous = this.#objects.get(text);
    this.#objects.set(text, deepFreeze(object));
    for (const index of this.#indexes.values()) {
      if (previous !== undefined) index.remove(text, previous);
      index.put(text, object);
    }
    return { key, previous, current: object };
  }

  /** Forgets an object. Returns what was there. */
  remove(key: ObjectKey): ObjectChange<Object> {
    const text = formatKey(key);
    const previous = this.#objects.get(text);
    if (previous !== undefined) {
      this.#objects.delete(text);
      for (const index of this.#indexes.values()) index.remove(text, previous);
    }
    return { key, previous, current: undefined };
  }
}

class CacheIndex<Object extends ApiObject> implements ObjectIndex<Object> {
  readonly #valuesOf: IndexValues<Object>;
  readonly #byValue = new Map<string, Map<string, Object>>();

  constructor(valuesOf: IndexValues<Object>) {
    this.#valuesOf = valuesOf;
  }

  get(value: string): readonly Object[] {
    const objects = this.#byValue.get(value);
    return objects === undefined ? [] : [...objects.values()];
  }

  put(key: string, object: Object): void {
    for (const value of this.#valuesOf(object)) {
      const objects = this.#byValue.get(value);
      if (objects === undefined) this.#byValue.set(value, new Map([[key, object]]));
      else objects.set(key, object);
    }
  }

  remove(key: string, object: Object): void {
    for (const value of this.#valuesOf(object)) {
      const objects = this.#byValue.get(value);
      objects?.delete(key);
      if (objects?.size === 0) this.#byValue.delete(value);
    }
  }
}

/** Freezes a value from JSON, which has no cycles. What is frozen already was frozen by us, all the way down. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const field of Object.values(value)) deepFreeze(field);
  return Object.freeze(value);
}

import type { CachedObject } from './cached-object.ts';
import { selectedField } from './field-selector.ts';

/** Objects of a kind by the value of one field. */
export class FieldIndex {
  readonly field: string;
  readonly #byValue = new Map<string, Map<string, CachedObject>>();
  /** So that the old version of a changed object need not be parsed again. */
  readonly #valueByKey = new Map<string, string>();

  constructor(field: string) {
    this.field = field;
  }

  /** The objects whose field has that value, in no order. */
  get(value: string): Iterable<CachedObject> {
    return this.#byValue.get(value)?.values() ?? [];
  }

  put(object: CachedObject): void {
    const key = object.storageKey;
    const value = selectedField(object, this.field);
    if (this.#valueByKey.get(key) !== value) this.delete(key);
    this.#valueByKey.set(key, value);
    const bucket = this.#byValue.get(value);
    if (bucket === undefined) this.#byValue.set(value, new Map([[key, object]]));
    else bucket.set(key, object);
  }

  delete(storageKey: string): void {
    const value = this.#valueByKey.get(storageKey);
    if (value === undefined) return;
    this.#valueByKey.delete(storageKey);
    const bucket = this.#byValue.get(value);
    bucket?.delete(storageKey);
    if (bucket?.size === 0) this.#byValue.delete(value);
  }
}

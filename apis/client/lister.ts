import type { ApiObject, ObjectKey } from '../machinery/object-meta.ts';

/** Reads from a cache. Objects are shared with everybody else who reads them, and frozen. */
export interface Lister<Object extends ApiObject> {
  get(key: ObjectKey): Object | undefined;
  /** In no particular order. */
  list(): Iterable<Object>;
  /** How many objects there are. */
  readonly size: number;
}

/** Finds objects of a cache by a value computed from each. */
export interface ObjectIndex<Object extends ApiObject> {
  /** The objects for which the index has `value`, oldest entry first. */
  get(value: string): readonly Object[];
}

/** The values under which an index holds an object: none, one or several. Must depend on nothing but the object. */
export type IndexValues<Object extends ApiObject> = (object: Object) => readonly string[];

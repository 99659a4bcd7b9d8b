import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { CachedObject } from './cached-object.ts';
import { EventWindow, type CacheEvent, type WindowLimits } from './event-window.ts';
import { FieldIndex } from './field-index.ts';
import { indexedFields } from './field-selector.ts';
import { ListSnapshots, type ListSnapshot } from './list-snapshots.ts';
import type { KeyRange } from './object-location.ts';
import { SortedObjects } from './sorted-objects.ts';
import { StoredForm } from './stored-form.ts';

export interface KindCacheLimits extends WindowLimits {
  /** How many lists of the past are kept for those who page through them. */
  readonly maximumSnapshots: number;
}

/** All objects of one kind, and what lately happened to them. Knows nothing of requests. */
export class KindCache {
  readonly kind: KindDefinition;
  readonly form: StoredForm;
  readonly #limits: KindCacheLimits;
  readonly #snapshots: ListSnapshots;
  #sorted = new SortedObjects([]);
  #indexes: readonly FieldIndex[] = [];
  #window: EventWindow;
  #lastChange = 0;
  #bytes = 0;
  /** Somebody pages through the objects as they are: keep them when they change. */
  #isPaged = false;

  constructor(kind: KindDefinition, limits: KindCacheLimits) {
    this.kind = kind;
    this.form = new StoredForm(kind);
    this.#limits = limits;
    this.#snapshots = new ListSnapshots(limits.maximumSnapshots);
    this.#window = new EventWindow(0, limits);
  }

  get window(): EventWindow {
    return this.#window;
  }

  /** Revision of the newest change that is known to have touched this kind. */
  get lastChange(): number {
    return this.#lastChange;
  }

  get objectCount(): number {
    return this.#sorted.size;
  }

  get objectBytes(): number {
    return this.#bytes;
  }

  get(storageKey: string): CachedObject | undefined {
    return this.#sorted.get(storageKey);
  }

  /** Everything, in key order. The array never changes afterwards. */
  objects(): readonly CachedObject[] {
    return this.#sorted.take();
  }

  /** The objects of a range, for a look without a pause. */
  in(range: KeyRange): Iterable<CachedObject> {
    return this.#sorted.in(range);
  }

  /** The objects with that value in an indexed field, in no order; undefined if there is no such index. */
  byField(field: string, value: string): Iterable<CachedObject> | undefined {
    return this.#indexes.find((index) => index.field === field)?.get(value);
  }

  /** The objects as they were at a revision of the past, if they are still known. */
  snapshotAt(revision: number): ListSnapshot | undefined {
    if (revision >= this.#lastChange) return { objects: this.objects(), sinceRevision: this.#lastChange, untilRevision: revision };
    return this.#snapshots.get(revision);
  }

  /** Keeps what is there now for {@link snapshotAt} after it has changed. */
  keepSnapshot(): void {
    this.#isPaged = true;
  }

  /** Starts over with these, sorted by key. Nothing is known of what happened up to `revision`. */
  replaceAll(sorted: readonly CachedObject[], revision: number): void {
    this.#sorted = new SortedObjects(sorted);
    this.#indexes = indexedFields(this.kind).map((field) => new FieldIndex(field));
    for (const index of this.#indexes) for (const object of sorted) index.put(object);
    this.#bytes = sorted.reduce((sum, object) => sum + object.bytes.length, 0);
    this.#window = new EventWindow(revision, this.#limits);
    this.#snapshots.clear();
    this.#isPaged = false;
    this.#lastChange = revision;
  }

  put(object: CachedObject): CacheEvent {
    this.#preserve(object.revision);
    const previous = this.#sorted.get(object.storageKey);
    this.#sorted.put(object);
    for (const index of this.#indexes) index.put(object);
    this.#bytes += object.bytes.length - (previous?.bytes.length ?? 0);
    return this.#record({ kind: 'Put', revision: object.revision, object, previous });
  }

  /** Undefined if there was nothing to delete. */
  delete(storageKey: string, revision: number): CacheEvent | undefined {
    const previous = this.#sorted.get(storageKey);
    if (previous === undefined) return undefined;
    this.#preserve(revision);
    this.#sorted.delete(storageKey);
    for (const index of this.#indexes) index.delete(storageKey);
    this.#bytes -= previous.bytes.length;
    return this.#record({ kind: 'Delete', revision, object: previous.atRevision(revision, this.form), previous });
  }

  #record(event: CacheEvent): CacheEvent {
    this.#lastChange = event.revision;
    this.#window.add(event);
    return event;
  }

  #preserve(revision: number): void {
    if (!this.#isPaged || revision === this.#lastChange) return;
    this.#isPaged = false;
    this.#snapshots.add({ objects: this.#sorted.take(), sinceRevision: this.#lastChange, untilRevision: revision - 1 });
  }
}

import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { changedFields, removedFields } from './changed-fields.ts';
import { union } from './field-set.ts';
import { entryOf, isEntryOf, settled, withoutFields, type ManagedFields, type Writer } from './managed-fields.ts';
import type { Shape } from './object-shape.ts';

/** A write that is no apply. */
export interface Update {
  readonly shape: Shape;
  /** Absent: the object is new. */
  readonly before: ApiObject | undefined;
  readonly after: unknown;
  /** Who owns what until now. */
  readonly managedFields: ManagedFields;
  readonly writer: Writer;
  /** Of the write. RFC 3339, whole seconds. */
  readonly time: string;
}

/**
 * Who owns what after an ordinary write: what it changed is the writer's and nobody else's, what it removed is nobody's. An object of which nothing was
 * recorded when it was made stays without records until somebody applies to it, as in Kubernetes. The same entries if nothing changed.
 */
export function trackUpdate({ shape, before, after, managedFields, writer, time }: Update): ManagedFields {
  if (before !== undefined && managedFields.length === 0) return managedFields;
  const base = before ?? nothingYet;
  const changed = changedFields(shape, base, after);
  const removed = removedFields(shape, base, after);
  if (changed === undefined && removed === undefined) return managedFields;
  const others = withoutFields(
    managedFields.filter((entry) => !isEntryOf(entry, writer)),
    changed,
    removed,
  );
  const own = managedFields.find((entry) => isEntryOf(entry, writer));
  const kept = own === undefined ? [] : withoutFields([own], removed);
  const fields = union(kept[0]?.fieldsV1, changed);
  // Who only removes something does not count as having written now.
  const mine = changed === undefined || fields === undefined ? kept : [entryOf(writer, fields, time)];
  return settled([...others, ...mine], managedFields);
}

/** Every object has metadata, so it is nobody's. */
const nothingYet = { metadata: {} };

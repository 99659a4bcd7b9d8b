import type { ManagedFieldsEntry } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { difference, intersection, unionOf, type FieldSet } from './field-set.ts';

/** The entries of an object, in the order in which they are served. Never changed. */
export type ManagedFields = readonly ManagedFieldsEntry[];

/** Who writes, and how. */
export interface Writer {
  readonly manager: string;
  readonly operation: ManagedFieldsEntry['operation'];
  readonly apiVersion: string;
  readonly subresource?: 'status' | undefined;
}

/** What the set of another manager has in common with a change. */
export interface FieldConflict {
  readonly owner: ManagedFieldsEntry;
  readonly fields: Exclude<FieldSet, undefined>;
}

/** Whether the entry is the writer's. Who applies stays the same over versions of the kind. */
export function isEntryOf(entry: ManagedFieldsEntry, writer: Writer): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === writer.operation &&
    entry.subresource === writer.subresource &&
    (entry.operation === 'Apply' || entry.apiVersion === writer.apiVersion)
  );
}

/** The writer's entry. `time` is an RFC 3339 text in whole seconds. */
export function entryOf(writer: Writer, fields: Exclude<FieldSet, undefined>, time: string): ManagedFieldsEntry {
  const { manager, operation, apiVersion, subresource } = writer;
  return {
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/** Where others own something of what changes. */
export function conflictsWith(others: ManagedFields, changed: FieldSet): readonly FieldConflict[] {
  return others.flatMap((owner) => {
    const fields = intersection(owner.fieldsV1, changed);
    return fields === undefined ? [] : [{ owner, fields }];
  });
}

/** The entries without these places; those that had nothing else go. An entry that loses nothing stays the very same. */
export function withoutFields(entries: ManagedFields, ...lost: readonly FieldSet[]): ManagedFields {
  return entries.flatMap((entry) => {
    let rest: FieldSet = entry.fieldsV1;
    for (const set of lost) if (intersection(rest, set) !== undefined) rest = difference(rest, set);
    if (rest === undefined) return [];
    return rest === entry.fieldsV1 ? [entry] : [{ ...entry, fieldsV1: rest }];
  });
}

/**
 * The entries in the order of Kubernetes, at most {@link mostUpdaters} of them of ordinary writes: older ones than that are told as one. Entries that say
 * the same as `before` are those of before.
 */
export function settled(entries: ManagedFields, before: ManagedFields): ManagedFields {
  const capped = withFewUpdaters(entries).toSorted(byServingOrder);
  const isSame = capped.length === before.length && capped.every((entry, position) => samePlain(entry, before[position]));
  return isSame ? before : capped;
}

/** Kubernetes' own number. */
export const mostUpdaters = 10;

/** Under whose name the oldest entries are collapsed. */
const collapsedManager = 'ancient-changes';

function withFewUpdaters(entries: ManagedFields): ManagedFields {
  const updaters = entries.filter(({ operation }) => operation === 'Update');
  const tooMany = updaters.length - mostUpdaters;
  if (tooMany <= 0) return entries;
  const earlier = updaters.filter(({ manager }) => manager === collapsedManager);
  const others = updaters.filter(({ manager }) => manager !== collapsedManager).toSorted(byTime);
  const oldest = [...earlier, ...others.slice(0, earlier.length === 0 ? tooMany + 1 : tooMany)];
  const collapsed: ManagedFieldsEntry[] = [];
  for (const apiVersion of new Set(oldest.map((entry) => entry.apiVersion))) {
    const merged = oldest.filter((entry) => entry.apiVersion === apiVersion);
    const newest = merged.at(-1);
    if (newest === undefined) continue;
    if (merged.length === 1) collapsed.push(newest);
    else collapsed.push(collapse(merged, newest));
  }
  return [...entries.filter((entry) => !oldest.includes(entry)), ...collapsed];
}

function collapse(merged: ManagedFields, { apiVersion, time }: ManagedFieldsEntry): ManagedFieldsEntry {
  const fields = unionOf(merged.map(({ fieldsV1 }) => fieldsV1)) ?? {};
  const writer: Writer = { manager: collapsedManager, operation: 'Update', apiVersion };
  return entryOf(writer, fields, time ?? '');
}

function byServingOrder(left: ManagedFieldsEntry, right: ManagedFieldsEntry): number {
  return compareTexts(left.operation, right.operation) || byTime(left, right);
}

function byTime(left: ManagedFieldsEntry, right: ManagedFieldsEntry): number {
  return (
    compareTexts(left.time ?? '', right.time ?? '') ||
    compareTexts(left.manager, right.manager) ||
    compareTexts(left.apiVersion, right.apiVersion) ||
    compareTexts(left.subresource ?? '', right.subresource ?? '')
  );
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

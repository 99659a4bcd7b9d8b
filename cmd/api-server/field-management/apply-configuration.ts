import type { ApiObject, FieldsV1 } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { changedFields, removedFields } from './changed-fields.ts';
import { difference, fieldSet, intersection, isMember, self, union, unionOf, type FieldSet } from './field-set.ts';
import {
  conflictsWith,
  entryOf,
  isEntryOf,
  settled,
  withoutFields,
  type FieldConflict,
  type ManagedFields,
  type Writer,
} from './managed-fields.ts';
import { mergeConfiguration } from './merge-configuration.ts';
import { shapeBelow, type Shape } from './object-shape.ts';
import { pruneFields } from './prune-fields.ts';
import { statedFields } from './stated-fields.ts';

/** One server-side apply to an object that is there. */
export interface Application {
  /** Of the whole object. */
  readonly shape: Shape;
  /** Of what this apply is about: the status, or all else. What is outside of it in the configuration is not looked at. */
  readonly part: Shape;
  readonly live: ApiObject;
  /** Without null fields. */
  readonly configuration: unknown;
  readonly managedFields: ManagedFields;
  readonly writer: Writer;
  /** Take fields from those who own them with other values. */
  readonly isForced: boolean;
  /** What the writer's client-side apply owned until now, to become the writer's; absent: nothing. */
  readonly takeover?: Takeover;
  /** Of the apply. RFC 3339, whole seconds. */
  readonly time: string;
}

/** Fields that were applied on the client's side: they are still recorded as those of ordinary writes. */
export interface Takeover {
  /** Only of managers that own one of these. */
  readonly ownersOf: FieldSet;
  readonly fields: FieldSet;
}

export type Applied =
  /** The object with the configuration in it, before defaults; `managedFields` are who owns what then. */
  | { readonly kind: 'Applied'; readonly object: Readonly<Record<string, unknown>>; readonly managedFields: ManagedFields }
  /** Others own fields with other values. Nothing is changed. */
  | { readonly kind: 'Conflict'; readonly conflicts: readonly FieldConflict[] };

/**
 * Server-side apply, as Kubernetes does it: the live object gets what the configuration says; what the manager said before, says no more and nobody else
 * owns goes; afterwards the manager owns just what the configuration says, with all others who have said the same. Source of the rules: Kubernetes'
 * structured-merge-diff.
 */
export function applyConfiguration(application: Application): Applied {
  const { shape, part, live, configuration, writer, isForced, time } = application;
  const managedFields = afterTakeover(knownOwners(application), application);
  const last = managedFields.find((entry) => isEntryOf(entry, writer));
  const others = managedFields.filter((entry) => entry !== last);
  const stated = statedFields(part, configuration);
  const merged = mergeConfiguration(part, live, configuration);
  const kept = unionOf([...others.map(({ fieldsV1 }) => fieldsV1), ...(stated === undefined ? [] : [stated])]);
  const object = pruneFields(shape, merged, last?.fieldsV1, kept) as Readonly<Record<string, unknown>>;
  const changed = changedFields(shape, live, object);
  const conflicts = conflictsWith(others, changed);
  if (conflicts.length > 0 && !isForced) return { kind: 'Conflict', conflicts };
  const removed = removedFields(shape, live, object);
  const rest = withoutFields(others, changed, removed);
  const isSame =
    changed === undefined && removed === undefined && last?.apiVersion === writer.apiVersion && samePlain(last.fieldsV1, stated);
  const own = stated === undefined ? [] : isSame ? [last] : [entryOf(writer, stated, time)];
  return { kind: 'Applied', object, managedFields: settled([...rest, ...own], managedFields) };
}

/** Who owns what in an object that is made by being applied. */
export function ownersOfNew(part: Shape, configuration: unknown, writer: Writer, time: string): ManagedFields {
  const stated = statedFields(part, configuration);
  return stated === undefined ? [] : [entryOf(writer, stated, time)];
}

/** The first apply to an object of which nothing is recorded finds everything in it owned by whoever has written it before. */
function knownOwners({ shape, live, managedFields, writer, time }: Application): ManagedFields {
  if (managedFields.length > 0) return managedFields;
  const all = changedFields(shape, { metadata: {} }, live);
  if (all === undefined) return managedFields;
  return [entryOf({ manager: 'before-first-apply', operation: 'Update', apiVersion: writer.apiVersion }, all, time)];
}

/** kubectl does the same with a patch of its own after its first server-side apply (csaupgrade), and then applies once more. */
function afterTakeover(entries: ManagedFields, { shape, takeover, writer, time }: Application): ManagedFields {
  if (takeover === undefined) return entries;
  const sources = entries.filter(
    ({ operation, subresource, fieldsV1 }) =>
      operation === 'Update' && subresource === undefined && intersection(fieldsV1, takeover.ownersOf) !== undefined,
  );
  const taken = unionOf(sources.flatMap(({ fieldsV1 }) => declaredPart(shape, fieldsV1, takeover.fields) ?? []));
  if (taken === undefined) return entries;
  const own = entries.find((entry) => isEntryOf(entry, writer));
  const rest = entries.filter((entry) => entry !== own);
  const left = rest.flatMap((entry) => (sources.includes(entry) ? withoutFields([entry], taken) : [entry]));
  return [...left, entryOf(writer, union(own?.fieldsV1, taken) ?? taken, own?.time ?? time)];
}

/**
 * What of `owned` was declared. Of a struct within `spec` that was declared, it is all that is owned there: defaults were never declared, and could not
 * stay behind when the rest goes. The fields of `spec` itself stand for themselves: beside what was declared there are orders, as that to stop.
 */
function declaredPart(shape: Shape, owned: FieldSet, declared: FieldSet, depth = 0): FieldSet {
  if (owned === undefined || declared === undefined) return undefined;
  const below: Record<string, FieldsV1> = {};
  for (const [step, ownedBelow] of Object.entries(owned)) {
    if (step === self) continue;
    const isDefault = shape.kind === 'Struct' && depth > 1 && !Object.hasOwn(declared, step);
    const part = isDefault ? ownedBelow : declaredPart(shapeBelow(shape, step), ownedBelow, declared[step], depth + 1);
    if (part !== undefined) below[step] = part;
  }
  return fieldSet(isMember(owned) && isMember(declared), below);
}

/** What is left of the conflicts but for the places in `allowed`. */
export function conflictsOutside(conflicts: readonly FieldConflict[], allowed: FieldSet): readonly FieldConflict[] {
  return conflicts.flatMap(({ owner, fields }) => {
    const rest = difference(fields, allowed);
    return rest === undefined ? [] : [{ owner, fields: rest }];
  });
}

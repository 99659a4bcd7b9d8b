import { createHash } from 'node:crypto';
import { canonicalJSON } from '#apis/machinery/canonical-json.ts';
import type { ApiObject, FieldsV1, ManagedFieldsEntry } from '#apis/machinery/object-meta.ts';
import { isPlainObject, samePlain } from '#apis/machinery/plain-value.ts';

/** The fields that `manager` owns by applying them; undefined if it never applied anything there. */
export function appliedFields(object: ApiObject, manager: string): FieldsV1 | undefined {
  return entriesOf(object).find((entry) => entry.manager === manager && entry.operation === 'Apply' && entry.subresource === undefined)
    ?.fieldsV1;
}

/** Names a set of fields, whatever their order; undefined for none. */
export function fieldsHash(fields: object | undefined): string | undefined {
  return fields === undefined ? undefined : contentHash(fields);
}

/** Names a value, whatever the order of its fields. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJSON(value)).digest('hex').slice(0, 32);
}

/** A field that says something else than it was made to say. */
export interface ChangedField {
  /** As `.spec.ports[{"name":"eth0"}].network`. */
  readonly field: string;
  /** Who owns it now; undefined if nobody does, as when it was taken away. */
  readonly manager: string | undefined;
  /** RFC 3339: when that manager last changed something. */
  readonly since: string | undefined;
}

/** Of the fields that `wanted` has by the word of `manager`: those that `live` says otherwise, and by whom. At most `limit`. */
export function changedFields(live: ApiObject, wanted: ApiObject, manager: string, limit: number): readonly ChangedField[] {
  const fields = appliedFields(wanted, manager);
  const others = entriesOf(live).filter((entry) => entry.manager !== manager);
  const changed: ChangedField[] = [];
  const visit = (tree: FieldsV1, steps: readonly string[], before: unknown, after: unknown): void => {
    if (samePlain(before, after) || changed.length >= limit) return;
    const below = Object.keys(tree).filter((step) => step !== '.');
    if (below.length === 0 || before === undefined) {
      const owner = newest(others.filter((entry) => owns(entry.fieldsV1, steps)));
      changed.push({ field: steps.map(wordsOf).join(''), manager: owner?.manager, since: owner?.time });
      return;
    }
    for (const step of below) visit(tree[step]!, [...steps, step], descend(before, step), descend(after, step));
  };
  if (fields !== undefined) visit(fields, [], live, wanted);
  return changed;
}

function entriesOf(object: ApiObject): readonly ManagedFieldsEntry[] {
  return object.metadata.managedFields ?? [];
}

function newest(entries: readonly ManagedFieldsEntry[]): ManagedFieldsEntry | undefined {
  return entries.toSorted((one, other) => (one.time ?? '').localeCompare(other.time ?? '')).at(-1);
}

/** Whether a manager owns the place, something in it, or all of a value around it. */
function owns(tree: FieldsV1, steps: readonly string[]): boolean {
  let here = tree;
  for (const [index, step] of steps.entries()) {
    const next = here[step];
    if (next === undefined) return index > 0 && Object.keys(here).length === 0;
    here = next;
  }
  return true;
}

function descend(value: unknown, step: string): unknown {
  const [sort, rest] = [step.slice(0, 2), step.slice(2)];
  if (sort === 'f:') return isPlainObject(value) && Object.hasOwn(value, rest) ? value[rest] : undefined;
  if (!Array.isArray(value)) return undefined;
  if (sort === 'i:') return value[Number(rest)];
  const sought = parsed(rest);
  if (sort === 'v:') return value.find((item) => samePlain(item, sought));
  return value.find(
    (item) => isPlainObject(item) && isPlainObject(sought) && Object.entries(sought).every(([key, each]) => samePlain(item[key], each)),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function wordsOf(step: string): string {
  return step.startsWith('f:') ? `.${step.slice(2)}` : `[${step.slice(2)}]`;
}

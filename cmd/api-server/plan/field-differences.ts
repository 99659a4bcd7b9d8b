import type { PlannedChange } from '#apis/compute/plan.ts';
import { lastAppliedAnnotation } from '#apis/kubernetes/last-applied-annotation.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { canonicalJSON } from '#apis/machinery/canonical-json.ts';
import { isPlainObject, samePlain } from '#apis/machinery/plain-value.ts';

/** More than anybody reads. */
export const mostChanges = 200;
/** A value that is longer is cut. */
const longestValue = 1_000;

/**
 * What differs between two states of an object, or between nothing and one, in what people declare: not the status, nor what the server keeps in the
 * metadata. Values of Secrets are told apart and never shown. Pure.
 */
export function fieldDifferences(before: ApiObject | undefined, after: ApiObject | undefined): readonly PlannedChange[] {
  const changes: PlannedChange[] = [];
  const isSecret = (after ?? before)?.kind === 'Secret';
  collect(declared(before), declared(after), '', { isSecret, changes });
  return changes;
}

interface Collection {
  readonly isSecret: boolean;
  readonly changes: PlannedChange[];
}

const declaredMetadata = ['labels', 'annotations', 'ownerReferences', 'finalizers'] as const;

function declared(object: ApiObject | undefined): Readonly<Record<string, unknown>> | undefined {
  if (object === undefined) return undefined;
  const { apiVersion: _version, kind: _kind, metadata, status: _status, ...fields } = object as ApiObject & { readonly status?: unknown };
  // What clients keep there is the whole object once more.
  const { [lastAppliedAnnotation]: _applied, ...annotations } = metadata.annotations ?? {};
  const stated = { ...metadata, annotations: Object.keys(annotations).length === 0 ? undefined : annotations };
  const kept = Object.fromEntries(declaredMetadata.flatMap((name) => (stated[name] === undefined ? [] : [[name, stated[name]]])));
  return Object.keys(kept).length === 0 ? fields : { metadata: kept, ...fields };
}

function collect(before: unknown, after: unknown, path: string, collection: Collection): void {
  if (collection.changes.length >= mostChanges || samePlain(before, after)) return;
  if (isBranch(before, after)) {
    const [left, right] = [entriesOf(before), entriesOf(after)];
    for (const name of new Set([...left.keys(), ...right.keys()])) {
      collect(left.get(name), right.get(name), pathBelow(path, name), collection);
    }
    return;
  }
  collection.changes.push({ path, ...shown('from', before, path, collection), ...shown('to', after, path, collection) });
}

/** Whether to look into it: both are of one shape, or there is something on one side only. */
function isBranch(before: unknown, after: unknown): boolean {
  const shapes = [before, after].filter((value) => value !== undefined).map(shapeOf);
  return shapes.every((shape) => shape !== 'Leaf' && shape === shapes[0]);
}

function shapeOf(value: unknown): 'Object' | 'List' | 'Leaf' {
  if (Array.isArray(value)) return value.length === 0 ? 'Leaf' : 'List';
  return isPlainObject(value) && Object.keys(value).length > 0 ? 'Object' : 'Leaf';
}

function entriesOf(value: unknown): ReadonlyMap<string | number, unknown> {
  if (value === undefined) return new Map();
  return Array.isArray(value) ? new Map(value.entries()) : new Map(Object.entries(value as object));
}

function pathBelow(path: string, name: string | number): string {
  if (typeof name === 'number') return `${path}[${name}]`;
  const isPlain = /^[A-Za-z_][\w-]*$/.test(name);
  return isPlain ? (path === '' ? name : `${path}.${name}`) : `${path}[${JSON.stringify(name)}]`;
}

function shown(side: 'from' | 'to', value: unknown, path: string, { isSecret }: Collection): Partial<PlannedChange> {
  if (value === undefined) return {};
  if (isSecret && /^(data|stringData)\b/.test(path)) return { [side]: side === 'from' ? '"*** (before)"' : '"*** (after)"' };
  const text = canonicalJSON(value);
  return { [side]: text.length > longestValue ? `${text.slice(0, longestValue)}…` : text };
}

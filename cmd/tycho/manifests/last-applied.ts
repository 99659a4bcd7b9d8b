import { lastAppliedAnnotation } from '#apis/kubernetes/last-applied-annotation.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { JSONRecord } from './three-way-merge.ts';

/**
 * The object with the annotation that holds it. Written byte for byte as kubectl writes it (sorted fields, `annotations` even if empty, a line end),
 * so that the other tool finds nothing to change.
 */
export function withLastApplied(object: AnyObject): AnyObject {
  const { [lastAppliedAnnotation]: _, ...annotations } = object.metadata.annotations ?? {};
  const plain = { ...object, metadata: { ...object.metadata, annotations } };
  return { ...plain, metadata: { ...plain.metadata, annotations: { ...annotations, [lastAppliedAnnotation]: `${sortedJSON(plain)}\n` } } };
}

/** What was applied last, or an empty object when nobody applied it or the annotation was damaged. */
export function lastApplied(object: AnyObject): JSONRecord {
  try {
    const parsed = JSON.parse(object.metadata.annotations?.[lastAppliedAnnotation] ?? '{}') as unknown;
    return typeof parsed === 'object' && parsed !== null ? (parsed as JSONRecord) : {};
  } catch {
    return {};
  }
}

/** JSON as Go's encoder writes maps: fields sorted, and the characters escaped that could end a script in HTML. */
function sortedJSON(value: unknown): string {
  const sorted = JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? sortedRecord(each) : each,
  );
  return sorted.replaceAll(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sortedRecord(record: object): object {
  return Object.fromEntries(Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

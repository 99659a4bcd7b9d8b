import { isPlainObject, setOwn } from '#apis/machinery/plain-value.ts';

/** RFC 7396: fields of `patch` replace those of `target`, `null` removes, objects are merged. Neither argument is changed; the result shares parts with them. */
export function mergePatched(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const merged: Record<string, unknown> = {};
  const base = isPlainObject(target) ? target : {};
  for (const [key, value] of Object.entries(base)) {
    if (!Object.hasOwn(patch, key)) setOwn(merged, key, value);
    else if (patch[key] !== null) setOwn(merged, key, mergePatched(value, patch[key]));
  }
  for (const [key, value] of Object.entries(patch)) {
    if (value !== null && !Object.hasOwn(base, key)) setOwn(merged, key, mergePatched(undefined, value));
  }
  return merged;
}

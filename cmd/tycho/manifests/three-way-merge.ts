/** A JSON object. */
export type JSONRecord = Readonly<Record<string, unknown>>;

/** The three states of an object that an apply knows. */
export interface MergeStates {
  /** What was applied last; empty if nothing was. */
  readonly original: JSONRecord;
  /** What is to be applied now. */
  readonly modified: JSONRecord;
  /** What the server has. */
  readonly current: JSONRecord;
}

/**
 * The merge patch (RFC 7396) that turns `current` into what `modified` says: it sets what `modified` states and differs, removes what was applied last
 * time and is no longer stated, and leaves alone what others have set. Lists are replaced whole. Empty when there is nothing to change. This is how
 * kubectl applies kinds that are not built into it, so both tools can take turns on one object.
 */
export function threeWayMergePatch({ original, modified, current }: MergeStates): JSONRecord {
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(modified)) {
    const now = current[name];
    if (isRecord(value)) {
      const before = original[name];
      const inner = threeWayMergePatch({ original: isRecord(before) ? before : {}, modified: value, current: isRecord(now) ? now : {} });
      if (Object.keys(inner).length > 0 || !isRecord(now)) patch[name] = inner;
    } else if (value !== null && !isEqual(value, now)) {
      patch[name] = value;
    }
  }
  for (const name of Object.keys(original)) {
    if (!(name in modified) && name in current) patch[name] = null;
  }
  return patch;
}

function isRecord(value: unknown): value is JSONRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deep equality of JSON values; the order of fields does not count. */
function isEqual(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  if (isRecord(left) && isRecord(right)) {
    const names = Object.keys(left);
    return names.length === Object.keys(right).length && names.every((name) => name in right && isEqual(left[name], right[name]));
  }
  return left === right;
}

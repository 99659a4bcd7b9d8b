import { BadRequestError } from '#apis/machinery/errors.ts';

/**
 * Walks over a decoded body and counts its field names: fewer than in the text if some were stated twice. Throws {@link BadRequestError} for what must
 * never get to where fields are copied: a field `__proto__`, which is no field like others in this language, and nesting past {@link deepestNesting}.
 */
export function countFields(value: unknown, depth = 1): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > deepestNesting) throw new BadRequestError(`the body is nested deeper than ${deepestNesting} levels`);
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countFields(item, depth + 1);
    return count;
  }
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    if (name === '__proto__') throw new BadRequestError('the body holds a field "__proto__", which is no name for a field');
    count += 1 + countFields(fields[name], depth + 1);
  }
  return count;
}

/** Every later walk over an object is a recursion. No kind of ours comes near it. */
export const deepestNesting = 64;

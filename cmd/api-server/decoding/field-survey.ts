import { BadRequestError } from '#apis/machinery/errors.ts';

/**
 * Walks over a decoded body and counts its field names: fewer than in the text if some were stated twice. Throws {@link BadRequestError} for what must
 * never get to where fields are copied: a field `__proto__`, which is no field like others in this language, nesting past {@link deepestNesting}, and more
 * fields than {@link mostFields}.
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
    if (count > mostFields) throw tooManyFields();
  }
  return count;
}

export function tooManyFields(): BadRequestError {
  return new BadRequestError(`the body holds more than ${mostFields} fields and list items`);
}

/** Of a body, the items of its lists counted in. The largest ConfigMap that fits into the store has less than a third of that. */
export const mostFields = 131_072;

/** Every later walk over an object is a recursion. No kind of ours comes near it. */
export const deepestNesting = 64;

/** Values as JSON has them: what `JSON.parse` gives. */

/** A copy that shares nothing with the original. Much faster than `structuredClone`. */
export function clonePlain<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(clonePlain) as Value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) setOwn(copy, key, clonePlain(item));
  return copy as Value;
}

/** Whether both say the same, whatever the order of their fields. A field that is undefined is absent. */
export function samePlain(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (Array.isArray(left))
    return (
      left.length === (right as readonly unknown[]).length &&
      left.every((item, position) => samePlain(item, (right as readonly unknown[])[position]))
    );
  return sameFields(left as Fields, right as Fields);
}

/** A shallow copy without the fields of these names. */
export function without<Value extends object, Name extends PropertyKey>(value: Value, names: readonly Name[]): Omit<Value, Name> {
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) if (!names.includes(key as Name)) setOwn(copy, key, item);
  return copy as Omit<Value, Name>;
}

/** Whether it has fields: neither a list, nor null, nor a single value. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a field whatever its name: `__proto__` is data too. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

type Fields = Readonly<Record<string, unknown>>;

function sameFields(left: Fields, right: Fields): boolean {
  let count = 0;
  for (const key of Object.keys(left)) {
    if (left[key] === undefined) continue;
    count += 1;
    if (!Object.hasOwn(right, key) || !samePlain(left[key], right[key])) return false;
  }
  for (const key of Object.keys(right)) if (right[key] !== undefined) count -= 1;
  return count === 0;
}

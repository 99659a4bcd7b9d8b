import { isPlainObject } from './plain-value.ts';

/** JSON in which equal values are equal texts: fields sorted by name, those that are undefined left out, no spaces. */
export function canonicalJSON(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJSON(item === undefined ? null : item)).join(',')}]`;
  if (!isPlainObject(value)) return JSON.stringify(value) ?? 'null';
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJSON(value[name])}`).join(',')}}`;
}

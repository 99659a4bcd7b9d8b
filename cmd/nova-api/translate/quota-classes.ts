import type { DefaultQuota } from '#apis/compute/default-quota.ts';
import { isPlainObject } from '#apis/machinery/plain-value.ts';

/**
 * Where numbers stand that limit nothing here: those of classes that no project has, as with Nova, where every project is of the class `default`; and in the class
 * `default` those of things that there are not, as floating IPs. Kept since clients read back what they have written. JSON: numbers by the name of the limit, by class.
 */
export const quotaClassesAnnotation = 'openstack.tycho.dev/quota-classes';

/** The class whose numbers hold for projects that nothing is said of. */
export const defaultClass = 'default';

/** So that the object stays small. */
export const mostClasses = 50;
export const longestClassName = 255;

export type ClassNumbers = Readonly<Record<string, number>>;

/** Numbers by class. What somebody else wrote there and cannot be read counts as nothing. */
export function numbersByClass(quota: Pick<DefaultQuota, 'metadata'> | undefined): ReadonlyMap<string, ClassNumbers> {
  const text = quota?.metadata.annotations?.[quotaClassesAnnotation];
  if (text === undefined) return new Map();
  const classes = parsed(text);
  if (!isPlainObject(classes)) return new Map();
  return new Map(
    Object.entries(classes).flatMap(([name, numbers]) => (isPlainObject(numbers) ? [[name, onlyNumbers(numbers)] as const] : [])),
  );
}

/** The text that holds these numbers, with some of one class changed. */
export function textWith(classes: ReadonlyMap<string, ClassNumbers>, name: string, numbers: ClassNumbers): string {
  return JSON.stringify(Object.fromEntries(new Map([...classes, [name, { ...classes.get(name), ...numbers }]])));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function onlyNumbers(fields: Readonly<Record<string, unknown>>): ClassNumbers {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, number] => Number.isInteger(entry[1])));
}

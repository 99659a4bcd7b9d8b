import { isPlainObject } from '#apis/machinery/plain-value.ts';
import { Fault } from './fault.ts';

export type RequestFields = Readonly<Record<string, unknown>>;

/** Fields that cannot be chosen here, and which of their values are accepted since they say what is so anyway. */
export type Harmless = Readonly<Record<string, (value: unknown) => boolean>>;

/** Whatever the name is: objects have functions of their own by names that somebody may send. */
export function isHarmless(name: string, value: unknown, harmless: Harmless): boolean {
  return Object.hasOwn(harmless, name) && harmless[name]?.(value) === true;
}

/** Throws a {@link Fault} of 400 that names the first field that cannot be set so. */
export function requireHarmless(fields: RequestFields, harmless: Harmless): void {
  const refused = Object.entries(fields).find(([name, value]) => !isHarmless(name, value, harmless));
  if (refused !== undefined) throw invalid(refused[0], 'it cannot be set here');
}

/** Null, an empty list or an empty object, which clients send for what was not chosen. */
export function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0) || (isPlainObject(value) && Object.keys(value).length === 0);
}

/** What the body holds under the name of what it is about. Throws a {@link Fault} of 400. */
export function objectIn(body: unknown, name: string): RequestFields {
  const found = isPlainObject(body) ? body[name] : undefined;
  if (!isPlainObject(found)) throw new Fault(400, `Bad ${name} request: the body has to be an object with '${name}'.`);
  return found;
}

/** A text of at most 255 characters; what is absent is empty. */
export function textOf(value: unknown, field: string): string {
  if (value !== undefined && (typeof value !== 'string' || value.length > 255))
    throw invalid(field, 'it has to be a text of at most 255 characters');
  return value ?? '';
}

export function invalid(field: string, words: string): Fault {
  return new Fault(400, `Invalid input for ${field}: ${words}.`);
}

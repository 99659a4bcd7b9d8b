import { parseDocument } from 'yaml';
import { isPlainObject } from '#apis/machinery/plain-value.ts';

/** Reads YAML that an operator wrote. `what` is its name in messages. Throws a RangeError for what is none, and for aliases. */
export function parseOperatorFile(text: string, what: string): unknown {
  const document = parseDocument(text, { logLevel: 'error' });
  const [fault] = document.errors;
  if (fault !== undefined) throw new RangeError(`${what} is not YAML: ${fault.message.split('\n', 1)[0] ?? ''}`);
  return document.toJS({ maxAliasCount: 0 });
}

/** The fields of an object of which no others are known. Throws a RangeError that names the field. */
export function knownFieldsOf(value: unknown, field: string, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (!isPlainObject(value)) throw new RangeError(`${field}: it has to be an object`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new RangeError(`${field}: unknown field ${JSON.stringify(unknown)}`);
  return value;
}

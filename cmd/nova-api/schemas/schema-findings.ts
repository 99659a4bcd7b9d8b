import type { ErrorObject } from 'ajv';
import { formats, type TextFormat } from './formats.ts';
import { pythonText, pythonValue } from './python-text.ts';
import { numberOf } from './schema-compiler.ts';

/** What is wrong with a body or query, in the words that Nova would use: those of Python's jsonschema, in Nova's frame (nova/api/validation/validators.py). */
export function findingOf(errors: readonly ErrorObject[] | null | undefined, part: 'body' | 'query'): string {
  // Those before the last are of the branches of a choice.
  const error = errors?.at(-1);
  if (error === undefined) return 'Malformed request.';
  const nameReason = error.keyword === 'format' ? (formats as Readonly<Record<string, TextFormat>>)[formatOf(error)]?.reason : undefined;
  if (nameReason !== undefined) return `An invalid 'name' value was provided. The name must be: ${nameReason}`;
  const path = error.instancePath.split('/').slice(1).map(fromPointer);
  const reason = reasonOf(error);
  const place = part === 'body' ? path.at(-1) : path[0];
  if (place === undefined) return reason;
  const what = part === 'body' ? 'field/attribute' : 'query parameters';
  return `Invalid input for ${what} ${pythonValue(place)}. Value: ${pythonValue(error.data)}. ${reason}`;
}

function fromPointer(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

function formatOf({ schema }: ErrorObject): string {
  return typeof schema === 'string' ? schema : '';
}

function reasonOf(error: ErrorObject): string {
  const reason = reasons[error.keyword];
  return reason === undefined ? `${pythonText(error.data)} is not valid` : reason(error);
}

const isTooShort = ({ data }: ErrorObject): string => `${pythonText(data)} is too short`;
const isTooLong = ({ data }: ErrorObject): string => `${pythonText(data)} is too long`;
const isLess = ({ data, schema }: ErrorObject): string => `${pythonText(numberOf(data))} is less than the minimum of ${pythonText(schema)}`;

const reasons: Readonly<Record<string, (error: ErrorObject) => string>> = {
  type: ({ data, schema }) => {
    const types = (Array.isArray(schema) ? schema : [schema]) as readonly unknown[];
    return `${pythonText(data)} is not of type ${types.map((type) => pythonText(type)).join(', ')}`;
  },
  required: ({ params }) => `${pythonText(params['missingProperty'])} is a required property`,
  additionalProperties: unexpectedFields,
  enum: ({ data, schema }) => `${pythonText(data)} is not one of ${pythonText(schema, longestChoice)}`,
  pattern: ({ data, schema }) => `${pythonText(data)} does not match ${pythonText(schema)}`,
  format: (error) => `${pythonText(error.data)} is not a ${pythonText(formatOf(error))}`,
  minLength: isTooShort,
  maxLength: isTooLong,
  minItems: isTooShort,
  maxItems: isTooLong,
  uniqueItems: ({ data }) => `${pythonText(data)} has non-unique elements`,
  minProperties: ({ data }) => `${pythonText(data)} does not have enough properties`,
  maxProperties: ({ data }) => `${pythonText(data)} has too many properties`,
  atLeast: isLess,
  atMost: ({ data, schema }) => `${pythonText(numberOf(data))} is greater than the maximum of ${pythonText(schema)}`,
  above: ({ data, schema }) => `${pythonText(numberOf(data))} is less than or equal to the minimum of ${pythonText(schema)}`,
  oneOf: fitsNone,
  anyOf: fitsNone,
  notTogether: ({ schema }) => (schema as { readonly reason: string }).reason,
};

/** Characters that a message quotes of the words among which one can choose. */
const longestChoice = 1024;

function fitsNone({ data }: ErrorObject): string {
  return `${pythonText(data)} is not valid under any of the given schemas`;
}

function unexpectedFields({ data, parentSchema }: ErrorObject): string {
  const { properties = {}, patternProperties } = (parentSchema ?? {}) as {
    readonly properties?: object;
    readonly patternProperties?: object;
  };
  const patterns = Object.keys(patternProperties ?? {});
  const expressions = patterns.map((pattern) => new RegExp(pattern, 'u'));
  const extras = Object.keys(data as object).filter(
    (key) => !Object.hasOwn(properties, key) && !expressions.some((expression) => expression.test(key)),
  );
  const named = extras.slice(0, mostNamed).map((key) => pythonText(key));
  const list = named.join(', ') + (extras.length > mostNamed ? ', …' : '');
  if (patternProperties !== undefined) {
    return `${list} ${extras.length === 1 ? 'does' : 'do'} not match any of the regexes: ${patterns.map((pattern) => pythonText(pattern)).join(', ')}`;
  }
  return `Additional properties are not allowed (${list} ${extras.length === 1 ? 'was' : 'were'} unexpected)`;
}

/** Unexpected fields that one message names. */
const mostNamed = 10;

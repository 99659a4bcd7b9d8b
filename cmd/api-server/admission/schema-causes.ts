import type { ErrorObject } from 'ajv';
import type { StatusCause } from '#apis/machinery/errors.ts';
import { fieldPath, joinPath } from './field-path.ts';

/** A fault in the words of the Kubernetes API. `value` is what stands at the faulty place. */
export function causeOf(error: ErrorObject, value: unknown): StatusCause {
  const field = fieldPath(error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'required':
      return { reason: 'FieldValueRequired', message: 'Required value', field: joinPath(field, String(params['missingProperty'])) };
    case 'enum':
      return {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${shown(value)}: supported values: ${words(params['allowedValues'])}`,
        field,
      };
    case 'const':
      return {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${shown(value)}: supported values: ${shown(params['allowedValue'])}`,
        field,
      };
    case 'type':
      return {
        reason: 'FieldValueTypeInvalid',
        message: invalid(
          nameOfType(value),
          field,
          `must be of type ${typeWords(params['type'])}: "${nameOfType(value)}"${numberHint(params['type'], value, field)}`,
        ),
        field,
      };
    case 'maxLength':
      return { reason: 'FieldValueTooLong', message: `Too long: may not be more than ${String(params['limit'])} characters`, field };
    case 'maxItems':
      return {
        reason: 'FieldValueTooMany',
        message: `Too many: ${(value as readonly unknown[]).length}: must have at most ${String(params['limit'])} items`,
        field,
      };
    case listKeyKeyword:
      return {
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: ${shown(params['duplicate'])}`,
        field: `${field}[${String(params['position'])}]`,
      };
    default:
      return { reason: 'FieldValueInvalid', message: invalid(value, field, rule(error, params)), field };
  }
}

/** The keyword of lists that are keyed by a field of their items. */
export const listKeyKeyword = 'x-kubernetes-list-map-keys';

function rule(error: ErrorObject, params: Readonly<Record<string, unknown>>): string {
  const limit = String(params['limit']);
  switch (error.keyword) {
    case 'minimum':
      return `should be greater than or equal to ${limit}`;
    case 'maximum':
      return `should be less than or equal to ${limit}`;
    case 'exclusiveMinimum':
      return `should be greater than ${limit}`;
    case 'exclusiveMaximum':
      return `should be less than ${limit}`;
    case 'pattern':
      return `should match '${String(params['pattern'])}'${description(error)}`;
    case 'minLength':
      return `should be at least ${limit} chars long`;
    case 'minItems':
      return `should have at least ${limit} items`;
    case 'format':
      return `must be of type ${String(params['format'])}`;
    default:
      return error.message ?? `breaks the rule ${error.keyword}`;
  }
}

/** What the schema says of the field, for those who do not read regular expressions. */
function description({ parentSchema }: ErrorObject): string {
  const text: unknown = parentSchema?.['description'];
  return typeof text === 'string' ? ` (${text.replace(/\.$/, '')})` : '';
}

function invalid(value: unknown, field: string, what: string): string {
  return `Invalid value: ${shown(value)}: ${field} in body ${what}`;
}

/** Values go into messages that people read and logs keep: cut short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

function words(values: unknown): string {
  return (Array.isArray(values) ? values : []).map((value) => JSON.stringify(value)).join(', ');
}

function typeWords(type: unknown): string {
  return Array.isArray(type) ? type.join(' or ') : String(type);
}

/** Most who write text or a fraction for a whole number have added the unit, which the field carries in its name already. */
function numberHint(type: unknown, value: unknown, field: string): string {
  if (type !== 'integer' || (typeof value !== 'string' && typeof value !== 'number')) return '';
  const unit = /(?:MiB|GiB|Seconds|Milliseconds|Bytes)$/.exec(field)?.[0];
  return unit === undefined ? '' : ` (${shown(value)} stands there; write a whole number of ${unit}, without the unit)`;
}

function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

const longestShown = 256;

import type { StatusCause } from '#apis/machinery/errors.ts';
import type { FieldsV1, ManagedFieldsEntry } from '#apis/machinery/object-meta.ts';
import { isPlainObject, samePlain } from '#apis/machinery/plain-value.ts';
import { leaf, self } from './field-set.ts';
import type { ManagedFields } from './managed-fields.ts';

/** What a write says of managedFields. */
export type StatedOwners =
  /** Nothing: what is recorded stays. */
  | { readonly kind: 'Unsaid' }
  /** All records go. */
  | { readonly kind: 'Reset' }
  | { readonly kind: 'Stated'; readonly managedFields: ManagedFields }
  | { readonly kind: 'Malformed'; readonly causes: readonly StatusCause[] };

/**
 * Reads `metadata.managedFields` of a body as Kubernetes does: none and an empty list say nothing, since many clients do not know of them; one empty entry
 * resets; anything else replaces what is recorded.
 */
export function readManagedFields(value: unknown): StatedOwners {
  if (!Array.isArray(value) || value.length === 0) return { kind: 'Unsaid' };
  if (value.length === 1 && samePlain(value[0], {})) return { kind: 'Reset' };
  if (value.length > mostEntries)
    return { kind: 'Malformed', causes: [fault('', `Too many: ${value.length}: must have at most ${mostEntries} items`)] };
  const causes = value.flatMap((entry: unknown, position) =>
    entryCauses(entry).map((cause) => fault(`[${position}]${cause.at}`, cause.what)),
  );
  if (causes.length > 0) return { kind: 'Malformed', causes };
  return { kind: 'Stated', managedFields: (value as readonly ManagedFieldsEntry[]).map(normalized) };
}

interface EntryFault {
  readonly at: string;
  readonly what: string;
}

function entryCauses(entry: unknown): readonly EntryFault[] {
  if (!isPlainObject(entry)) return [{ at: '', what: 'Invalid value: must be an object' }];
  const { manager = '', operation, apiVersion, fieldsType, fieldsV1, time, subresource } = entry;
  const faults: EntryFault[] = [];
  const check = (isValid: boolean, field: string, rule: string): void => {
    if (!isValid) faults.push({ at: `.${field}`, what: `Invalid value: ${JSON.stringify(entry[field]) ?? 'null'}: ${rule}` });
  };
  check(typeof manager === 'string' && manager.length <= 128, 'manager', 'must be a text of up to 128 characters');
  check(operation === 'Apply' || operation === 'Update', 'operation', 'must be `Apply` or `Update`');
  check(typeof apiVersion === 'string', 'apiVersion', 'must be a text');
  check(fieldsType === 'FieldsV1', 'fieldsType', 'must be `FieldsV1`');
  check(time === undefined || time === null || isTime(time), 'time', 'must be a time as RFC 3339 has it');
  check(subresource === undefined || typeof subresource === 'string', 'subresource', 'must be a text');
  if (!isPlainObject(fieldsV1) || !isWellFormed(fieldsV1)) faults.push({ at: '.fieldsV1', what: 'Invalid value: is no set of fields' });
  return faults;
}

function isTime(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** As deep as bodies are, so the recursion ends. */
function isWellFormed(node: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(node).every(([step, below]) => isPlainObject(below) && isStep(step) && isWellFormed(below));
}

function isStep(step: string): boolean {
  const value = step.slice(2);
  switch (step.slice(0, 2)) {
    case self:
      return true;
    case 'f:':
      return value !== '';
    case 'i:':
      return /^\d+$/.test(value);
    case 'v:':
      return isJSON(value);
    case 'k:':
      return isJSON(value) && value.startsWith('{');
    default:
      return false;
  }
}

function isJSON(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Only what an entry has, with its fields in the form in which sets are compared. */
function normalized({ manager, operation, apiVersion, time, fieldsV1, subresource }: ManagedFieldsEntry): ManagedFieldsEntry {
  return {
    manager: manager ?? '',
    operation,
    apiVersion,
    ...(time === undefined || time === null ? {} : { time: `${new Date(time).toISOString().slice(0, 19)}Z` }),
    fieldsType: 'FieldsV1',
    fieldsV1: normalizedFields(fieldsV1),
    ...(subresource === undefined || subresource === '' ? {} : { subresource }),
  };
}

/** A place of which nothing but itself is said is a leaf. */
function normalizedFields(node: FieldsV1): FieldsV1 {
  const entries = Object.entries(node);
  if (entries.length === 1 && entries[0]?.[0] === self) return leaf;
  return Object.fromEntries(entries.map(([step, below]) => [step, step === self ? leaf : normalizedFields(below)]));
}

function fault(at: string, message: string): StatusCause {
  return { reason: 'FieldValueInvalid', message, field: `metadata.managedFields${at}` };
}

/** Appliers are not collapsed, but nobody has so many. */
const mostEntries = 1_000;

import { BadRequestError } from '#apis/machinery/errors.ts';

/** Kubernetes' reading of a flag in a query: `watch`, `watch=1` and `watch=true` set it, `0` and `false` do not. */
export function booleanParameter(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}

/** A count of something. Absent or empty: `undefined`. Throws {@link BadRequestError} for anything but a plain number. */
export function countParameter(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^\d{1,15}$/.test(value)) throw new BadRequestError(`query parameter ${name}: "${value}" is not a whole number`);
  return Number(value);
}

/** A text. Absent or empty: `undefined`. */
export function textParameter(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name);
  return value === null || value === '' ? undefined : value;
}

/** Whether nothing is to be stored. Throws {@link BadRequestError} for any other wish: a dry run that is not understood must not become a real one. */
export function dryRunParameter(query: URLSearchParams): boolean {
  return isDryRun(query.getAll('dryRun'), 'query parameter dryRun');
}

/** {@link dryRunParameter} for a list of stages, wherever it came from. */
export function isDryRun(stages: readonly unknown[], where: string): boolean {
  for (const stage of stages) {
    if (stage !== 'All') throw new BadRequestError(`${where}: Unsupported value: ${JSON.stringify(stage)}: supported values: "All"`);
  }
  return stages.length > 0;
}

/** What to do about fields that are unknown or stated twice. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** Absent: `Warn`, as in Kubernetes. */
export function fieldValidationParameter(query: URLSearchParams): FieldValidation {
  const value = textParameter(query, 'fieldValidation') ?? 'Warn';
  if (value === 'Strict' || value === 'Warn' || value === 'Ignore') return value;
  throw new BadRequestError(`query parameter fieldValidation: Unsupported value: "${value}": supported values: "Ignore", "Strict", "Warn"`);
}

/** Who makes the change, for the records of who set which field: as stated, or the first word of the User-Agent. */
export function fieldManagerParameter(query: URLSearchParams, userAgent: string | undefined): string | undefined {
  const stated = textParameter(query, 'fieldManager');
  if (stated === undefined) {
    const [firstWord = ''] = (userAgent ?? '').split('/', 1);
    return firstWord.replaceAll(unprintable, '').slice(0, longestFieldManager) || undefined;
  }
  if (stated.length > longestFieldManager)
    throw new BadRequestError(`query parameter fieldManager: may not be longer than ${longestFieldManager}`);
  if (stated.search(unprintable) >= 0) throw new BadRequestError('query parameter fieldManager: should only contain printable characters');
  return stated;
}

const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** Kubernetes' own limit. */
const longestFieldManager = 128;

import { Ajv, type ValidateFunction } from 'ajv';
import { formats } from './formats.ts';
import type { Schema } from './parameter-schemas.ts';

/** A function that holds a value against a schema; its first error says what is wrong. */
export function compile(schema: Schema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}

/** Compiled when first used, since most requests never come in most versions. As many as there are steps in our tables. */
const compiled = new WeakMap<Schema, ValidateFunction>();

/** The number that a limit is held against: itself, or what its digits say; nothing else is measured (nova/api/validation/validators.py). */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^[-+]?\d+(\.\d+)?$/.test(value.trim())) return undefined;
  return Number(value);
}

const ajv = makeAjv();

function makeAjv(): Ajv {
  // The first error is enough, and bounds what a hostile body can make us write down.
  const made = new Ajv({ allErrors: false, verbose: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
  for (const [name, { matches }] of Object.entries(formats)) made.addFormat(name, matches);
  const bound = (keyword: string, holds: (value: number, limit: number) => boolean): void => {
    made.addKeyword({
      keyword,
      type: ['number', 'string'],
      schemaType: 'number',
      validate: (limit: number, value: unknown) => {
        const number = numberOf(value);
        return number === undefined || holds(number, limit);
      },
    });
  };
  bound('atLeast', (value, limit) => value >= limit);
  bound('atMost', (value, limit) => value <= limit);
  bound('above', (value, limit) => value > limit);
  made.addKeyword({
    keyword: 'notTogether',
    type: 'object',
    schemaType: 'object',
    validate: ({ fields }: { readonly fields: readonly string[] }, value: object) => !fields.every((field) => Object.hasOwn(value, field)),
  });
  return made;
}

import type { ValidateFunction } from 'ajv';
import { NovaFault } from '../http/nova-fault.ts';
import { actionSchemas } from './action-schemas.ts';
import { attachmentQueries, attachmentSchemas } from './attachment-schemas.ts';
import { checkExtraSpecs } from './extra-specs.ts';
import { flavorQueries, flavorSchemas } from './flavor-schemas.ts';
import { keypairQueries, keypairSchemas } from './keypair-schemas.ts';
import { operatorQueries, operatorSchemas } from './operator-schemas.ts';
import type { Schema, SchemaStep, SchemaTable } from './parameter-schemas.ts';
import { quotaQueries, quotaSchemas } from './quota-schemas.ts';
import { findingOf } from './schema-findings.ts';
import { compile } from './schema-compiler.ts';
import { serverGroupQueries, serverGroupSchemas } from './server-group-schemas.ts';
import { serverQueries } from './server-query-schemas.ts';
import { serverSchemas } from './server-schemas.ts';

/** What the bodies of requests may hold, by request and version. Actions are under what they are done to and their key. */
export const bodySchemas = {
  ...serverSchemas,
  ...actionSchemas,
  ...attachmentSchemas,
  ...flavorSchemas,
  ...keypairSchemas,
  ...serverGroupSchemas,
  ...quotaSchemas,
  ...operatorSchemas,
} as const satisfies SchemaTable;

/** What the queries of requests may hold: each parameter with the list of its values. */
export const querySchemas = {
  ...serverQueries,
  ...attachmentQueries,
  ...flavorQueries,
  ...keypairQueries,
  ...serverGroupQueries,
  ...quotaQueries,
  ...operatorQueries,
} as const satisfies SchemaTable;

export type BodyName = keyof typeof bodySchemas;
export type QueryName = keyof typeof querySchemas;
export type RequestName = BodyName | QueryName;

/** Whether there is a schema for the body of such a request in any version. */
export function isBodyName(text: string): text is BodyName {
  return Object.hasOwn(bodySchemas, text);
}

/** Whether there is a schema for the query of such a request in any version. */
export function isQueryName(text: string): text is QueryName {
  return Object.hasOwn(querySchemas, text);
}

/**
 * Holds a body against the schema of its request in a version. In a version that is older than the request nothing is looked at: there is no such request then.
 *
 * @param body what was parsed of the body; undefined if there was none.
 * @throws NovaFault 400 that names the field.
 */
export function validateBody(request: BodyName, version: number, body: unknown): void {
  const check = validatorOf('body', bodySchemas, request, version);
  if (check === undefined) return;
  if (!check.validate(body ?? null)) throw new NovaFault(400, findingOf(check.validate.errors, 'body'));
  if (version >= extraSpecsAreCheckedSince) extraSpecsIn[request]?.(body as never);
}

/** A version: what a schema could not say of them is looked at from then on. */
const extraSpecsAreCheckedSince = 86;

const extraSpecsIn: { readonly [Name in BodyName]?: (body: never) => void } = {
  addExtraSpecs: (body: { readonly extra_specs: Readonly<Record<string, string | number>> }) => checkExtraSpecs(body.extra_specs),
  setExtraSpec: (body: Readonly<Record<string, string | number>>) => checkExtraSpecs(body),
};

/**
 * Holds a query against the schema of its request in a version, and takes out of it what is no parameter of the request where that version says nothing of such.
 *
 * @throws NovaFault 400 that names the parameter.
 */
export function validateQuery(request: QueryName, version: number, query: URLSearchParams | Record<string, string | string[]>): void {
  const check = validatorOf('query', querySchemas, request, version);
  if (check === undefined) return;
  if (!check.validate(valuesOf(query))) throw new NovaFault(400, findingOf(check.validate.errors, 'query'));
  removeUnknown(check.schema, query);
}

/** The schema of a body in a version: the newest that is not newer than that. */
export function bodySchema(request: BodyName, version: number): Schema | undefined {
  return stepOf(bodySchemas, request, version)?.schema;
}

/** The schema of a query in a version. */
export function querySchema(request: QueryName, version: number): Schema | undefined {
  return stepOf(querySchemas, request, version)?.schema;
}

function stepOf(table: SchemaTable, request: string, version: number): SchemaStep | undefined {
  return table[request]?.findLast(({ since }) => since <= version);
}

interface Validator {
  readonly schema: Schema;
  readonly validate: ValidateFunction;
}

function validatorOf(part: 'body' | 'query', table: SchemaTable, request: string, version: number): Validator | undefined {
  const key = `${part} ${request} ${version}`;
  if (!validators.has(key)) {
    const step = stepOf(table, request, version);
    validators.set(key, step === undefined ? undefined : { schema: step.schema, validate: compile(step.schema) });
  }
  return validators.get(key);
}

/** At most one for each request and version: both are ours, not the caller's. */
const validators = new Map<string, Validator | undefined>();

function valuesOf(query: URLSearchParams | Record<string, string | string[]>): Record<string, readonly string[]> {
  const values: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>;
  if (query instanceof URLSearchParams) for (const key of new Set(query.keys())) values[key] = query.getAll(key);
  else for (const [key, value] of Object.entries(query)) values[key] = typeof value === 'string' ? [value] : value;
  return values;
}

function removeUnknown(schema: Schema, query: URLSearchParams | Record<string, string | string[]>): void {
  const { properties = {}, patternProperties = {} } = schema as { readonly properties?: object; readonly patternProperties?: object };
  const patterns = Object.keys(patternProperties).map((pattern) => new RegExp(pattern, 'u'));
  const names = query instanceof URLSearchParams ? [...new Set(query.keys())] : Object.keys(query);
  for (const name of names) {
    if (Object.hasOwn(properties, name) || patterns.some((pattern) => pattern.test(name))) continue;
    if (query instanceof URLSearchParams) query.delete(name);
    else delete query[name];
  }
}

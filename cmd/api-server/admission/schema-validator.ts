import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { StatusCause } from '#apis/machinery/errors.ts';
import { apiVersionOf, groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { fieldPath, joinPath } from './field-path.ts';
import { causeOf, listKeyKeyword } from './schema-causes.ts';

/** What a schema says of a body. */
export interface SchemaFindings {
  /** Paths of fields that the kind does not have. They have been removed. */
  readonly unknownFields: readonly string[];
  readonly causes: readonly StatusCause[];
}

/** Checks bodies against the schemas of their kinds. A schema is compiled when its kind is first written. */
export class SchemaValidator {
  readonly #complete = new SchemaCompiler({ useDefaults: true });
  /** For configurations, in which a default would be something that nobody has said. */
  readonly #partial = new SchemaCompiler({ useDefaults: false });

  /**
   * Fills in defaults, removes unknown fields and nulls that mean "not set", all in `body` itself, and tells what is wrong with the rest.
   * Metadata is not looked at.
   */
  validate(kind: KindDefinition, body: Record<string, unknown>): SchemaFindings {
    const check = this.#complete.compile(groupResourceOf(kind), () => schemaOf(kind));
    return findings(check, body);
  }

  /** Removes unknown fields and nulls that mean "not set", in `body` itself, and tells the paths of the unknown. Fills in nothing. */
  removeUnknown(kind: KindDefinition, body: Record<string, unknown>): readonly string[] {
    return findings(
      this.#partial.compile(groupResourceOf(kind), () => schemaOf(kind)),
      body,
    ).unknownFields;
  }

  /** The same for a body that is no kind, as a subresource takes it. `name` tells it from others. */
  validateAgainst(name: string, schema: object, body: Record<string, unknown>): SchemaFindings {
    return findings(
      this.#complete.compile(name, () => schema),
      body,
    );
  }
}

/** Compiles each schema once, under its name. */
class SchemaCompiler {
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor({ useDefaults }: { readonly useDefaults: boolean }) {
    this.#ajv = new Ajv({ allErrors: true, useDefaults, strict: false, verbose: true });
    addFormats.default(this.#ajv, ['date-time']);
    this.#ajv.addKeyword({ keyword: listKeyKeyword, type: 'array', errors: true, validate: validateListKeys });
  }

  compile(name: string, schema: () => object): ValidateFunction {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const compiled = this.#ajv.compile(schema());
    this.#compiled.set(name, compiled);
    return compiled;
  }
}

function schemaOf(kind: KindDefinition): object {
  const fields = kind.fields as { readonly properties: object; readonly required?: readonly string[] };
  return {
    type: 'object',
    properties: {
      apiVersion: { const: apiVersionOf(kind) },
      kind: { const: kind.kind },
      metadata: { type: 'object' },
      ...fields.properties,
    },
    required: ['metadata', ...(fields.required ?? [])],
    additionalProperties: false,
  };
}

function findings(check: ValidateFunction, body: Record<string, unknown>): SchemaFindings {
  if (check(body)) return noFindings;
  const unknownFields: string[] = [];
  let errors = check.errors ?? [];
  for (const error of errors) if (error.keyword === 'additionalProperties') unknownFields.push(removeUnknown(body, error));
  // A null where none is allowed stands for a field that is not set: Go clients send such. Its default may come in then.
  if (removeNulls(body, errors)) errors = check(body) ? [] : (check.errors ?? []);
  const causes = errors
    .filter(isFault)
    .slice(0, maximumCauses)
    .map((error) => causeOf(error, valueAt(body, error.instancePath)));
  return { unknownFields, causes };
}

/** The branches of a choice report their own errors beside that of the choice. */
function isFault(error: ErrorObject): boolean {
  return error.keyword !== 'additionalProperties' && error.keyword !== 'anyOf' && error.keyword !== 'oneOf' && error.keyword !== 'if';
}

function removeUnknown(body: Record<string, unknown>, error: ErrorObject): string {
  const property = (error.params as { readonly additionalProperty: string }).additionalProperty;
  const parent = valueAt(body, error.instancePath);
  if (typeof parent === 'object' && parent !== null) delete (parent as Record<string, unknown>)[property];
  return joinPath(fieldPath(error.instancePath), property);
}

function removeNulls(body: Record<string, unknown>, errors: readonly ErrorObject[]): boolean {
  let hasRemoved = false;
  for (const { instancePath } of errors) {
    const slash = instancePath.lastIndexOf('/');
    if (slash < 0 || valueAt(body, instancePath) !== null) continue;
    const parent = valueAt(body, instancePath.slice(0, slash));
    if (Array.isArray(parent) || typeof parent !== 'object' || parent === null) continue;
    delete (parent as Record<string, unknown>)[unescapePointer(instancePath.slice(slash + 1))];
    hasRemoved = true;
  }
  return hasRemoved;
}

function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[unescapePointer(step)];
  }
  return value;
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Two items of a list with the same key would make it unclear which one a later change means. */
const validateListKeys: { (keys: readonly string[], list: readonly unknown[]): boolean; errors?: Partial<ErrorObject>[] } = (
  keys,
  list,
) => {
  const seen = new Set<string>();
  for (const [position, item] of list.entries()) {
    const duplicate = Object.fromEntries(keys.map((key) => [key, (item as Readonly<Record<string, unknown>> | null)?.[key]]));
    const identity = JSON.stringify(duplicate);
    if (seen.has(identity)) {
      validateListKeys.errors = [{ keyword: listKeyKeyword, params: { position, duplicate } }];
      return false;
    }
    seen.add(identity);
  }
  return true;
};

const noFindings: SchemaFindings = { unknownFields: [], causes: [] };
const maximumCauses = 100;

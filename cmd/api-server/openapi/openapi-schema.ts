/** A schema as OpenAPI 3.0 has it: JSON Schema with a few words missing and a few of its own. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;

/**
 * Turns a schema of the catalog into one of OpenAPI 3.0. What only guides our own code (`additionalProperties: false`, effect classes) is left out:
 * clients are not to refuse what a newer server may take.
 */
export function openApiSchema(schema: unknown): OpenApiSchema {
  const {
    const: constant,
    exclusiveMinimum,
    exclusiveMaximum,
    anyOf,
    properties,
    required,
    items,
    additionalProperties,
    ...rest
  } = schema as Record<string, unknown>;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([keyword]) => !keyword.startsWith('x-tycho-') && !keyword.startsWith('~'))),
    ...(constant === undefined ? {} : { enum: [constant] }),
    ...(exclusiveMinimum === undefined ? {} : { minimum: exclusiveMinimum, exclusiveMinimum: true }),
    ...(exclusiveMaximum === undefined ? {} : { maximum: exclusiveMaximum, exclusiveMaximum: true }),
    ...(anyOf === undefined ? {} : alternatives(anyOf as readonly Record<string, unknown>[])),
    ...requiredFields(required, properties),
    ...(properties === undefined ? {} : { properties: mapValues(properties as Record<string, unknown>, openApiSchema) }),
    ...(items === undefined ? {} : { items: openApiSchema(items) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: openApiSchema(additionalProperties) } : {}),
    ...(rest['type'] === 'integer' && rest['format'] === undefined ? { format: 'int64' } : {}),
  };
}

/** A field with a default is always there when an object is read, but need not be sent. */
function requiredFields(required: unknown, properties: unknown): OpenApiSchema {
  const schemas = (properties ?? {}) as Record<string, { readonly default?: unknown }>;
  const names = ((required ?? []) as readonly string[]).filter((name) => schemas[name]?.default === undefined);
  return names.length === 0 ? {} : { required: names };
}

/** OpenAPI 3.0 has no type `null`: a value or null is a value that is nullable. */
function alternatives(choices: readonly Record<string, unknown>[]): OpenApiSchema {
  const others = choices.filter(({ type }) => type !== 'null');
  const nullable = others.length < choices.length ? { nullable: true } : {};
  const [only] = others;
  return others.length === 1 ? { ...openApiSchema(only), ...nullable } : { anyOf: others.map(openApiSchema), ...nullable };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

import type { OpenApiSchema } from './openapi-schema.ts';

/** A document of OpenAPI 3.0 as `openApiDocument` makes it: what the older form is made from. */
interface OpenApiDocument {
  readonly info: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, OpenApiSchema>> };
}

/** One document of OpenAPI 2.0 that says what all of these say, for clients that know only that form. */
export function swaggerDocument(documents: readonly object[]): object {
  const parts = documents as readonly OpenApiDocument[];
  const paths = Object.assign({}, ...parts.map((part) => part.paths)) as OpenApiDocument['paths'];
  const schemas = Object.assign({}, ...parts.map((part) => part.components.schemas)) as Record<string, OpenApiSchema>;
  return {
    swagger: '2.0',
    info: parts[0]?.info,
    paths: Object.fromEntries(sortedEntries(paths).map(([path, item]) => [path, pathItem(item)])),
    definitions: Object.fromEntries(sortedEntries(schemas).map(([name, schema]) => [name, swaggerSchema(schema)])),
  };
}

function pathItem({ parameters, ...methods }: Readonly<Record<string, unknown>>): object {
  return {
    ...Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, swaggerOperation(operation as Operation)])),
    parameters: (parameters as readonly Parameter[]).map(swaggerParameter),
  };
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content; readonly required?: boolean };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema: OpenApiSchema }>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly required?: boolean;
  readonly schema: { readonly type: string; readonly uniqueItems?: boolean };
}

function swaggerOperation({ parameters, requestBody, responses, ...rest }: Operation): object {
  const answers = Object.values(responses).flatMap(({ content = {} }) => Object.keys(content));
  return {
    ...rest,
    ...(requestBody === undefined ? {} : { consumes: Object.keys(requestBody.content) }),
    produces: [...new Set(answers)],
    schemes: ['https'],
    parameters: [...(requestBody === undefined ? [] : [bodyParameter(requestBody)]), ...parameters.map(swaggerParameter)],
    responses: Object.fromEntries(Object.entries(responses).map(([code, answer]) => [code, swaggerResponse(answer)])),
  };
}

function bodyParameter({ content, required }: NonNullable<Operation['requestBody']>): object {
  const schema = firstSchema(content);
  return { name: 'body', in: 'body', ...(required === undefined ? {} : { required }), schema: swaggerSchema(schema ?? {}) };
}

function swaggerResponse({ description, content = {} }: Operation['responses'][string]): object {
  const schema = firstSchema(content);
  return { description, ...(schema === undefined ? {} : { schema: swaggerSchema(schema) }) };
}

/** The older form has one schema for all media types of a body; ours differ in none. */
function firstSchema(content: Content): OpenApiSchema | undefined {
  return Object.values(content)[0]?.schema;
}

function swaggerParameter({ schema, ...rest }: Parameter): object {
  return { ...rest, ...schema };
}

/**
 * A schema in the words of OpenAPI 2.0. It has no null: a value or null is said to be that value. It has no choice between schemas: such a field may be
 * anything, but for a number or text, for which Kubernetes has a format of its own.
 */
export function swaggerSchema(schema: OpenApiSchema): OpenApiSchema {
  const {
    $ref,
    allOf,
    anyOf: _choice,
    oneOf: _either,
    not: _unlike,
    nullable: _nullable,
    properties,
    items,
    additionalProperties,
    ...rest
  } = schema;
  const reference = ($ref ?? (allOf as readonly { readonly $ref: string }[] | undefined)?.[0]?.$ref) as string | undefined;
  return {
    ...rest,
    ...(rest['x-kubernetes-int-or-string'] === true ? { type: 'string', format: 'int-or-string' } : {}),
    ...(reference === undefined ? {} : { $ref: reference.replace('#/components/schemas/', '#/definitions/') }),
    ...(properties === undefined ? {} : { properties: mapValues(properties as Record<string, OpenApiSchema>) }),
    ...(items === undefined ? {} : { items: swaggerSchema(items as OpenApiSchema) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: swaggerSchema(additionalProperties as OpenApiSchema) }),
  };
}

function mapValues(properties: Readonly<Record<string, OpenApiSchema>>): Record<string, OpenApiSchema> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, swaggerSchema(schema)]));
}

function sortedEntries<Value>(record: Readonly<Record<string, Value>>): (readonly [string, Value])[] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}

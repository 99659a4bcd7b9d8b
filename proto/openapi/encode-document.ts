import { tycho } from '../generated/openapi.js';

/**
 * Encodes an OpenAPI 2.0 document in the protobuf form that Kubernetes' clients ask for. Throws a TypeError for a word for which that form, or our part of it,
 * has no place: nothing is left out silently.
 */
export function encodeOpenApiDocument(document: object): Uint8Array {
  return tycho.openapi.v2.Document.encode(documentMessage(document) as Parameters<typeof tycho.openapi.v2.Document.encode>[0]).finish();
}

/** Turns a value of the JSON form into what the generated encoder takes. */
type Conversion = (value: unknown) => unknown;

const asItIs: Conversion = (value) => value;

/** A value of any form goes as text. */
const any: Conversion = (value) => ({ yaml: JSON.stringify(value) });

const listOf =
  (item: Conversion): Conversion =>
  (value) =>
    (value as readonly unknown[]).map(item);

/** A value inside of a message that has nothing but it. */
const inside =
  (field: string, conversion: Conversion): Conversion =>
  (value) => ({ [field]: conversion(value) });

/** A map goes as a list of names with their values, in that order. */
const namedIn =
  (field: string, conversion: Conversion): Conversion =>
  (value) => ({ [field]: Object.entries(value as object).map(([name, item]) => ({ name, value: conversion(item) })) });

/** An object whose fields have places of their own; words that begin with `x-` go to the vendor's list. */
const message = (fields: () => Readonly<Record<string, readonly [string, Conversion]>>): Conversion => {
  let known: ReadonlyMap<string, readonly [string, Conversion]> | undefined;
  return (value) => {
    known ??= new Map(Object.entries(fields()));
    const converted: Record<string, unknown> = {};
    const extensions: object[] = [];
    for (const [word, item] of Object.entries(value as object)) {
      if (word.startsWith('x-')) {
        extensions.push({ name: word, value: any(item) });
        continue;
      }
      const place = known.get(word);
      if (place === undefined) throw new TypeError(`OpenAPI in protobuf has no place for "${word}"`);
      converted[place[0]] = place[1](item);
    }
    return extensions.length === 0 ? converted : { ...converted, vendorExtension: extensions };
  };
};

/** Fields whose name and value are the same in both forms. */
const same = (...words: readonly string[]): Record<string, readonly [string, Conversion]> =>
  Object.fromEntries(words.map((word) => [word, [word, asItIs]]));

const schema: Conversion = message(() => ({
  $ref: ['ref', asItIs],
  ...same('format', 'title', 'description', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'),
  ...same('maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'maxProperties', 'minProperties', 'required'),
  default: ['default', any],
  enum: ['enum', listOf(any)],
  additionalProperties: ['additionalProperties', (value) => (typeof value === 'boolean' ? { boolean: value } : { schema: schema(value) })],
  type: ['type', (value) => ({ value: [value] })],
  items: ['items', (value) => ({ schema: [schema(value)] })],
  allOf: ['allOf', listOf(schema)],
  properties: ['properties', namedIn('additionalProperties', schema)],
}));

const bodyParameter = message(() => ({ ...same('description', 'name', 'in', 'required'), schema: ['schema', schema] }));

const otherParameter = message(() => same('description', 'name', 'in', 'required', 'type', 'uniqueItems'));

const parameter: Conversion = (value) => {
  const place = (value as { readonly in: string }).in;
  if (place === 'body') return { parameter: { body: bodyParameter(value) } };
  if (place !== 'query' && place !== 'path') throw new TypeError(`OpenAPI in protobuf has no place for a parameter in "${place}"`);
  return { parameter: { nonBody: { [place]: otherParameter(value) } } };
};

const response = message(() => ({ ...same('description'), schema: ['schema', inside('schema', schema)] }));

const operation = message(() => ({
  ...same('tags', 'description', 'operationId', 'produces', 'consumes', 'schemes', 'deprecated'),
  parameters: ['parameters', listOf(parameter)],
  responses: ['responses', namedIn('responseCode', inside('response', response))],
}));

const pathItem = message(() => ({
  ...Object.fromEntries(['get', 'put', 'post', 'delete', 'patch'].map((method) => [method, [method, operation] as const])),
  parameters: ['parameters', listOf(parameter)],
}));

const documentMessage = message(() => ({
  ...same('swagger'),
  info: ['info', message(() => same('title', 'version'))],
  paths: ['paths', namedIn('path', pathItem)],
  definitions: ['definitions', namedIn('additionalProperties', schema)],
}));

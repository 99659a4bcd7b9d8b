import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { tycho } from '#proto/generated/openapi.js';
import { encodeOpenApiDocument } from '#proto/openapi/encode-document.ts';
import { ServedResources } from '../resources/served-resources.ts';
import { openApiDocument, schemaNameOf } from './openapi-document.ts';
import { swaggerDocument, swaggerSchema } from './swagger-document.ts';

type Plain = Record<string, unknown>;
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Plain>>>>;
  readonly definitions: Readonly<Record<string, Plain>>;
}

const documents = new ServedResources(catalog).groupVersions.map((each) => openApiDocument(each, { productVersion: '1.2.3' }));
const document = swaggerDocument(documents) as Document;

/** The decoded protobuf form, written back as JSON. The inverse of the encoder, so that what one of them forgets shows. */
const decoded = {
  any: (message: Plain): unknown => JSON.parse(message['yaml'] as string) as unknown,
  named: (list: unknown, change: (value: Plain) => unknown): Plain =>
    Object.fromEntries((list as { name: string; value: Plain }[]).map(({ name, value }) => [name, change(value)])),
  /** Fields that were sent; `changes` says how those come back that are not the same in both forms. */
  object: (message: object, changes: Readonly<Record<string, (value: Plain) => Plain>>): Plain => {
    const result: Plain = {};
    for (const [name, value] of Object.entries(message)) {
      if (Array.isArray(value) && value.length === 0 && name !== 'parameters') continue;
      if (name === 'vendorExtension') Object.assign(result, decoded.named(value, decoded.any));
      else Object.assign(result, changes[name]?.(value as Plain) ?? { [name]: value as unknown });
    }
    return result;
  },
  schema: (message: object): Plain =>
    decoded.object(message, {
      ref: (value) => ({ $ref: value }),
      default: (value) => ({ default: decoded.any(value) }),
      enum: (value) => ({ enum: (value as unknown as Plain[]).map(decoded.any) }),
      additionalProperties: (value) => ({ additionalProperties: decoded.schema(value['schema'] as object) }),
      type: (value) => ({ type: (value['value'] as unknown[])[0] }),
      items: (value) => ({ items: decoded.schema((value['schema'] as object[])[0] ?? {}) }),
      properties: (value) => ({ properties: decoded.named(value['additionalProperties'], decoded.schema) }),
    }),
  parameter: ({ parameter }: Plain): Plain => {
    const { body, nonBody } = parameter as { body: object | null; nonBody: Record<string, Plain> | null };
    return body === null
      ? (Object.values(nonBody ?? {})[0] ?? {})
      : decoded.object(body, { schema: (value) => ({ schema: decoded.schema(value) }) });
  },
  response: ({ response }: Plain): Plain =>
    decoded.object(response as object, { schema: (value) => ({ schema: decoded.schema(value['schema'] as object) }) }),
  operation: (message: object): Plain =>
    decoded.object(message, {
      parameters: (value) => ({ parameters: (value as unknown as Plain[]).map(decoded.parameter) }),
      responses: (value) => ({ responses: decoded.named(value['responseCode'], decoded.response) }),
    }),
  pathItem: (message: object): Plain =>
    decoded.object(message, {
      ...Object.fromEntries(
        ['get', 'put', 'post', 'delete', 'patch'].map((method) => [method, (value) => ({ [method]: decoded.operation(value) })]),
      ),
      parameters: (value) => ({ parameters: (value as unknown as Plain[]).map(decoded.parameter) }),
    }),
  document: (message: object): Plain =>
    decoded.object(message, {
      info: (value) => ({ info: { ...value } }),
      paths: (value) => ({ paths: decoded.named(value['path'], decoded.pathItem) }),
      definitions: (value) => ({ definitions: decoded.named(value['additionalProperties'], decoded.schema) }),
    }),
};

/** 64-bit numbers come as two halves. */
function plainNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part: Plain) =>
    typeof part === 'object' && 'unsigned' in part ? Number(part['high']) * 2 ** 32 + (Number(part['low']) >>> 0) : part,
  );
}

describe('the OpenAPI 2.0 document', () => {
  it('says in protobuf what it says in JSON', () => {
    const message = tycho.openapi.v2.Document.decode(encodeOpenApiDocument(document));

    expect(plainNumbers(decoded.document(message))).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('refers to nothing that it does not hold, and uses no word that only the newer form has', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)].map(([, name]) => name ?? '');

    expect(references.filter((name) => document.definitions[name] === undefined)).toEqual([]);
    expect(references.length).toBeGreaterThan(catalog.length);
    expect(text).not.toMatch(/components|"nullable"|"anyOf"|"oneOf"|"allOf"|"requestBody"|"content"/);
  });

  it('names the kind of each definition, and how its lists are merged', () => {
    for (const kind of catalog) {
      const { group, version, kind: name } = kind;
      expect(document.definitions[schemaNameOf(kind)]?.['x-kubernetes-group-version-kind']).toEqual([{ group, version, kind: name }]);
    }
    expect(document.definitions['dev.tycho.compute.v1alpha1.Server']).toMatchObject({
      properties: { status: { properties: { conditions: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] } } } },
    });
    expect(document.definitions['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta']).toMatchObject({
      properties: { ownerReferences: { 'x-kubernetes-patch-merge-key': 'uid', 'x-kubernetes-patch-strategy': 'merge' } },
    });
  });

  it('says of each patch for which kind it is, in what forms it goes, and that it can be tried', () => {
    const patch = document.paths['/apis/compute.tycho.dev/v1alpha1/namespaces/{namespace}/servers/{name}']?.['patch'];

    expect(patch).toMatchObject({
      'x-kubernetes-group-version-kind': { group: 'compute.tycho.dev', version: 'v1alpha1', kind: 'Server' },
      consumes: expect.arrayContaining(['application/merge-patch+json']) as unknown,
      parameters: expect.arrayContaining([
        { name: 'body', in: 'body', required: true, schema: { type: 'object' } },
        expect.objectContaining({ name: 'dryRun', in: 'query', type: 'string' }),
        expect.objectContaining({ name: 'fieldValidation', in: 'query', type: 'string' }),
      ]) as unknown,
    });
  });

  it('gives each operation a name of its own', () => {
    const names = Object.values(document.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId])),
    );

    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'readComputeTychoDevV1alpha1NamespacedServer',
        'replaceComputeTychoDevV1alpha1NamespacedServerStatus',
        'listComputeTychoDevV1alpha1ServerForAllNamespaces',
        'createCoreV1Namespace',
      ]),
    );
  });
});

describe('swaggerSchema', () => {
  it.each([
    ['a value or null is that value', { type: 'string', nullable: true }, { type: 'string' }],
    [
      'a reference keeps its description',
      { description: 'Who.', allOf: [{ $ref: '#/components/schemas/a.B' }] },
      { description: 'Who.', $ref: '#/definitions/a.B' },
    ],
    ['a choice is anything', { anyOf: [{ type: 'string' }, { type: 'boolean' }], description: 'x' }, { description: 'x' }],
    [
      'a number or text has a format of its own',
      { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
      { type: 'string', format: 'int-or-string', 'x-kubernetes-int-or-string': true },
    ],
  ])('%s', (_, schema, expected) => {
    expect(swaggerSchema(schema)).toEqual(expected);
  });
});

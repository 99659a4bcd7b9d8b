import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { ServedResources } from '../resources/served-resources.ts';
import { openApiDocument, schemaNameOf } from './openapi-document.ts';
import { openApiSchema } from './openapi-schema.ts';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Record<string, unknown>>> };
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly 'x-kubernetes-group-version-kind': { readonly group: string; readonly kind: string };
}

const { groupVersions } = new ServedResources(catalog);
const documents = groupVersions.map((each) => openApiDocument(each, { productVersion: '1.2.3' }) as Document);

function operationsOf(document: Document): readonly (readonly [string, Operation])[] {
  return Object.values(document.paths).flatMap((item) =>
    Object.entries(item).filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method)),
  );
}

describe('the OpenAPI documents', () => {
  it('refer to nothing that they do not hold', () => {
    for (const document of documents) {
      const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
      expect(references.filter((name) => document.components.schemas[name] === undefined)).toEqual([]);
    }
  });

  it('describe every kind of the catalog, so that clients find it by its kind', () => {
    const schemas = Object.assign({}, ...documents.map(({ components }) => components.schemas)) as Document['components']['schemas'];
    for (const kind of catalog) {
      const { group, version, kind: name } = kind;
      expect(schemas[schemaNameOf(kind)]?.['x-kubernetes-group-version-kind']).toEqual([{ group, version, kind: name }]);
    }
  });

  it('hold only words of OpenAPI 3.0, and none of ours', () => {
    for (const document of documents) {
      expect(JSON.stringify(document)).not.toMatch(
        /"const":|"type":"null"|"x-tycho-|"additionalProperties":false|"exclusiveMinimum":\d|"patternProperties"/,
      );
    }
  });

  it('give each operation a name of its own in its document', () => {
    for (const document of documents) {
      const names = operationsOf(document).map(([, { operationId }]) => operationId);
      const repeated = names.filter((name, index) => names.indexOf(name) !== index);
      expect(repeated).toEqual([]);
    }
  });

  it('say of each patch what kubectl decides by: the kind, fieldValidation, and no strategic merge for our kinds', () => {
    const patches = documents.flatMap(operationsOf).filter(([method]) => method === 'patch');

    expect(patches.length).toBeGreaterThan(catalog.length);
    for (const [, operation] of patches) {
      const { group } = operation['x-kubernetes-group-version-kind'];
      expect(operation.parameters.map(({ name }) => name)).toContain('fieldValidation');
      expect('application/strategic-merge-patch+json' in (operation.requestBody?.content ?? {})).toBe(!group.endsWith('tycho.dev'));
    }
  });
});

describe('openApiSchema', () => {
  it('makes a value or null nullable, and a constant an enumeration of one', () => {
    expect(openApiSchema({ anyOf: [{ type: 'string', const: 'x' }, { type: 'null' }] })).toEqual({
      type: 'string',
      enum: ['x'],
      nullable: true,
    });
  });

  it('keeps alternatives that are more than that', () => {
    expect(openApiSchema({ anyOf: [{ type: 'string' }, { type: 'boolean' }] })).toEqual({
      anyOf: [{ type: 'string' }, { type: 'boolean' }],
    });
  });

  it('does not ask for a field that has a default', () => {
    const schema = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string', default: 'x' }, b: { type: 'string' } } };

    expect(openApiSchema(schema)).toMatchObject({ required: ['b'] });
  });
});

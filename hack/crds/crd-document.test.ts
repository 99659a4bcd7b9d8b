import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalog } from '#apis/catalog.ts';
import { checksNothing, defineKind, oneOf, strictObject } from '#apis/machinery/kind.ts';
import { crdFiles } from '../generate-crds.ts';
import { crdDocument } from './crd-document.ts';
import { structuralFaults } from './structural-schema.ts';

interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Record<string, unknown> } }[] };
}

const definitions = [...crdFiles().values()].map((text) => parse(text) as Definition);

describe('the CustomResourceDefinitions of our kinds', () => {
  it('are there for each of them, and for nothing of Kubernetes’ own', () => {
    const own = catalog.filter(({ group }) => group.endsWith('.tycho.dev')).map(({ plural, group }) => `${plural}.${group}`);

    expect(definitions.map(({ metadata }) => metadata.name).sort()).toEqual([...new Set(own)].sort());
  });

  it.each(definitions.map((definition) => [definition.metadata.name, definition] as const))('%s has a structural schema', (_, { spec }) => {
    for (const { schema } of spec.versions) expect(structuralFaults(schema.openAPIV3Schema)).toEqual([]);
  });

  it('say what is checked beyond them, wherever something is', () => {
    const own = catalog.filter(({ group }) => group.endsWith('.tycho.dev'));
    const silent = own.filter(({ validate, rules }) => validate !== checksNothing && rules.length === 0);

    expect(silent.map(({ kind }) => kind)).toEqual([]);
    const text = JSON.stringify(definitions);
    for (const rule of own.flatMap(({ rules }) => rules)) expect(text).toContain(JSON.stringify(rule).slice(1, -1));
  });

  it('have defaults, choices, patterns and columns from the one definition of the kind', () => {
    const kind = defineKind({
      group: 'a.tycho.dev',
      version: 'v1',
      kind: 'Thing',
      plural: 'things',
      shortNames: ['th'],
      scope: 'Cluster',
      nameFormat: 'Label',
      description: 'A thing.',
      rules: ['`size` is even.'],
      fields: strictObject({
        spec: strictObject({
          size: Type.Integer({ minimum: 1, default: 2 }),
          mode: oneOf(['A', 'B'], { 'x-tycho-effect': 'live', 'x-kubernetes-patch-strategy': 'merge' }),
          any: Type.Optional(Type.Unknown({ description: 'Anything.' })),
        }),
        status: Type.Optional(strictObject({})),
      }),
      columns: [{ name: 'Ready', type: 'string', path: '.status.conditions[type=Ready].status', description: 'd', priority: 1 }],
    });

    expect(crdDocument([kind])).toEqual({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.a.tycho.dev' },
      spec: {
        group: 'a.tycho.dev',
        names: { kind: 'Thing', listKind: 'ThingList', plural: 'things', singular: 'thing', shortNames: ['th'] },
        scope: 'Cluster',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            subresources: { status: {} },
            additionalPrinterColumns: [
              { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status', description: 'd', priority: 1 },
              { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp', description: 'How long ago it was created.' },
            ],
            schema: {
              openAPIV3Schema: {
                type: 'object',
                description: 'A thing. Checked beyond this schema: `size` is even.',
                required: ['apiVersion', 'kind', 'metadata', 'spec'],
                properties: {
                  apiVersion: { type: 'string', description: expect.any(String) as unknown, enum: ['a.tycho.dev/v1'] },
                  kind: { type: 'string', description: expect.any(String) as unknown, enum: ['Thing'] },
                  metadata: {
                    type: 'object',
                    properties: { name: { type: 'string', maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' } },
                  },
                  spec: {
                    type: 'object',
                    required: ['mode'],
                    properties: {
                      size: { type: 'integer', format: 'int64', minimum: 1, default: 2 },
                      mode: { type: 'string', enum: ['A', 'B'] },
                      any: { description: 'Anything.', 'x-kubernetes-preserve-unknown-fields': true },
                    },
                  },
                  status: { type: 'object', properties: {} },
                },
              },
            },
          },
        ],
      },
    });
  });
});

describe('structuralFaults', () => {
  const inField = (schema: object): readonly string[] => structuralFaults({ type: 'object', properties: { a: schema } });

  it.each([
    ['a field without a type', { description: 'x' }, /there is no type/],
    ['items without one', { type: 'array', items: {} }, /a\[\]: there is no type/],
    ['a list without items', { type: 'array' }, /no schema of its items/],
    ['the type null', { type: 'null' }, /none of an object's/],
    ['a reference', { $ref: '#/definitions/a' }, /\$ref is not allowed/],
    ['patterns of field names', { type: 'object', patternProperties: {} }, /patternProperties is not allowed/],
    ['a closed object', { type: 'object', additionalProperties: false }, /neither true nor false/],
    ['fields and a map at once', { type: 'object', properties: {}, additionalProperties: { type: 'string' } }, /exclude each other/],
    ['unique items', { type: 'array', items: { type: 'string' }, uniqueItems: true }, /uniqueItems cannot be true/],
    ['a strategy of patches', { type: 'object', 'x-kubernetes-patch-strategy': 'merge' }, /patch-strategy is not allowed/],
    ['a word of ours', { type: 'string', 'x-tycho-effect': 'live' }, /x-tycho-effect is not allowed/],
    ['a required field that is not described', { type: 'object', required: ['b'], properties: {} }, /b is required and not described/],
    ['a map of a list without keys', { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-type': 'map' }, /has no keys/],
    [
      'keys without a map',
      { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-map-keys': ['b'] },
      /keys of a list that is no map/,
    ],
    [
      'a key that may be missing',
      {
        type: 'array',
        items: { type: 'object', properties: { b: { type: 'string' } } },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['b'],
      },
      /the key b may be missing/,
    ],
    ['a set of objects', { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-type': 'set' }, /neither single values nor atomic/],
    ['a default of another type', { type: 'string', default: 7 }, /default 7 is no string/],
    ['a default that is no choice', { type: 'string', enum: ['b'], default: 'c' }, /none of the choices/],
    ['a type in a choice', { type: 'string', anyOf: [{ type: 'string' }] }, /type stands in a choice/],
    ['a field in a choice alone', { type: 'object', properties: {}, oneOf: [{ properties: { b: {} } }] }, /\.b stands in a choice/],
  ])('names %s', (_, schema, fault) => {
    expect(inField(schema).join('\n')).toMatch(fault);
  });

  it.each([
    ['a number or text', { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] }],
    ['anything', { 'x-kubernetes-preserve-unknown-fields': true }],
    ['a map', { type: 'object', additionalProperties: { type: 'string' } }],
    [
      'a choice that narrows values',
      { type: 'object', properties: { b: { type: 'string' } }, oneOf: [{ properties: { b: { pattern: 'x' } } }] },
    ],
  ])('takes %s', (_, schema) => {
    expect(inField(schema)).toEqual([]);
  });

  it('takes no more of metadata than how names look', () => {
    expect(
      structuralFaults({ type: 'object', properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } } } }),
    ).toEqual(['.metadata: nothing may be said of labels']);
  });
});

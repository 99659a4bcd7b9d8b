import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { configMapKind, eventKind, secretKind } from '#apis/kubernetes/core.ts';
import { toStatus, type Status } from '#apis/machinery/errors.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectMetaInput } from '#apis/machinery/object-meta.ts';
import { aFlavorBody, aHostBody, aServerBody } from '#test/builders/api-bodies.ts';
import { Admission, type DecodingOptions } from './admission.ts';
import { SchemaValidator } from './schema-validator.ts';

const admission = new Admission(new SchemaValidator());
const strict: DecodingOptions = { fieldValidation: 'Strict' };

/** All of admission, as for a new object. */
function admit(kind: KindDefinition, body: unknown, options: DecodingOptions = strict): ApiObject {
  const { draft, causes } = admission.decode(kind, body, options);
  return admission.settle(kind, draft, undefined, 'Main', causes);
}

function refusal(kind: KindDefinition, body: unknown, options: DecodingOptions = strict): Status {
  try {
    admit(kind, body, options);
  } catch (error) {
    return toStatus(error);
  }
  throw new Error('it was not refused');
}

function spoiled(body: object, path: string, value: unknown): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  const steps = path.split('.');
  let target = copy;
  for (const step of steps.slice(0, -1)) target = target[step] as Record<string, unknown>;
  target[steps.at(-1) ?? ''] = value;
  return copy;
}

describe('a body of the wrong type', () => {
  it.each([null, [], 'x', 7, undefined])('%j is a BadRequest', (body) => {
    expect(refusal(serverKind, body)).toMatchObject({ code: 400, reason: 'BadRequest' });
  });

  it('is a BadRequest that says what was expected', () => {
    expect(refusal(serverKind, aFlavorBody('a'))).toMatchObject({
      code: 400,
      message: expect.stringContaining('expected compute.tycho.dev/v1alpha1, Kind=Server'),
    });
    expect(refusal(serverKind, { ...aServerBody('a'), kind: undefined })).toMatchObject({
      code: 400,
      message: expect.stringContaining("Object 'Kind' is missing"),
    });
    expect(refusal(serverKind, { ...aServerBody('a'), apiVersion: 'compute.tycho.dev/v9' })).toMatchObject({ code: 400 });
  });

  it.each([
    ['metadata', 7],
    ['metadata.labels', { a: 1 }],
    ['metadata.labels', ['a']],
    ['metadata.finalizers', 'x'],
    ['metadata.ownerReferences', [7]],
    ['metadata.name', 7],
  ])('in metadata (%s = %j) is a BadRequest that names the place', (path, value) => {
    expect(refusal(serverKind, spoiled(aServerBody('a'), path, value))).toMatchObject({
      code: 400,
      message: expect.stringContaining(path),
    });
  });
});

describe('unknown and duplicate fields', () => {
  it('are refused under Strict, all of them at once, in the words of Kubernetes', () => {
    const body = {
      ...aServerBody('a'),
      extra: 1,
      spec: { ...aServerBody('a').spec, zzz: { deep: 1 }, placement: { zone: 'a', moon: 'x' } },
    };

    const status = refusal(serverKind, body, { ...strict, duplicateFields: ['spec.flavor'] });

    expect(status).toMatchObject({ code: 400, reason: 'BadRequest' });
    expect(status.message).toContain('Server in version "v1alpha1" cannot be handled as a Server: strict decoding error: ');
    for (const fault of [
      'unknown field "extra"',
      'unknown field "spec.zzz"',
      'unknown field "spec.placement.moon"',
      'duplicate field "spec.flavor"',
    ]) {
      expect(status.message).toContain(fault);
    }
  });

  it('are pruned with a warning each under Warn, and without one under Ignore', () => {
    const body = spoiled(aServerBody('a'), 'spec.zzz', 1);

    const warned = admission.decode(serverKind, body, { fieldValidation: 'Warn', duplicateFields: ['spec.image'] });
    const ignored = admission.decode(serverKind, body, { fieldValidation: 'Ignore', duplicateFields: ['spec.image'] });

    expect(warned.warnings).toEqual(['unknown field "spec.zzz"', 'duplicate field "spec.image"']);
    expect(ignored.warnings).toEqual([]);
    expect(warned.draft['spec']).not.toHaveProperty('zzz');
    expect(ignored.draft['spec']).not.toHaveProperty('zzz');
  });

  it('are found in metadata, in lists and in owner references', () => {
    const host = spoiled(aHostBody('h'), 'status', {
      conditions: [{ type: 'a', status: 'True', reason: 'r', message: 'm', lastTransitionTime: '2026-06-01T12:00:00Z', odd: 1 }],
    });
    const owner = { apiVersion: 'v1', kind: 'A', name: 'b', uid: 'c', odd: 1 };

    expect(refusal(hostKind, host).message).toContain('unknown field "status.conditions[0].odd"');
    expect(refusal(serverKind, spoiled(aServerBody('a'), 'metadata.odd', 1)).message).toContain('unknown field "metadata.odd"');
    expect(refusal(serverKind, spoiled(aServerBody('a'), 'metadata.ownerReferences', [owner])).message).toContain(
      'unknown field "metadata.ownerReferences[0].odd"',
    );
  });

  it('are not managedFields and selfLink, which come back from files and are thrown away', () => {
    const { draft } = admission.decode(
      serverKind,
      aServerBody('a', {}, { managedFields: [{ manager: 'kubectl' }], selfLink: '/x' } as unknown as ObjectMetaInput),
      strict,
    );

    expect(draft.metadata).toEqual({ name: 'a' });
  });
});

describe('values that must not be', () => {
  it('are Invalid with the Kind, the group, the name and a cause', () => {
    expect(refusal(serverKind, aServerBody('x', { power: 'X' as 'Running' }))).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      code: 422,
      reason: 'Invalid',
      message:
        'Server.compute.tycho.dev "x" is invalid: spec.power: Unsupported value: "X": supported values: "Running", "Stopped", "Paused", "Suspended", "Shelved"',
      details: {
        name: 'x',
        group: 'compute.tycho.dev',
        kind: 'Server',
        causes: [
          {
            reason: 'FieldValueNotSupported',
            message: 'Unsupported value: "X": supported values: "Running", "Stopped", "Paused", "Suspended", "Shelved"',
            field: 'spec.power',
          },
        ],
      },
    });
  });

  it('are all told at once', () => {
    const status = refusal(flavorKind, { ...aFlavorBody('Bad_Name'), spec: { vcpus: 0, memoryMiB: 'much' } });

    expect(status.message).toMatch(/^Flavor\.compute\.tycho\.dev "Bad_Name" is invalid: \[.*, .*\]$/);
    expect(status.details?.causes?.map(({ field, reason }) => [field, reason]).sort()).toEqual([
      ['metadata.name', 'FieldValueInvalid'],
      ['spec.diskGiB', 'FieldValueRequired'],
      ['spec.memoryMiB', 'FieldValueTypeInvalid'],
      ['spec.vcpus', 'FieldValueInvalid'],
    ]);
  });

  it.each([
    [
      flavorKind,
      spoiled(aFlavorBody('a'), 'spec.vcpus', '2'),
      'spec.vcpus: Invalid value: "string": spec.vcpus in body must be of type integer: "string"',
    ],
    [
      flavorKind,
      spoiled(aFlavorBody('a'), 'spec.memoryMiB', '2Gi'),
      'spec.memoryMiB: Invalid value: "string": spec.memoryMiB in body must be of type integer: "string" ("2Gi" stands there; write a whole number of MiB, without the unit)',
    ],
    [
      flavorKind,
      spoiled(aFlavorBody('a'), 'spec.vcpus', 0),
      'spec.vcpus: Invalid value: 0: spec.vcpus in body should be greater than or equal to 1',
    ],
    [
      flavorKind,
      spoiled(aFlavorBody('a'), 'spec.vcpus', 9999),
      'spec.vcpus: Invalid value: 9999: spec.vcpus in body should be less than or equal to 1024',
    ],
    [
      flavorKind,
      spoiled(aFlavorBody('a'), 'spec.extraSpecs', { 'a.b/c': 1 }),
      'spec.extraSpecs[a.b/c]: Invalid value: "integer": spec.extraSpecs[a.b/c] in body must be of type string: "integer"',
    ],
    [
      serverKind,
      spoiled(aServerBody('a'), 'spec.flavor', ''),
      'spec.flavor: Invalid value: "": spec.flavor in body should be at least 1 chars long',
    ],
    [
      serverKind,
      spoiled(aServerBody('a'), 'spec.description', 'x'.repeat(256)),
      'spec.description: Too long: may not be more than 255 characters',
    ],
    [serverKind, spoiled(aServerBody('a'), 'spec', { image: 'i' }), 'spec.flavor: Required value'],
    [flavorKind, { apiVersion: apiVersionOf(flavorKind), kind: 'Flavor', metadata: { name: 'a' } }, 'spec: Required value'],
    [
      hostKind,
      spoiled(aHostBody('h'), 'spec.traits', ['FINE', 'bad']),
      'spec.traits[1]: Invalid value: "bad": spec.traits[1] in body should match \'^[A-Z][A-Z0-9_]*$\'',
    ],
    [
      hostKind,
      spoiled(aHostBody('h'), 'spec.allocationRatios', { vcpus: 0 }),
      'spec.allocationRatios.vcpus: Invalid value: 0: spec.allocationRatios.vcpus in body should be greater than 0',
    ],
  ])('%# are named in the words of Kubernetes', (kind, body, message) => {
    expect(refusal(kind, body).message).toContain(message);
  });

  it('are malformed references, but not references to what does not exist', () => {
    expect(refusal(serverKind, aServerBody('a', { flavor: 'No Such' })).details?.causes?.[0]?.field).toBe('spec.flavor');
    expect(admit(serverKind, aServerBody('a', { flavor: 'nowhere', image: 'nothing', keyPair: 'nobody' }))).toBeDefined();
  });

  it('are two items of one key in a keyed list', () => {
    const condition = (type: string) => ({ type, status: 'True', reason: 'r', message: 'm', lastTransitionTime: '2026-06-01T12:00:00Z' });
    const { draft, causes } = admission.decode(
      hostKind,
      { ...aHostBody('h'), status: { conditions: [condition('a'), condition('b'), condition('a')] } },
      strict,
    );

    expect(() => admission.settle(hostKind, draft, undefined, 'Status', causes)).toThrow(
      'status.conditions[2]: Duplicate value: {"type":"a"}',
    );
  });

  it('are what the rules of the kind refuse', () => {
    const image = { apiVersion: apiVersionOf(imageKind), kind: 'Image', metadata: { name: 'a' }, spec: { format: 'Raw' } };

    expect(refusal(imageKind, image)).toMatchObject({
      code: 422,
      details: { causes: [{ reason: 'FieldValueRequired', field: 'spec.source' }] },
    });
    expect(
      refusal(secretKind, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { k: 'not base64!' } }).details?.causes?.[0]
        ?.field,
    ).toBe('data[k]');
    expect(refusal(configMapKind, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { '../x': 'y' } }).code).toBe(422);
  });

  it('of the status do not matter to who writes the rest, nor the other way round', () => {
    const body = { ...aServerBody('a', { power: 'X' as 'Running' }), status: { phase: 'Y' } };
    const { draft, causes } = admission.decode(serverKind, body, strict);
    const fields = (part: 'Main' | 'Status'): readonly (string | undefined)[] => {
      try {
        admission.settle(serverKind, draft, undefined, part, causes);
        return [];
      } catch (error) {
        return toStatus(error).details?.causes?.map(({ field }) => field) ?? [];
      }
    };

    expect(fields('Main')).toEqual(['spec.power']);
    expect(fields('Status')).toEqual(['status.phase']);
  });

  it('are cut short in messages', () => {
    const status = refusal(serverKind, spoiled(aServerBody('a'), 'spec.power', 'x'.repeat(100_000)));

    expect(status.message?.length).toBeLessThan(1_000);
  });
});

describe('metadata', () => {
  const causesOf = (metadata: ObjectMetaInput, kind: KindDefinition = flavorKind, body: object = aFlavorBody('a')): readonly string[] => {
    try {
      admit(kind, { ...body, metadata: { name: 'a', ...metadata } });
      return [];
    } catch (error) {
      return toStatus(error).details?.causes?.map(({ field = '', reason }) => `${field} ${reason}`) ?? [];
    }
  };

  it.each(['a', 'a-b', '0', 'a.b', `${'a'.repeat(63)}.${'b'.repeat(63)}`])('takes the name %j', (name) => {
    expect(causesOf({ name })).toEqual([]);
  });

  it.each(['A', '-a', 'a-', 'a_b', 'a..b', '.a', 'ä', 'a b', 'x'.repeat(254), 'a/b'])('refuses the name %j', (name) => {
    expect(causesOf({ name })).toEqual(['metadata.name FieldValueInvalid']);
  });

  it('refuses dots where a name becomes a host name', () => {
    expect(causesOf({ name: 'a.b' }, serverKind, aServerBody('a'))).toEqual(['metadata.name FieldValueInvalid']);
    expect(causesOf({ name: 'x'.repeat(64) }, serverKind, aServerBody('a'))).toEqual(['metadata.name FieldValueInvalid']);
  });

  it('checks keys and values of labels', () => {
    expect(causesOf({ labels: { 'example.com/My_Key.1': 'A-b_c.1', plain: '' } })).toEqual([]);
    expect(causesOf({ labels: { '-a': 'b' } })).toEqual(['metadata.labels FieldValueInvalid']);
    expect(causesOf({ labels: { 'EXAMPLE.com/a': 'b' } })).toEqual(['metadata.labels FieldValueInvalid']);
    expect(causesOf({ labels: { a: 'b c' } })).toEqual(['metadata.labels FieldValueInvalid']);
    expect(causesOf({ labels: { a: 'x'.repeat(64) } })).toEqual(['metadata.labels FieldValueInvalid']);
    expect(causesOf({ labels: { 'a/b/c': 'x' } })).toEqual(['metadata.labels FieldValueInvalid']);
  });

  it('takes any text in annotations, up to 256 KiB in all', () => {
    expect(causesOf({ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"any":"text ü\\n"}' } })).toEqual([]);
    expect(causesOf({ annotations: { 'a b': 'x' } })).toEqual(['metadata.annotations FieldValueInvalid']);
    expect(causesOf({ annotations: { a: 'x'.repeat(200_000), b: 'ü'.repeat(40_000) } })).toEqual([
      'metadata.annotations FieldValueTooLong',
    ]);
  });

  it('takes finalizers with a domain, and those of Kubernetes', () => {
    expect(causesOf({ finalizers: ['example.com/a', 'orphan', 'foregroundDeletion'] })).toEqual([]);
    expect(causesOf({ finalizers: ['mine'] })).toEqual(['metadata.finalizers FieldValueInvalid']);
    expect(causesOf({ finalizers: ['example.com/'] })).toEqual(['metadata.finalizers FieldValueInvalid']);
  });

  it('takes owner references that name their owner in full, one of them its controller', () => {
    const owner = { apiVersion: 'v1', kind: 'Secret', name: 'a', uid: 'b' };

    expect(causesOf({ ownerReferences: [owner, { ...owner, controller: true }] })).toEqual([]);
    expect(causesOf({ ownerReferences: [{ ...owner, uid: '' }] })).toEqual(['metadata.ownerReferences[0].uid FieldValueRequired']);
    expect(
      causesOf({
        ownerReferences: [
          { ...owner, controller: true },
          { ...owner, uid: 'c', controller: true },
        ],
      }),
    ).toEqual(['metadata.ownerReferences FieldValueInvalid']);
  });
});

describe('what is filled in', () => {
  it('are defaults, at every depth that the body reaches', () => {
    const object = admit(serverKind, aServerBody('a', { userData: { secretName: 's' } as never }));

    expect(object).toMatchObject({
      spec: { power: 'Running', runPolicy: 'RerunOnFailure', userData: { secretName: 's', key: 'userData' } },
    });
  });

  it('replaces null where none is allowed, and keeps it where it is', () => {
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', creationTimestamp: null },
      involvedObject: { name: null },
      eventTime: null,
      count: null,
    };

    const object = admit(eventKind, event);

    expect(object).toMatchObject({ eventTime: null, involvedObject: {} });
    expect(object).not.toHaveProperty('count');
    expect(refusal(serverKind, aServerBody('a', { flavor: null as never })).message).toContain('spec.flavor: Required value');
  });

  it('never touches the caller\u2019s own body', () => {
    const body = aServerBody('a');
    const before = structuredClone(body);

    admit(serverKind, body);

    expect(body).toEqual(before);
  });

  it('treats a field named __proto__ as any other unknown field', () => {
    const body = JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"__proto__":{"polluted":1}}') as unknown;

    expect(refusal(configMapKind, body).message).toContain('unknown field "__proto__"');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('every kind of the catalog', () => {
  it.each(catalog.map((kind) => [kind.kind, kind] as const))(
    '%s has a schema that compiles and refuses a field that it does not have',
    (_, kind) => {
      const body = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name: 'a' }, zzz: 1 };

      expect(refusal(kind, body).message).toContain('unknown field "zzz"');
    },
  );
});

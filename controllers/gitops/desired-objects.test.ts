import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { annotated, appliedNote, desiredObjects, type DesiredObject } from './desired-objects.ts';

const read = (...values: readonly Readonly<Record<string, unknown>>[]): ReturnType<typeof desiredObjects> =>
  desiredObjects({
    documents: values.map((value, index) => ({ value, origin: `${index}.yaml:1` })),
    kinds: catalog,
    targetNamespace: 'shop',
    applySetID: 'applyset-x-v1',
    maximumObjects: 3,
  });
const server = (metadata: object, rest: object = {}): Readonly<Record<string, unknown>> => ({
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Server',
  metadata,
  ...rest,
});
const only = (result: ReturnType<typeof desiredObjects>): DesiredObject => {
  expect(result.faults).toEqual([]);
  return result.objects[0]!;
};

describe('desiredObjects', () => {
  it('puts objects into the target project and marks them, and nothing more', () => {
    const { configuration, key, wave, id } = only(read(server({ name: 'web', labels: { app: 'web' } }, { spec: { flavor: 'small' } })));

    expect(configuration).toEqual({
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Server',
      metadata: { namespace: 'shop', name: 'web', labels: { app: 'web', 'applyset.kubernetes.io/part-of': 'applyset-x-v1' } },
      spec: { flavor: 'small' },
    });
    expect({ key, wave, id }).toEqual({ key: { namespace: 'shop', name: 'web' }, wave: 0, id: 'servers.compute.tycho.dev/shop/web' });
  });

  it('leaves out what the server fills in, as in a manifest that was taken from a running cloud', () => {
    const metadata = {
      name: 'web',
      namespace: 'shop',
      uid: 'x',
      resourceVersion: '1',
      generation: 2,
      creationTimestamp: null,
      managedFields: [],
    };
    const { configuration } = only(read(server(metadata, { status: { phase: 'Running' } })));

    expect(configuration).toEqual(only(read(server({ name: 'web' }))).configuration);
  });

  it('gives one hash to what says the same, and another to what does not', () => {
    const hashOf = (rest: object, metadata: object = { name: 'web' }): string => only(read(server(metadata, rest))).hash;

    expect(hashOf({ spec: { a: 1, b: [1, 2] } })).toBe(hashOf({ spec: { b: [1, 2], a: 1 } }));
    expect(hashOf({ spec: { a: 1, b: [1, 2] } })).not.toBe(hashOf({ spec: { a: 1, b: [2, 1] } }));
    expect(hashOf({})).not.toBe(hashOf({}, { name: 'web', labels: { a: 'b' } }));
  });

  it('reads the wave of an object', () => {
    expect(only(read(server({ name: 'web', annotations: { 'gitops.tycho.dev/wave': '-3' } }))).wave).toBe(-3);
  });

  it.each([
    [server({ name: 'web', namespace: 'other' }), 'metadata.namespace is "other"'],
    [
      { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Flavor', metadata: { name: 'small', namespace: 'shop' } },
      'Flavor belongs to no project',
    ],
    [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } }, 'Deployment of apps/v1 is no kind of this cloud'],
    [{ apiVersion: 'compute.tycho.dev/v1', kind: 'Server', metadata: { name: 'web' } }, 'Server of compute.tycho.dev/v1 is no kind'],
    [
      { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: { name: 'x' } },
      'has to be rendered before it is committed',
    ],
    [server({ generateName: 'web-' }), 'metadata.name is missing'],
    [server({ name: 'web', annotations: { a: 1 } }), 'hold text only'],
    [server({ name: 'web', annotations: { 'gitops.tycho.dev/wave': '1.5' } }), 'is a whole number'],
    [server({ name: 'web', annotations: { 'gitops.tycho.dev/wave': '99999' } }), 'is a whole number'],
  ])('refuses %j', (value, words) => {
    expect(read(value).faults).toEqual([expect.stringContaining(words)]);
    expect(read(value).faults[0]).toMatch(/^0\.yaml:1: /);
  });

  it('refuses an object that stands there twice, naming both places', () => {
    expect(read(server({ name: 'web' }), server({ name: 'web' }, { spec: {} })).faults).toEqual([
      '1.yaml:1: Server "web" stands in 0.yaml:1 already',
    ]);
  });

  it('refuses more than one GitSync may hold', () => {
    expect(read(...['a', 'b', 'c', 'd'].map((name) => server({ name }))).faults).toEqual([expect.stringContaining('there are 4 objects')]);
  });

  it('lets nobody forge the note of what was applied', () => {
    const forged = only(read(server({ name: 'web', annotations: { 'gitops.tycho.dev/applied': 'ab:cd' } })));

    expect(forged.configuration).toEqual(only(read(server({ name: 'web' }))).configuration);
  });
});

describe('the note of what was applied', () => {
  it('is read as it was written, beside other annotations', () => {
    const desired = only(read(server({ name: 'web', annotations: { a: 'b' } })));
    const { annotations } = annotated(desired, 'f1e1d5').metadata;

    expect(annotations).toMatchObject({ a: 'b' });
    expect(appliedNote(annotations)).toEqual({ hash: desired.hash, fields: 'f1e1d5' });
    expect(appliedNote(annotated(desired).metadata.annotations)).toEqual({ hash: desired.hash, fields: '' });
  });

  it.each([undefined, {}, { 'gitops.tycho.dev/applied': 'something else' }])('is not there in %j', (annotations) => {
    expect(appliedNote(annotations as Record<string, string> | undefined)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { lastAppliedAnnotation } from '#apis/kubernetes/last-applied-annotation.ts';
import { lastApplied, withLastApplied } from './last-applied.ts';

const server = {
  kind: 'Server',
  apiVersion: 'compute.tycho.dev/v1alpha1',
  metadata: { name: 'web', namespace: 'default' },
  spec: { image: 'a<b>&c', flavor: 'small' },
};

describe('withLastApplied', () => {
  it('writes the annotation byte for byte as kubectl does', () => {
    expect(withLastApplied(server).metadata.annotations).toEqual({
      [lastAppliedAnnotation]:
        '{"apiVersion":"compute.tycho.dev/v1alpha1","kind":"Server","metadata":{"annotations":{},"name":"web","namespace":"default"},"spec":{"flavor":"small","image":"a\\u003cb\\u003e\\u0026c"}}\n',
    });
  });

  it('keeps other annotations and never nests the annotation in itself', () => {
    const annotated = { ...server, metadata: { ...server.metadata, annotations: { mine: 'x', [lastAppliedAnnotation]: 'old' } } };
    const { annotations } = withLastApplied(annotated).metadata;

    expect(annotations?.['mine']).toBe('x');
    expect(annotations?.[lastAppliedAnnotation]).not.toContain(lastAppliedAnnotation);
  });
});

describe('lastApplied', () => {
  it('reads back what was written', () => {
    expect(lastApplied(withLastApplied(server))).toEqual({ ...server, metadata: { ...server.metadata, annotations: {} } });
  });

  it('is empty when there is none or somebody damaged it', () => {
    expect(lastApplied(server)).toEqual({});
    expect(lastApplied({ ...server, metadata: { ...server.metadata, annotations: { [lastAppliedAnnotation]: '{' } } })).toEqual({});
  });
});

import { describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { eventKind } from '#apis/kubernetes/core.ts';
import { BadRequestError } from '#apis/machinery/errors.ts';
import { indexedFields, parseFieldSelector } from './field-selector.ts';

describe('a field selector', () => {
  it('reads terms joined by commas', () => {
    expect(parseFieldSelector('metadata.name=a,metadata.namespace!=b, metadata.name==c', serverKind)).toEqual([
      { field: 'metadata.name', kind: 'Equal', value: 'a' },
      { field: 'metadata.namespace', kind: 'NotEqual', value: 'b' },
      { field: 'metadata.name', kind: 'Equal', value: 'c' },
    ]);
    expect(parseFieldSelector('', serverKind)).toEqual([]);
  });

  it('takes the character after a backslash as it is', () => {
    expect(parseFieldSelector('reason=a\\,b\\=c\\\\', eventKind)).toEqual([{ field: 'reason', kind: 'Equal', value: 'a,b=c\\' }]);
  });

  it('takes an empty value', () => {
    expect(parseFieldSelector('involvedObject.namespace=', eventKind)).toEqual([
      { field: 'involvedObject.namespace', kind: 'Equal', value: '' },
    ]);
  });

  it('knows fields by kind, and refuses others in the words of Kubernetes', () => {
    expect(parseFieldSelector('involvedObject.name=a,type=Normal', eventKind)).toHaveLength(2);
    expect(() => parseFieldSelector('involvedObject.name=a', serverKind)).toThrow('field label not supported: involvedObject.name');
    expect(() => parseFieldSelector('constructor=a', eventKind)).toThrow(BadRequestError);
    expect(() => parseFieldSelector('metadata.name', serverKind)).toThrow(BadRequestError);
  });

  it('finds Instances by host and server through indexes', () => {
    expect(indexedFields(instanceKind)).toEqual(['spec.host.uid', 'spec.host.name', 'spec.server.uid']);
    expect(indexedFields(serverKind)).toEqual([]);
  });
});

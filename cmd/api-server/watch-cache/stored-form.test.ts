import { describe, expect, it } from 'vitest';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { aPlainObject } from '#test/builders/api-object.ts';
import { StoredForm, storedVersion, UnreadableValueError } from './stored-form.ts';

const form = new StoredForm(configMapKind);

describe('the stored form of an object', () => {
  it('begins with the version of the form, and holds no resourceVersion', () => {
    const value = form.store(aPlainObject({ resourceVersion: '7', data: { a: 'b' } })).toString();

    expect(value).toMatch(new RegExp(`^\\{"storedVersion":${storedVersion},"apiVersion":"v1","kind":"ConfigMap","metadata":\\{`));
    expect(value).not.toContain('resourceVersion');
  });

  it('is served with the revision of its write', () => {
    const object = aPlainObject({ resourceVersion: '42', data: { text: '"}é\u2028' } });

    const served = form.serve(form.store(object), 42);

    expect(JSON.parse(served.toString())).toEqual(object);
  });

  it('can be given another revision', () => {
    const served = form.serve(form.store(aPlainObject({ data: { resourceVersion: '"1"' } })), 99);

    expect(form.withRevision(served, 100).toString()).toBe(served.toString().replace('"resourceVersion":"99"', '"resourceVersion":"100"'));
  });

  it('is read whatever the order of its fields', () => {
    const object = aPlainObject({ resourceVersion: '5' });
    const { resourceVersion, ...metadata } = object.metadata;
    const value = Buffer.from(JSON.stringify({ metadata, kind: object.kind, apiVersion: object.apiVersion, storedVersion }));

    expect(JSON.parse(form.serve(value, Number(resourceVersion)).toString())).toEqual(object);
  });

  it.each([
    ['no JSON', 'x'],
    ['no object of ours', '{}'],
    ['no metadata', `{"storedVersion":${storedVersion},"apiVersion":"v1","kind":"ConfigMap"}`],
    ['of a version that is not known', '{"storedVersion":99,"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}'],
    ['another kind', `{"storedVersion":${storedVersion},"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}`],
  ])('is refused when it is %s', (_, text) => {
    expect(() => form.serve(Buffer.from(text), 1)).toThrow(UnreadableValueError);
  });
});

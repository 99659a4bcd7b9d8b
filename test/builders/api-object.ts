import type { ApiObject, ObjectMeta } from '#apis/machinery/object-meta.ts';

/** A ConfigMap-like object: valid metadata, and whatever the test is about. */
export interface PlainObject extends ApiObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** Metadata of an object as the api-server would hand it out; the uid follows from namespace and name. */
export function aMeta(overrides: Partial<ObjectMeta> = {}): ObjectMeta {
  const { namespace = 'default', name = 'web' } = overrides;
  return {
    namespace,
    name,
    uid: `uid-of-${namespace}-${name}`,
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: '2026-06-01T12:00:00Z',
    ...overrides,
  };
}

/** An object of kind ConfigMap. */
export function aPlainObject({ data, ...meta }: Partial<ObjectMeta> & Pick<PlainObject, 'data'> = {}): PlainObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: aMeta(meta), ...(data === undefined ? {} : { data }) };
}

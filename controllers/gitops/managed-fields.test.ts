import { describe, expect, it } from 'vitest';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { aMeta } from '#test/builders/api-object.ts';
import { appliedFields, changedFields, contentHash, fieldsHash } from './managed-fields.ts';

const us = 'gitops:default/cloud';
const fields = {
  'f:spec': { 'f:flavor': {}, 'f:ports': { 'k:{"name":"eth0"}': { '.': {}, 'f:name': {}, 'f:network': {} } }, 'f:tags': { 'v:"a"': {} } },
};
const spec = { flavor: 'small', ports: [{ name: 'eth0', network: 'one' }], tags: ['a', 'b'] };

const object = (spec: object, ...managedFields: readonly object[]): ApiObject =>
  ({ apiVersion: 'v1', kind: 'Thing', metadata: { ...aMeta(), managedFields }, spec }) as ApiObject;
const entry = (manager: string, fieldsV1: object, rest: object = {}): object => ({
  manager,
  operation: 'Apply',
  time: '2026-06-01T12:00:00Z',
  fieldsV1,
  ...rest,
});
const wanted = object(spec, entry(us, fields));
const changes = (live: ApiObject): ReturnType<typeof changedFields> => changedFields(live, wanted, us, 10);

describe('appliedFields', () => {
  it('are those that the manager applied, and not what it wrote otherwise', () => {
    expect(appliedFields(wanted, us)).toEqual(fields);
    expect(appliedFields(object(spec, entry(us, fields, { operation: 'Update' })), us)).toBeUndefined();
    expect(appliedFields(object(spec, entry(us, fields, { subresource: 'status' })), us)).toBeUndefined();
    expect(appliedFields(object(spec), us)).toBeUndefined();
  });
});

describe('changedFields', () => {
  it('are none of what nobody changed', () => {
    expect(changes(object({ ...spec, power: 'Stopped' }, entry(us, fields)))).toEqual([]);
  });

  it('are told with who holds them now and since when', () => {
    const live = object(
      { ...spec, flavor: 'large' },
      entry('kubectl-edit', { 'f:spec': { 'f:flavor': {} } }, { operation: 'Update', time: '2026-06-02T08:00:00Z' }),
    );

    expect(changes(live)).toEqual([{ field: '.spec.flavor', manager: 'kubectl-edit', since: '2026-06-02T08:00:00Z' }]);
  });

  it('are found in lists by their keys, wherever the item stands', () => {
    const live = object(
      {
        ...spec,
        ports: [
          { name: 'eth1', network: 'one' },
          { name: 'eth0', network: 'two' },
        ],
      },
      entry('somebody', { 'f:spec': { 'f:ports': { 'k:{"name":"eth0"}': { 'f:network': {} } } } }),
    );

    expect(changes(live)).toEqual([{ field: '.spec.ports[{"name":"eth0"}].network', manager: 'somebody', since: '2026-06-01T12:00:00Z' }]);
  });

  it('are told as a whole where the whole is gone, and nobody holds it', () => {
    expect(changes(object({ flavor: 'small', tags: [] }))).toEqual([
      { field: '.spec.ports', manager: undefined, since: undefined },
      { field: '.spec.tags["a"]', manager: undefined, since: undefined },
    ]);
  });

  it('are laid to whoever owns all of the value around them, the newest of several', () => {
    const live = object(
      { ...spec, flavor: 'large' },
      entry('old', { 'f:spec': {} }),
      entry('new', { 'f:spec': { 'f:flavor': {} } }, { time: '2026-06-03T00:00:00Z' }),
    );

    expect(changes(live)).toMatchObject([{ manager: 'new' }]);
    expect(changes(object({ ...spec, flavor: 'large' }, entry('old', { 'f:spec': {} })))).toMatchObject([{ manager: 'old' }]);
  });

  it('are no more than asked for', () => {
    expect(changedFields(object({}), wanted, us, 1)).toHaveLength(1);
  });
});

describe('hashes', () => {
  it('know no order of fields, and tell everything else apart', () => {
    expect(contentHash({ a: 1, b: { c: [1, 'x', null] } })).toBe(contentHash({ b: { c: [1, 'x', null] }, a: 1 }));
    expect(contentHash({ a: '1' })).not.toBe(contentHash({ a: 1 }));
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
    expect(contentHash({ a: undefined })).toBe(contentHash({}));
    expect(fieldsHash(undefined)).toBeUndefined();
  });
});

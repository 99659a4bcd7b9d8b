import { describe, expect, it } from 'vitest';
import { objectShape } from './object-shape.ts';
import { StrategicPatchError, strategicallyPatched } from './strategic-merge-patch.ts';

const text = { type: 'string' };
const shape = objectShape({
  properties: {
    data: { type: 'object', additionalProperties: text },
    rules: { type: 'array', items: text },
    conditions: {
      type: 'array',
      items: { type: 'object', properties: { type: text, status: text } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
    },
    count: { type: 'integer' },
  },
});

const ready = { type: 'Ready', status: 'True' };
const other = { type: 'Other', status: 'False' };
const owner = (uid: string, name: string): object => ({ uid, name });

describe('a strategic merge patch', () => {
  it.each([
    ['merges fields', { count: 1, data: { a: '1' } }, { count: 2, data: { b: '2' } }, { count: 2, data: { a: '1', b: '2' } }],
    ['removes with null', { data: { a: '1', b: '2' } }, { data: { a: null } }, { data: { b: '2' } }],
    ['replaces lists that have no key', { rules: ['x'] }, { rules: ['y'] }, { rules: ['y'] }],
    [
      'merges lists that have one',
      { conditions: [ready, other] },
      { conditions: [{ type: 'Ready', status: 'False' }, { type: 'New' }] },
      { conditions: [{ type: 'Ready', status: 'False' }, other, { type: 'New' }] },
    ],
    ['takes an item out', { conditions: [ready, other] }, { conditions: [{ $patch: 'delete', type: 'Ready' }] }, { conditions: [other] }],
    ['replaces a whole list', { conditions: [ready] }, { conditions: [{ $patch: 'replace' }, other] }, { conditions: [other] }],
    ['replaces a whole field', { data: { a: '1' } }, { data: { $patch: 'replace', b: '2' } }, { data: { b: '2' } }],
    ['deletes a whole field', { count: 1, data: { a: '1' } }, { data: { $patch: 'delete' } }, { count: 1 }],
    ['says that it merges', { data: { a: '1' } }, { data: { $patch: 'merge', b: '2' } }, { data: { a: '1', b: '2' } }],
    ['retains only some fields', { data: { a: '1', b: '2' } }, { data: { $retainKeys: ['b', 'c'], c: '3' } }, { data: { b: '2', c: '3' } }],
    [
      'orders a list that it changes',
      { conditions: [ready, other] },
      { '$setElementOrder/conditions': [{ type: 'New' }, { type: 'Other' }, { type: 'Ready' }], conditions: [{ type: 'New' }] },
      { conditions: [{ type: 'New' }, other, ready] },
    ],
    [
      'orders what the order names, and leaves the rest where it is',
      { conditions: [ready, { type: 'Mine' }, other] },
      { '$setElementOrder/conditions': [{ type: 'Other' }, { type: 'Ready' }] },
      { conditions: [other, { type: 'Mine' }, ready] },
    ],
    [
      'adds finalizers',
      { metadata: { finalizers: ['a/a'] } },
      { metadata: { finalizers: ['b/b', 'a/a'] } },
      { metadata: { finalizers: ['a/a', 'b/b'] } },
    ],
    [
      'takes finalizers out',
      { metadata: { finalizers: ['a/a', 'b/b'] } },
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['a/a', 'z/z'] } },
      { metadata: { finalizers: ['b/b'] } },
    ],
    [
      'takes the last one out and adds another',
      { metadata: { finalizers: ['a/a'] } },
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['a/a'], finalizers: ['b/b'], '$setElementOrder/finalizers': ['b/b'] } },
      { metadata: { finalizers: ['b/b'] } },
    ],
    [
      'merges owners by uid',
      { metadata: { ownerReferences: [owner('u', 'a')] } },
      { metadata: { ownerReferences: [owner('v', 'b'), { uid: 'u', controller: true }] } },
      { metadata: { ownerReferences: [{ uid: 'u', name: 'a', controller: true }, owner('v', 'b')] } },
    ],
    [
      'makes what is not there',
      {},
      { data: { a: '1' }, conditions: [{ $patch: 'delete', type: 'x' }] },
      { data: { a: '1' }, conditions: [] },
    ],
  ])('%s', (_name, target, patch, expected) => {
    const before = JSON.stringify([target, patch]);

    expect(strategicallyPatched(shape, target, patch)).toEqual(expected);
    expect(JSON.stringify([target, patch])).toBe(before);
  });

  it.each([
    [{ data: { $patch: 'shuffle' } }, 'replace, delete or merge'],
    [{ $shuffle: [] }, 'there is no directive "$shuffle"'],
    [{ data: { $retainKeys: 'a' } }, 'is a list of fields'],
    [{ '$setElementOrder/conditions': 'x' }, 'has to be a list'],
    [{ conditions: [{ status: 'True' }] }, 'lacks its key "type"'],
    [{ conditions: ['Ready'] }, 'has to be an object'],
  ])('%j is none', (patch, message) => {
    const refusal = (): unknown => strategicallyPatched(shape, { data: {}, conditions: [] }, patch);

    expect(refusal).toThrow(StrategicPatchError);
    expect(refusal).toThrow(message);
  });

  it('reaches no prototype', () => {
    strategicallyPatched(
      shape,
      {},
      JSON.parse('{"data":{"__proto__":{"polluted":"yes"}},"__proto__":{"polluted":"yes"}}') as Record<string, unknown>,
    );

    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { changedFields, removedFields } from './changed-fields.ts';
import { mergeConfiguration } from './merge-configuration.ts';
import { objectShape } from './object-shape.ts';
import { pruneFields } from './prune-fields.ts';
import { statedFields } from './stated-fields.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const struct = (properties: object): object => ({ type: 'object', properties });
const textMap = { type: 'object', additionalProperties: text };
const setOfTexts = { type: 'array', items: text, 'x-kubernetes-list-type': 'set' };
const keyedBy = (keys: readonly string[], items: object): object => ({
  type: 'array',
  items,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': keys,
});
const shape = objectShape(
  struct({
    spec: struct({
      flavor: text,
      cpu: struct({ cores: whole, threads: whole }),
      pairs: textMap,
      tags: setOfTexts,
      cards: keyedBy(['name'], struct({ name: text, mtu: whole })),
      ports: keyedBy(['protocol', 'port'], struct({ port: whole, protocol: { ...text, default: 'TCP' }, name: text })),
      routes: { type: 'array', items: text },
      origin: { ...struct({ url: text }), 'x-kubernetes-map-type': 'atomic' },
      moment: { anyOf: [text, { type: 'null' }] },
    }),
  }),
);

const spec = (fields: object): object => ({ metadata: { name: 'a' }, spec: fields });
const specSet = (fields: object): object => ({ 'f:spec': fields });

describe('the fields of a configuration', () => {
  it.each([
    ['a single value', { flavor: 'small' }, { 'f:flavor': {} }],
    ['a field with fields is nobody’s, but what is in it', { cpu: { cores: 1 } }, { 'f:cpu': { 'f:cores': {} } }],
    ['an empty field is a field', { cpu: {} }, { 'f:cpu': {} }],
    ['entries of a map', { pairs: { a: 'b' } }, { 'f:pairs': { 'f:a': {} } }],
    ['values of a set', { tags: ['x', 'y'] }, { 'f:tags': { 'v:"x"': {}, 'v:"y"': {} } }],
    [
      'items of a list with a key, and what is in them',
      { cards: [{ name: 'eth0', mtu: 9 }] },
      { 'f:cards': { 'k:{"name":"eth0"}': { '.': {}, 'f:name': {}, 'f:mtu': {} } } },
    ],
    [
      'items with several keys, one of them its default',
      { ports: [{ port: 80 }] },
      { 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } } },
    ],
    ['a list without a key, as a whole', { routes: ['x', 'y'] }, { 'f:routes': {} }],
    ['what is atomic, as a whole', { origin: { url: 'x' } }, { 'f:origin': {} }],
    ['a value that may be null', { moment: 'now' }, { 'f:moment': {} }],
    ['an empty list', { cards: [] }, { 'f:cards': {} }],
    ['a list that lacks its keys, as a whole', { cards: [{ mtu: 9 }] }, { 'f:cards': {} }],
    ['a value of another type, as a whole', { cpu: 'many' }, { 'f:cpu': {} }],
  ])('%s', (_name, fields, expected) => {
    expect(statedFields(shape, spec(fields))).toEqual(specSet(expected));
  });

  it('are those of metadata that users set', () => {
    const metadata = {
      name: 'a',
      namespace: 'b',
      uid: 'c',
      resourceVersion: '1',
      labels: { tier: 'web' },
      finalizers: ['x/y'],
      ownerReferences: [{ uid: 'u', kind: 'K', name: 'n', apiVersion: 'v1' }],
    };

    expect(statedFields(shape, { metadata, kind: 'K', apiVersion: 'v1' })).toEqual({
      'f:metadata': {
        'f:labels': { 'f:tier': {} },
        'f:finalizers': { 'v:"x/y"': {} },
        'f:ownerReferences': { 'k:{"uid":"u"}': {} },
      },
    });
  });
});

describe('a change', () => {
  it.each([
    ['of a value', { flavor: 'a' }, { flavor: 'b' }, { 'f:flavor': {} }, undefined],
    ['that adds a field with fields owns it too', {}, { cpu: { cores: 1 } }, { 'f:cpu': { '.': {}, 'f:cores': {} } }, undefined],
    ['inside of a field does not own it', { cpu: { cores: 1 } }, { cpu: { cores: 2 } }, { 'f:cpu': { 'f:cores': {} } }, undefined],
    [
      'of a map',
      { pairs: { a: '1', b: '1' } },
      { pairs: { a: '2', c: '1' } },
      { 'f:pairs': { 'f:a': {}, 'f:c': {} } },
      { 'f:pairs': { 'f:b': {} } },
    ],
    ['of a set', { tags: ['x', 'y'] }, { tags: ['y', 'z'] }, { 'f:tags': { 'v:"z"': {} } }, { 'f:tags': { 'v:"x"': {} } }],
    ['of the order of a set is none', { tags: ['x', 'y'] }, { tags: ['y', 'x'] }, undefined, undefined],
    [
      'of an item',
      { cards: [{ name: 'a', mtu: 1 }, { name: 'b' }] },
      { cards: [{ name: 'a', mtu: 2 }] },
      { 'f:cards': { 'k:{"name":"a"}': { 'f:mtu': {} } } },
      { 'f:cards': { 'k:{"name":"b"}': { '.': {}, 'f:name': {} } } },
    ],
    ['of a list without a key', { routes: ['x'] }, { routes: ['x', 'y'] }, { 'f:routes': {} }, undefined],
    ['that takes a field away', { cpu: { cores: 1 } }, {}, undefined, { 'f:cpu': { '.': {}, 'f:cores': {} } }],
    ['from a type to another', { cpu: { cores: 1 } }, { cpu: 'many' }, { 'f:cpu': {} }, undefined],
    ['that is none', { cpu: { cores: 1 }, tags: ['x'] }, { cpu: { cores: 1 }, tags: ['x'] }, undefined, undefined],
  ])('%s', (_name, before, after, changed, removed) => {
    expect(changedFields(shape, spec(before), spec(after))).toEqual(changed === undefined ? undefined : specSet(changed));
    expect(removedFields(shape, spec(before), spec(after))).toEqual(removed === undefined ? undefined : specSet(removed));
  });
});

describe('merging a configuration', () => {
  it.each([
    [
      'sets what is stated and keeps the rest',
      { flavor: 'a', cpu: { cores: 1 } },
      { cpu: { threads: 2 } },
      { flavor: 'a', cpu: { cores: 1, threads: 2 } },
    ],
    ['adds entries', { pairs: { a: '1' } }, { pairs: { b: '2' } }, { pairs: { a: '1', b: '2' } }],
    ['adds values', { tags: ['x'] }, { tags: ['y', 'x'] }, { tags: ['y', 'x'] }],
    ['keeps others’ values where they are', { tags: ['a', 'x', 'b'] }, { tags: ['x', 'y'] }, { tags: ['a', 'x', 'b', 'y'] }],
    [
      'merges items by key, in the stated order',
      { cards: [{ name: 'a', mtu: 1 }, { name: 'o' }, { name: 'b' }] },
      { cards: [{ name: 'b', mtu: 2 }, { name: 'a' }] },
      { cards: [{ name: 'b', mtu: 2 }, { name: 'a', mtu: 1 }, { name: 'o' }] },
    ],
    ['replaces a list without a key', { routes: ['x'] }, { routes: ['y'] }, { routes: ['y'] }],
    ['replaces what is atomic', { origin: { url: 'x' } }, { origin: {} }, { origin: {} }],
    [
      'replaces items that cannot be told apart',
      { cards: [{ name: 'a' }, { name: 'a' }] },
      { cards: [{ name: 'b' }] },
      { cards: [{ name: 'b' }] },
    ],
  ])('%s', (_name, live, configuration, expected) => {
    const merged = mergeConfiguration(shape, spec(live), spec(configuration));

    expect(merged).toEqual(spec(expected));
    expect(mergeConfiguration(shape, merged, spec(configuration))).toEqual(merged);
  });
});

describe('pruning', () => {
  const pruned = (value: object, given: object, kept?: object): unknown =>
    pruneFields(shape, spec(value), specSet(given) as never, (kept === undefined ? undefined : specSet(kept)) as never);

  it.each([
    [
      'takes away what nobody has any more',
      { flavor: 'a', cpu: { cores: 1 } },
      { 'f:flavor': {} },
      { 'f:cpu': { 'f:cores': {} } },
      { cpu: { cores: 1 } },
    ],
    [
      'leaves what others own',
      { pairs: { a: '1', b: '1' } },
      { 'f:pairs': { 'f:a': {} } },
      { 'f:pairs': { 'f:b': {} } },
      { pairs: { b: '1' } },
    ],
    [
      'takes a field with fields together with what has come to it by default',
      { cpu: { cores: 1, threads: 1 } },
      { 'f:cpu': { 'f:cores': {} } },
      { 'f:flavor': {} },
      {},
    ],
    [
      'leaves an item of which others own a part, without the part that was given',
      { cards: [{ name: 'a', mtu: 1 }] },
      { 'f:cards': { 'k:{"name":"a"}': { '.': {}, 'f:name': {}, 'f:mtu': {} } } },
      { 'f:cards': { 'k:{"name":"a"}': { '.': {}, 'f:name': {} } } },
      { cards: [{ name: 'a' }] },
    ],
    ['takes values out of a set', { tags: ['x', 'y'] }, { 'f:tags': { 'v:"x"': {} } }, { 'f:tags': { 'v:"y"': {} } }, { tags: ['y'] }],
    [
      'leaves an empty map that somebody wants to be there',
      { pairs: { a: '1' } },
      { 'f:pairs': { 'f:a': {} } },
      { 'f:pairs': {} },
      { pairs: {} },
    ],
    [
      'takes an item with what somebody else has written into it',
      { cards: [{ name: 'a', mtu: 1 }, { name: 'b' }] },
      { 'f:cards': { 'k:{"name":"a"}': { '.': {}, 'f:name': {} } } },
      { 'f:cards': { 'k:{"name":"a"}': { 'f:mtu': {} }, 'k:{"name":"b"}': { '.': {}, 'f:name': {} } } },
      { cards: [{ name: 'b' }] },
    ],
    ['takes an empty one that nobody wants', { pairs: { a: '1' } }, { 'f:pairs': { 'f:a': {} } }, { 'f:pairs': { 'f:gone': {} } }, {}],
    [
      'leaves what nobody has ever owned',
      { pairs: { a: '1', b: '1' } },
      { 'f:pairs': { 'f:a': {} } },
      { 'f:pairs': { 'f:c': {} } },
      { pairs: { b: '1' } },
    ],
  ])('%s', (_name, value, given, kept, expected) => {
    // Something is left in any case, so that the whole spec does not go.
    expect(pruned({ ...value, moment: 'x' }, given, { ...kept, 'f:moment': {} })).toEqual(spec({ ...expected, moment: 'x' }));
  });
});

import { describe, expect, it } from 'vitest';
import type { ManagedFieldsEntry } from '#apis/machinery/object-meta.ts';
import { settled } from './managed-fields.ts';
import { objectShape } from './object-shape.ts';
import { readManagedFields } from './read-managed-fields.ts';
import { trackUpdate } from './track-update.ts';

const entry = (manager: string, overrides: Partial<ManagedFieldsEntry> = {}): ManagedFieldsEntry => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-06-01T12:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: { [`f:${manager}`]: {} },
  ...overrides,
});

describe('the entries of an object', () => {
  it('stand in Kubernetes’ order: who applied first, then by time, then by name', () => {
    const later = { time: '2026-06-01T12:00:01Z' };

    const order = settled([entry('c'), entry('b', later), entry('a', later), entry('z', { operation: 'Apply' })], []);

    expect(order.map(({ manager }) => manager)).toEqual(['z', 'c', 'a', 'b']);
  });

  it('are ten of ordinary writes at most: the oldest are told as one, again and again', () => {
    const at = (second: number): string => `2026-06-01T12:00:${String(second).padStart(2, '0')}Z`;
    let entries: readonly ManagedFieldsEntry[] = [entry('applier', { operation: 'Apply' })];
    for (let number = 10; number < 40; number += 1) entries = settled([...entries, entry(`m${number}`, { time: at(number) })], entries);

    expect(entries.filter(({ operation }) => operation === 'Update')).toHaveLength(10);
    expect(entries.map(({ manager }) => manager)).toEqual([
      'applier',
      'ancient-changes',
      ...Array.from({ length: 9 }, (_, index) => `m${index + 31}`),
    ]);
    const ancient = entries[1];
    expect(Object.keys(ancient?.fieldsV1 ?? {})).toHaveLength(21);
    expect(ancient?.time).toBe(at(30));
  });

  it('collapse into one even where all were made in one second', () => {
    let entries: readonly ManagedFieldsEntry[] = [];
    for (let number = 0; number < 30; number += 1) entries = settled([...entries, entry(`a${number}`)], entries);

    expect(entries.filter(({ manager }) => manager === 'ancient-changes')).toHaveLength(1);
    expect(entries).toHaveLength(10);
  });

  it('are the very same when nothing is new', () => {
    const before = [entry('a'), entry('b')];

    expect(settled([entry('b'), entry('a')], before)).toBe(before);
  });
});

describe('an ordinary write', () => {
  const shape = objectShape({ properties: { data: { type: 'object', additionalProperties: { type: 'string' } } } });
  const object = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }) as never;
  const write = (before: object | undefined, after: object, managedFields: readonly ManagedFieldsEntry[], manager = 'me') =>
    trackUpdate({
      shape,
      before: before === undefined ? undefined : object(before),
      after: object(after),
      managedFields,
      writer: { manager, operation: 'Update', apiVersion: 'v1' },
      time: '2026-06-01T13:00:00Z',
    });
  const sets = (entries: readonly ManagedFieldsEntry[]) => Object.fromEntries(entries.map(({ manager, fieldsV1 }) => [manager, fieldsV1]));

  it('owns all of what it creates', () => {
    expect(write(undefined, { a: '1' }, [])).toEqual([
      entry('me', { time: '2026-06-01T13:00:00Z', fieldsV1: { 'f:data': { '.': {}, 'f:a': {} } } }),
    ]);
  });

  it('takes what it changes from others, and what it removes from everybody', () => {
    const owned = [entry('other', { fieldsV1: { 'f:data': { '.': {}, 'f:a': {}, 'f:b': {}, 'f:c': {} } } })];

    expect(sets(write({ a: '1', b: '1', c: '1' }, { a: '2', b: '1' }, owned))).toEqual({
      me: { 'f:data': { 'f:a': {} } },
      other: { 'f:data': { '.': {}, 'f:b': {} } },
    });
  });

  it('adds to what the same manager owns, and leaves the time alone where it only removes', () => {
    const owned = [entry('me', { fieldsV1: { 'f:data': { '.': {}, 'f:a': {}, 'f:b': {} } } })];

    const removed = write({ a: '1', b: '1' }, { a: '1' }, owned);

    expect(removed).toEqual([entry('me', { fieldsV1: { 'f:data': { '.': {}, 'f:a': {} } } })]);
    expect(sets(write({ a: '1' }, { a: '1', c: '1' }, removed))).toEqual({ me: { 'f:data': { '.': {}, 'f:a': {}, 'f:c': {} } } });
  });

  it('that changes nothing gives the very same entries', () => {
    const owned = [entry('other')];

    expect(write({ a: '1' }, { a: '1' }, owned)).toBe(owned);
  });

  it('is not recorded on an object of which nothing was recorded before', () => {
    expect(write({ a: '1' }, { a: '2' }, [])).toEqual([]);
  });
});

describe('managedFields in a body', () => {
  it.each([
    [undefined, 'Unsaid'],
    [[], 'Unsaid'],
    [[{}], 'Reset'],
    [[entry('a')], 'Stated'],
    [[{ ...entry('a'), operation: 'Steal' }], 'Malformed'],
    [[{ ...entry('a'), fieldsType: 'FieldsV2' }], 'Malformed'],
    [[{ ...entry('a'), fieldsV1: { spec: {} } }], 'Malformed'],
    [[{ ...entry('a'), fieldsV1: { 'k:nonsense': {} } }], 'Malformed'],
    [[{ ...entry('a'), fieldsV1: { 'f:a': 1 } }], 'Malformed'],
    [[{ ...entry('a'), time: 'yesterday' }], 'Malformed'],
    [['a'], 'Malformed'],
    [Array.from({ length: 1001 }, () => entry('a')), 'Malformed'],
  ])('%j are %s', (value, kind) => {
    expect(readManagedFields(value).kind).toBe(kind);
  });

  it('say which entry is wrong, and where', () => {
    expect(readManagedFields([entry('a'), { ...entry('b'), manager: 'x'.repeat(129) }])).toMatchObject({
      causes: [{ reason: 'FieldValueInvalid', field: 'metadata.managedFields[1].manager' }],
    });
  });

  it('are read in the form in which they are compared', () => {
    expect(readManagedFields([{ ...entry('a'), time: '2026-06-01T14:00:00.5+02:00', fieldsV1: { 'f:a': { '.': {} } }, more: 1 }])).toEqual({
      kind: 'Stated',
      managedFields: [entry('a', { fieldsV1: { 'f:a': {} } })],
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { applyConfiguration, type Applied } from './apply-configuration.ts';
import { isMember, placesOf } from './field-set.ts';
import type { ManagedFields } from './managed-fields.ts';
import { objectShape } from './object-shape.ts';
import { trackUpdate } from './track-update.ts';

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
      cpu: struct({ cores: whole, threads: whole }),
      pairs: textMap,
      tags: setOfTexts,
      cards: keyedBy(['name'], struct({ name: text, mtu: whole })),
    }),
  }),
);

/** Single values by the place where they are, as `f:spec/f:cpu/f:cores`: what a model that knows nothing of structure works with. */
type Leaves = ReadonlyMap<string, unknown>;

function leavesOf(object: object): Leaves {
  const leaves = new Map<string, unknown>();
  const { cpu = {}, pairs = {}, tags = [], cards = [] } = (object as { spec?: Record<string, never> }).spec ?? {};
  for (const [name, value] of Object.entries(cpu)) leaves.set(`f:spec/f:cpu/f:${name}`, value);
  for (const [name, value] of Object.entries(pairs)) leaves.set(`f:spec/f:pairs/f:${name}`, value);
  for (const tag of tags) leaves.set(`f:spec/f:tags/v:${JSON.stringify(tag)}`, tag);
  for (const card of cards as { name: string }[]) {
    for (const [name, value] of Object.entries(card)) leaves.set(`f:spec/f:cards/k:{"name":${JSON.stringify(card.name)}}/f:${name}`, value);
  }
  return leaves;
}

/** Server-side apply over single values: the rules, in a page that shares nothing with the code. */
class Model {
  readonly values = new Map<string, unknown>();
  readonly owners = new Map<string, Set<string>>();

  conflicts(manager: string, configuration: Leaves): readonly string[] {
    const found: string[] = [];
    for (const [place, value] of configuration) {
      if (this.values.get(place) === value) continue;
      for (const owner of this.owners.get(place) ?? []) if (owner !== manager) found.push(`${owner} ${place}`);
    }
    return found.toSorted();
  }

  apply(manager: string, configuration: Leaves): void {
    for (const [place, value] of configuration) {
      if (this.values.get(place) !== value) this.#give(place, manager);
      this.#ownersOf(place).add(manager);
      this.values.set(place, value);
    }
    for (const [place, owners] of this.owners) {
      if (configuration.has(place) || !owners.delete(manager) || owners.size > 0) continue;
      this.#drop(place);
    }
  }

  update(manager: string, object: Leaves): void {
    for (const [place, value] of object) {
      if (this.values.get(place) !== value) this.#give(place, manager);
      this.values.set(place, value);
    }
    for (const place of this.values.keys()) if (!object.has(place)) this.#drop(place);
  }

  #give(place: string, manager: string): void {
    this.owners.set(place, new Set([manager]));
  }

  #ownersOf(place: string): Set<string> {
    const owners = this.owners.get(place) ?? new Set();
    this.owners.set(place, owners);
    return owners;
  }

  /** An item goes with all that is in it. */
  #drop(place: string): void {
    const item = place.endsWith('"}/f:name') ? place.slice(0, -'f:name'.length) : undefined;
    for (const each of [place, ...this.values.keys()]) {
      if (each !== place && (item === undefined || !each.startsWith(item))) continue;
      this.values.delete(each);
      this.owners.delete(each);
    }
  }
}

/** One object under test, with who owns what. */
class Subject {
  object: ApiObject = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' } } as ApiObject;
  managedFields: ManagedFields = [];
  #second = 0;

  apply(manager: string, configuration: object, isForced: boolean): Applied {
    const applied = applyConfiguration({
      shape,
      part: shape,
      live: this.object,
      configuration,
      managedFields: this.managedFields,
      writer: { manager, operation: 'Apply', apiVersion: 'v1' },
      isForced,
      time: this.#now(),
    });
    if (applied.kind === 'Applied') {
      this.object = applied.object as unknown as ApiObject;
      this.managedFields = applied.managedFields;
    }
    return applied;
  }

  update(manager: string, object: object): void {
    const after = { ...this.object, ...object };
    this.managedFields = trackUpdate({
      shape,
      before: this.managedFields.length === 0 ? undefined : this.object,
      after,
      managedFields: this.managedFields,
      writer: { manager, operation: 'Update', apiVersion: 'v1' },
      time: this.#now(),
    });
    this.object = after;
  }

  /** Who owns each single value that is there or is said to be. */
  owners(): ReadonlyMap<string, ReadonlySet<string>> {
    const owners = new Map<string, Set<string>>();
    for (const { manager, fieldsV1 } of this.managedFields) {
      for (const steps of placesOf(fieldsV1)) {
        const place = steps.join('/');
        if (!isSingle(steps)) continue;
        owners.set(place, (owners.get(place) ?? new Set()).add(manager));
      }
    }
    return owners;
  }

  #now(): string {
    this.#second += 1;
    return `2026-06-01T12:00:${String(this.#second).padStart(2, '0')}Z`;
  }
}

/** Whether the steps lead to a single value, and not to what holds some. */
function isSingle(steps: readonly string[]): boolean {
  return steps.length === (steps[1] === 'f:cards' ? 4 : 3);
}

const small = fc.integer({ min: 1, max: 2 });
const named = <Value>(value: fc.Arbitrary<Value>) => fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { minKeys: 1, maxKeys: 3 });
const spec = fc.record(
  {
    cpu: fc.constantFrom({ cores: 1 }, { cores: 2 }, { threads: 1 }, { cores: 1, threads: 2 }),
    pairs: named(fc.constantFrom('1', '2')),
    tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }),
    cards: named(fc.option(small, { nil: undefined })).map((cards) =>
      Object.entries(cards).map(([name, mtu]) => (mtu === undefined ? { name } : { name, mtu })),
    ),
  },
  { requiredKeys: [] },
);
const body = spec.map((fields) => (Object.keys(fields).length === 0 ? {} : { spec: fields }));
const writes = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('Apply' as const), manager: fc.constantFrom('a', 'b', 'c'), body, isForced: fc.boolean() }),
    fc.record({ kind: fc.constant('Update' as const), manager: fc.constantFrom('u', 'v'), body }),
  ),
  { minLength: 1, maxLength: 10 },
);

describe('server-side apply among other writes', () => {
  it('does to values, owners and conflicts what the rules say', () => {
    fc.assert(
      fc.property(writes, (sequence) => {
        const [subject, model] = [new Subject(), new Model()];
        for (const write of sequence) {
          const leaves = leavesOf(write.body);
          if (write.kind === 'Update') {
            subject.update(write.manager, { spec: {}, ...write.body });
            model.update(write.manager, leaves);
          } else {
            const conflicts = model.conflicts(write.manager, leaves);
            const applied = subject.apply(write.manager, write.body, write.isForced);
            const isRefused = conflicts.length > 0 && !write.isForced;
            expect(applied.kind).toBe(isRefused ? 'Conflict' : 'Applied');
            if (applied.kind === 'Conflict') expect(placesIn(applied)).toEqual(conflicts);
            if (!isRefused) model.apply(write.manager, leaves);
          }
          expect(leavesOf(subject.object)).toEqual(model.values);
          expect(subject.owners()).toEqual(model.owners);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same when done twice, and gives the very same records', () => {
    fc.assert(
      fc.property(writes, body, (sequence, last) => {
        const subject = new Subject();
        for (const write of sequence) {
          if (write.kind === 'Update') subject.update(write.manager, { spec: {}, ...write.body });
          else subject.apply(write.manager, write.body, true);
        }
        subject.apply('a', last, true);
        const { object, managedFields } = subject;

        subject.apply('a', last, false);

        expect(subject.object).toEqual(object);
        expect(subject.managedFields).toBe(managedFields);
      }),
    );
  });
});

function placesIn(applied: Extract<Applied, { readonly kind: 'Conflict' }>): readonly string[] {
  return applied.conflicts
    .flatMap(({ owner, fields }) => [...placesOf(fields)].filter(isSingle).map((steps) => `${owner.manager} ${steps.join('/')}`))
    .toSorted();
}

describe('the first server-side apply to an object of which nothing is recorded', () => {
  it('finds all of it owned by whoever was there before', () => {
    const subject = new Subject();
    subject.object = { ...subject.object, spec: { pairs: { a: '1', b: '1' } } } as unknown as ApiObject;

    expect(subject.apply('a', { spec: { pairs: { a: '2' } } }, false)).toMatchObject({
      kind: 'Conflict',
      conflicts: [{ owner: { manager: 'before-first-apply', operation: 'Update' } }],
    });
    subject.apply('a', { spec: { pairs: { a: '1' } } }, false);

    expect(subject.owners()).toEqual(
      new Map([
        ['f:spec/f:pairs/f:a', new Set(['a', 'before-first-apply'])],
        ['f:spec/f:pairs/f:b', new Set(['before-first-apply'])],
      ]),
    );
    expect(subject.managedFields.every(({ fieldsV1 }) => !isMember(fieldsV1))).toBe(true);
  });
});

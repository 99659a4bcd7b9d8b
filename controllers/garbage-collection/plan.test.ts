import { describe, expect, it } from 'vitest';
import type { OwnerReference } from '#apis/machinery/object-meta.ts';
import { aPlainObject } from '#test/builders/api-object.ts';
import { planCollection, type CollectionObservation, type CollectionPlan, type OwnerState } from './plan.ts';

const deletionTimestamp = '2026-06-01T12:00:00Z';

function owner(kind: OwnerState['kind'], name = kind.toLowerCase()): OwnerState {
  return { kind, reference: { apiVersion: 'v1', kind: 'ConfigMap', name, uid: `uid-of-default-${name}` } };
}

function aDependent(reference: Partial<OwnerReference> = {}): ReturnType<typeof aPlainObject> {
  const toWeb = { apiVersion: 'v1', kind: 'ConfigMap', name: 'web', uid: 'uid-of-default-web', ...reference };
  return aPlainObject({ name: 'dependent', ownerReferences: [toWeb] });
}

function plan(overrides: Partial<CollectionObservation>): CollectionPlan {
  return planCollection({ object: aPlainObject(), owners: [], dependents: [], ...overrides });
}

describe('planCollection', () => {
  it('leaves alone what never had an owner', () => {
    expect(plan({ owners: [] })).toEqual({ kind: 'Nothing' });
  });

  it('deletes what has lost all of its owners', () => {
    expect(plan({ owners: [owner('Absent', 'one'), owner('Absent', 'two')] })).toEqual({ kind: 'Delete', propagationPolicy: 'Background' });
  });

  it('leaves alone what has an owner, and forgets those that are gone', () => {
    expect(plan({ owners: [owner('Present')] })).toEqual({ kind: 'Nothing' });
    expect(plan({ owners: [owner('Present'), owner('Absent')] })).toEqual({
      kind: 'KeepReferences',
      references: [owner('Present').reference],
    });
  });

  it('deletes nothing on behalf of an owner that it knows nothing of', () => {
    expect(plan({ owners: [owner('Unknown')] })).toEqual({ kind: 'Nothing' });
    expect(plan({ owners: [owner('Unknown'), owner('Absent')] })).toMatchObject({ kind: 'KeepReferences' });
  });

  it('deletes what an owner waits for, its own dependents first', () => {
    expect(plan({ owners: [owner('AwaitsDependents')] })).toEqual({ kind: 'Delete', propagationPolicy: 'Background' });
    expect(plan({ owners: [owner('AwaitsDependents')], dependents: [aDependent()] })).toEqual({
      kind: 'Delete',
      propagationPolicy: 'Foreground',
    });
  });

  it('leaves the dependent of a waiting owner to its other owner', () => {
    expect(plan({ owners: [owner('AwaitsDependents'), owner('Present')] })).toEqual({
      kind: 'KeepReferences',
      references: [owner('Present').reference],
    });
  });

  it('deletes nothing twice', () => {
    expect(plan({ object: aPlainObject({ deletionTimestamp }), owners: [owner('Absent')] })).toEqual({ kind: 'Nothing' });
  });
});

describe('planCollection, for an object that waits for its dependents', () => {
  const object = aPlainObject({ deletionTimestamp, finalizers: ['foregroundDeletion', 'example.org/other'] });

  it('keeps it while a dependent blocks', () => {
    expect(plan({ object, dependents: [aDependent({ blockOwnerDeletion: true })] })).toEqual({ kind: 'WaitForDependents', count: 1 });
  });

  it('releases it when none blocks any more', () => {
    const released = { kind: 'RemoveFinalizer', finalizer: 'foregroundDeletion' };

    expect(plan({ object, dependents: [] })).toEqual(released);
    expect(plan({ object, dependents: [aDependent({ blockOwnerDeletion: false })] })).toEqual(released);
  });

  it('is blocked only by those that say so of itself', () => {
    const elsewhere = aDependent({ uid: 'another', blockOwnerDeletion: true });

    expect(plan({ object, dependents: [elsewhere] })).toMatchObject({ kind: 'RemoveFinalizer' });
  });
});

describe('planCollection, for an object that leaves its dependents behind', () => {
  const object = aPlainObject({ deletionTimestamp, finalizers: ['orphan'] });

  it('makes them forget it, and goes when they have', () => {
    const dependents = [aDependent()];

    expect(plan({ object, dependents })).toEqual({ kind: 'Orphan', dependents });
    expect(plan({ object, dependents: [] })).toEqual({ kind: 'RemoveFinalizer', finalizer: 'orphan' });
  });
});

import { describe, expect, it } from 'vitest';
import { aServerAction } from '#test/builders/server-action.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { serverActionKind, type ServerActionSpec } from './server-action.ts';

function faultsOf(spec: Partial<ServerActionSpec>, previous?: ServerActionSpec): readonly string[] {
  const { reboot: _reboot, ...rest } = aServerAction().spec;
  const action = { ...aServerAction(), spec: { ...rest, ...spec } } as ApiObject;
  const before = previous === undefined ? undefined : ({ ...aServerAction(), spec: previous } as ApiObject);
  return serverActionKind.validate(action, before).map(({ field, message }) => `${field}: ${message}`);
}

describe('an action', () => {
  it.each(['ConfirmResize', 'MigrateCold', 'RevertMigration', 'Restore'] as const)('of type %s needs no more than its type', (type) => {
    expect(faultsOf({ type })).toEqual([]);
    expect(faultsOf({ type, reboot: { mode: 'Hard' } })).toEqual([`spec.reboot: Forbidden: the type ${type} does not take it`]);
  });

  it('says what its type needs', () => {
    expect(faultsOf({ type: 'Snapshot' })).toEqual(['spec.snapshot: Required value: the type Snapshot needs it']);
  });

  it('of type Record says what it is a record of', () => {
    expect(faultsOf({ type: 'Record' })).toEqual(['spec.record: Required value: the type Record needs it']);
    expect(faultsOf({ type: 'Record', record: { action: 'stop' } })).toEqual([]);
  });

  it('is never changed into another', () => {
    expect(faultsOf({ type: 'RevertMigration' }, { server: 'web', type: 'MigrateCold' })).toEqual([
      'spec: Forbidden: an action is done once; create another',
    ]);
  });
});

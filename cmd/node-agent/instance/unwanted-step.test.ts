import { describe, expect, it } from 'vitest';
import { anInstanceRecord, type InstanceRecordOverrides } from '#test/builders/instance-record.ts';
import { isUnwanted } from './unwanted-step.ts';

describe('a download for a guest that runs', () => {
  const step = { kind: 'Fetch', imageUIDs: ['image-uid'] } as const;

  it.each<[string, InstanceRecordOverrides, boolean]>([
    ['goes on while it is wished for', {}, false],
    ['goes on while the guest is to be paused', { instance: { spec: { power: 'Paused' } } }, false],
    ['is given up for a stop', { instance: { spec: { power: 'Stopped' } } }, true],
    ['is given up for a shelving', { instance: { spec: { power: 'Shelved' } } }, true],
    ['is given up with the guest', { desired: { tombstone: true } }, true],
    ['is given up for another image', { instance: { machine: { image: { name: 'newer', uid: 'newer', format: 'Raw' } } } }, true],
  ])('%s', (_what, overrides, expected) => {
    expect(isUnwanted(step, anInstanceRecord(overrides), { mayRun: true })).toBe(expected);
  });

  it('is given up once another incarnation has the right to run', () => {
    expect(isUnwanted(step, anInstanceRecord(), { mayRun: false })).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { aHostVolume } from '#test/builders/volume.ts';
import type { DesiredVolume, VolumeProgress } from '../journal/journal-state.ts';
import { planVolume, type VolumeObservation, type VolumePlan } from './volume-plan.ts';
import { volumeStatus, type VolumeView } from './volume-status.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const gibibyte = 1024 ** 3;
const file = { format: 'Raw', path: '/volumes/data', sizeBytes: 5 * gibibyte } as const;
const disk = { sha256: 'a', sizeBytes: 1, format: 'Qcow2', virtualSizeBytes: 1 } as const;
const created = { created: true, destroyed: false };

type Overrides = Partial<Omit<VolumeObservation, 'record'>> & {
  readonly desired?: Partial<DesiredVolume>;
  readonly progress?: VolumeProgress;
  readonly sizeGiB?: number;
  readonly save?: string;
};

function observation({ desired, progress = created, sizeGiB = 5, save, ...rest }: Overrides): VolumeObservation {
  const object = aHostVolume({ spec: { sizeGiB, ...(save === undefined ? {} : { save: { uid: save } }) } });
  const base = { objectUID: 'o', volumeUID: 'v', generation: 1, object, tombstone: false, claimed: true };
  return {
    record: { desired: { ...base, ...desired }, progress },
    file,
    isHeld: false,
    isSavedByGuest: false,
    isClaimedElsewhere: false,
    failures: new Map(),
    ...rest,
  };
}

function plan(overrides: Overrides): VolumePlan {
  return planVolume(observation(overrides), noon);
}

describe('planVolume', () => {
  it.each<[string, Overrides, Partial<VolumePlan>]>([
    ['makes what is not there', { progress: { created: false, destroyed: false }, file: undefined }, { kind: 'Create' }],
    ['leaves alone what is as it is to be', {}, { kind: 'Nothing' }],
    ['makes it larger', { sizeGiB: 6 }, { kind: 'Extend' }],
    ['does not make it larger under a guest', { sizeGiB: 6, isHeld: true }, { kind: 'Wait', reason: 'InUse' }],
    ['never makes it smaller', { sizeGiB: 1 }, { kind: 'Nothing' }],
    ['calls it lost when its file is gone, and does not make another', { file: undefined }, { kind: 'Wait', reason: 'Lost' }],
    ['copies it when a snapshot is wanted', { save: 's' }, { kind: 'Save' }],
    ['makes it larger first', { save: 's', sizeGiB: 6 }, { kind: 'Extend' }],
    ['does not copy under a guest that writes', { save: 's', isHeld: true }, { kind: 'Wait', reason: 'InUse' }],
    ['has a guest copy it that can', { save: 's', isHeld: true, isSavedByGuest: true, sizeGiB: 6 }, { kind: 'Save' }],
    ['copies it once', { save: 's', progress: { ...created, saved: { uid: 's', disk } } }, { kind: 'Nothing' }],
    ['copies nothing that is to be destroyed', { save: 's', desired: { tombstone: true } }, { kind: 'Destroy' }],
    ['destroys by a tombstone', { desired: { tombstone: true } }, { kind: 'Destroy' }],
    ['destroys what was lost, too', { desired: { tombstone: true }, file: undefined }, { kind: 'Destroy' }],
    ['does not destroy what a guest has open', { desired: { tombstone: true }, isHeld: true }, { kind: 'Wait', reason: 'InUse' }],
    ['does not destroy what another record claims', { desired: { tombstone: true }, isClaimedElsewhere: true }, { kind: 'Wait' }],
    [
      'leaves alone what the control plane does not know',
      { desired: { claimed: false }, sizeGiB: 6 },
      { kind: 'Wait', reason: 'Unclaimed' },
    ],
    [
      'does nothing once it is destroyed',
      { desired: { tombstone: true }, progress: { created: true, destroyed: true } },
      { kind: 'Nothing' },
    ],
  ])('%s', (_what, overrides, expected) => {
    expect(plan(overrides)).toMatchObject(expected);
  });

  it('waits after a failure, and tries at once for a newer generation or something else', () => {
    const retryAt = new Date(noon.getTime() + 1_000);
    const failures = new Map([['Extend', { generation: 1, reason: 'DiskFull', message: 'no room', attempts: 1, retryAt }]] as const);

    expect(plan({ sizeGiB: 6, failures })).toMatchObject({ kind: 'Wait', reason: 'Retry', failureReason: 'DiskFull', until: retryAt });
    expect(plan({ sizeGiB: 6, failures, desired: { generation: 2, object: aHostVolume({ spec: { sizeGiB: 6 } }) } }).kind).toBe('Extend');
    expect(plan({ desired: { tombstone: true }, failures }).kind).toBe('Destroy');
  });
});

describe('volumeStatus', () => {
  const shown = (overrides: Overrides, view: Partial<VolumeView> = {}): unknown => {
    const world = observation(overrides);
    const { record } = world;
    const seen = { file: world.file, plan: planVolume(world, noon), step: undefined, ...view };
    return volumeStatus(record, seen, { previous: undefined, now: noon });
  };

  it.each<[string, Overrides, Partial<VolumeView>, object]>([
    ['it is there', {}, {}, { phase: 'Ready', sizeGiB: 5, conditions: [{ status: 'True', reason: 'AsWished' }] }],
    [
      'it is being made',
      { progress: { created: false, destroyed: false }, file: undefined },
      { step: { kind: 'Create', since: noon } },
      { phase: 'Creating', conditions: [{ reason: 'Create' }] },
    ],
    ['it is lost', { file: undefined }, {}, { phase: 'Lost' }],
    ['it waits for a guest', { sizeGiB: 6, isHeld: true }, {}, { phase: 'Ready', conditions: [{ status: 'False', reason: 'InUse' }] }],
    ['it is destroyed', { progress: { created: true, destroyed: true } }, {}, { phase: 'Destroyed', conditions: [{ status: 'True' }] }],
    ['nobody has looked', { file: undefined }, { plan: undefined }, { phase: 'Pending', conditions: [{ status: 'Unknown' }] }],
  ])('when %s', (_what, overrides, view, expected) => {
    expect(shown(overrides, view)).toMatchObject(expected);
  });
});

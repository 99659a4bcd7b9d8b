import { describe, expect, it } from 'vitest';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { volumeSnapshotKind, type VolumeSnapshot, type VolumeSnapshotStatus } from '#apis/compute/volume-snapshot.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { aHost } from '#test/builders/host.ts';
import { aHostVolume, aVolume } from '#test/builders/volume.ts';
import { planSnapshots, type SnapshotsObservation } from './plan-snapshots.ts';

const going = { deletionTimestamp: '2026-06-01T13:00:00Z' };
const disk = { sha256: 'a', sizeBytes: 4, format: 'Qcow2', virtualSizeBytes: 1 } as const;
const ready = { observedGeneration: 1, phase: 'Ready', sizeGiB: 5 } as const;
const isReady = { type: 'Ready', status: 'True', reason: 'Stored', message: '', lastTransitionTime: '2026-06-01T13:00:00Z' } as const;

function aSnapshot(name = 'monday', status?: VolumeSnapshotStatus): VolumeSnapshot {
  return {
    apiVersion: apiVersionOf(volumeSnapshotKind),
    kind: volumeSnapshotKind.kind,
    metadata: {
      namespace: 'default',
      name,
      uid: `${name}-uid`,
      resourceVersion: '71',
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
    },
    spec: { volume: 'data' },
    ...(status === undefined ? {} : { status }),
  };
}

type World = Partial<Omit<SnapshotsObservation, 'snapshots'>> & {
  readonly snapshots?: readonly VolumeSnapshot[];
  readonly image?: Image;
};

function planned(world: World): { readonly reports: readonly string[]; readonly makes: number; readonly tell: string | undefined } {
  const { snapshots = [aSnapshot()], image, ...rest } = world;
  const whole = { volume: aVolume(), hostVolume: aHostVolume({ status: ready }), host: aHost(), sourceImage: undefined, ...rest };
  const { reports, makes, tell } = planSnapshots({ ...whole, snapshots: snapshots.map((snapshot) => ({ snapshot, image })) });
  return {
    reports: reports.map(({ snapshot, phase, reason }) => `${snapshot.metadata.name}: ${phase} ${reason}`),
    makes: makes.length,
    tell: tell === undefined ? undefined : (tell.uid ?? 'none'),
  };
}

const imageOf = (uid: string, conditions: readonly (typeof isReady)[] = [isReady]): Image => ({
  apiVersion: apiVersionOf(imageKind),
  kind: imageKind.kind,
  metadata: { ...aSnapshot().metadata, uid: 'image-uid', annotations: { 'compute.tycho.dev/made-by': uid } },
  spec: { format: 'Qcow2', minimumDiskGiB: 1, minimumMemoryMiB: 0 },
  status: { conditions: [...conditions] },
});

describe('planSnapshots', () => {
  it('asks the host of the volume for one at a time', () => {
    expect(planned({ snapshots: [aSnapshot(), aSnapshot('tuesday')] })).toEqual({
      reports: ['monday: Saving Saving', 'tuesday: Pending WaitingForSnapshot'],
      makes: 0,
      tell: 'monday-uid',
    });
  });

  it.each<[string, World, string]>([
    ['there is no volume', { volume: undefined, hostVolume: undefined }, 'monday: Pending VolumeNotFound'],
    ['the volume is not made yet', { hostVolume: undefined }, 'monday: Pending VolumeEmpty'],
    ['the volume is being made', { hostVolume: aHostVolume() }, 'monday: Pending WaitingForVolume'],
    ['the volume goes', { volume: aVolume({ metadata: going }) }, 'monday: Failed VolumeDeleted'],
    ['the volume is lost', { hostVolume: aHostVolume({ status: { ...ready, phase: 'Lost' } }) }, 'monday: Failed VolumeLost'],
    ['the host is gone', { host: undefined }, 'monday: Failed HostGone'],
    ['the host cannot do it', { host: aHost({ status: { capabilities: ['volume'] } }) }, 'monday: Failed Unsupported'],
    ['the image is somebody else’s', { image: imageOf('other') }, 'monday: Failed ImageExists'],
    [
      'the volume is another one by now',
      { snapshots: [aSnapshot('monday', { phase: 'Saving', volumeUID: 'older' })] },
      'monday: Failed VolumeGone',
    ],
  ])('asks for nothing when %s', (_what, world, report) => {
    expect(planned(world)).toEqual({ reports: [report], makes: 0, tell: undefined });
  });

  it('says in the shared words what a host lacks', () => {
    const host = aHost({ status: { capabilities: ['volume'] } });
    const { reports } = planSnapshots({
      volume: aVolume(),
      hostVolume: aHostVolume({ status: ready }),
      host,
      sourceImage: undefined,
      snapshots: [{ snapshot: aSnapshot(), image: undefined }],
    });
    expect(reports[0]?.message).toMatch(/^spec\.volume: data needs the feature "volume-snapshot", which the host/);
  });

  it('makes the image once the copy is stored, and finishes its second half after a crash', () => {
    const hostVolume = aHostVolume({
      spec: { save: { uid: 'monday-uid' } },
      status: { ...ready, saved: { uid: 'monday-uid', disk } },
    });
    expect(planned({ hostVolume })).toEqual({ reports: ['monday: Saving Saving'], makes: 1, tell: undefined });
    expect(planned({ hostVolume, image: imageOf('monday-uid', []) })).toMatchObject({ makes: 1 });
    expect(planned({ hostVolume, image: imageOf('monday-uid') })).toEqual({
      reports: ['monday: Succeeded Stored'],
      makes: 0,
      tell: 'none',
    });
  });

  it('withdraws what nobody wants any more, and does nothing twice', () => {
    const hostVolume = aHostVolume({ spec: { save: { uid: 'monday-uid' } }, status: ready });
    expect(planned({ hostVolume, snapshots: [] })).toEqual({ reports: [], makes: 0, tell: 'none' });
    expect(planned({ snapshots: [aSnapshot('monday', { phase: 'Succeeded' })] })).toEqual({ reports: [], makes: 0, tell: undefined });
  });
});

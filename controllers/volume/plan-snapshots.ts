import type { Image } from '#apis/compute/image.ts';
import type { VolumeSnapshot, VolumeSnapshotStatus } from '#apis/compute/volume-snapshot.ts';
import type { Volume } from '#apis/compute/volume.ts';
import { unsupportedMessage } from '#apis/infrastructure/capabilities-for.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import { findCondition, isConditionTrue } from '#apis/machinery/condition.ts';
import { imageNameOf, isMadeBy, type VolumeImage } from './snapshot-image.ts';

/** All that the snapshots of one volume, there or not, are decided from. */
export interface SnapshotsObservation {
  readonly volume: Volume | undefined;
  readonly hostVolume: HostVolume | undefined;
  /** The host that keeps the volume, if it is there still. */
  readonly host: Host | undefined;
  /** What the volume was made from, if that is there still. */
  readonly sourceImage: Image | undefined;
  /** All that name the volume, the oldest first, each with the Image of the name that it is to make. */
  readonly snapshots: readonly { readonly snapshot: VolumeSnapshot; readonly image: Image | undefined }[];
}

export interface SnapshotReport {
  readonly snapshot: VolumeSnapshot;
  readonly phase: NonNullable<VolumeSnapshotStatus['phase']>;
  readonly reason: string;
  readonly message: string;
}

export interface SnapshotsPlan {
  /** Of those that are not finished. */
  readonly reports: readonly SnapshotReport[];
  readonly makes: readonly VolumeImage[];
  /** What the host is to be told instead of what it was told last; `uid` undefined: that no snapshot is wanted now. */
  readonly tell: { readonly hostVolume: HostVolume; readonly uid: string | undefined } | undefined;
}

/** What becomes of the snapshots of a volume: one at a time is made, the oldest first. Pure. */
export function planSnapshots(observation: SnapshotsObservation): SnapshotsPlan {
  const reports: SnapshotReport[] = [];
  const makes: VolumeImage[] = [];
  let underway: VolumeSnapshot | undefined;
  for (const { snapshot, image } of observation.snapshots) {
    if (isFinished(snapshot)) continue;
    const early = endOf(snapshot, image) ?? obstacleTo(snapshot, observation);
    if (early !== undefined) {
      reports.push(early);
      continue;
    }
    const { hostVolume } = observation;
    if (underway !== undefined) {
      const message = `waits for the snapshot "${underway.metadata.name}" of the same volume`;
      reports.push({ snapshot, phase: 'Pending', reason: 'WaitingForSnapshot', message });
      continue;
    }
    underway = snapshot;
    const saved = hostVolume?.status?.saved;
    if (saved?.uid === snapshot.metadata.uid) makes.push({ snapshot, disk: saved.disk, sourceImage: observation.sourceImage });
    reports.push({ snapshot, phase: 'Saving', reason: 'Saving', message: progressOf(snapshot, hostVolume) });
  }
  return { reports, makes, tell: tellOf(observation, underway) };
}

function tellOf({ hostVolume }: SnapshotsObservation, underway: VolumeSnapshot | undefined): SnapshotsPlan['tell'] {
  if (hostVolume === undefined || hostVolume.metadata.deletionTimestamp !== undefined) return undefined;
  const uid = underway?.metadata.uid;
  return hostVolume.spec.save?.uid === uid ? undefined : { hostVolume, uid };
}

function isFinished({ metadata, status }: VolumeSnapshot): boolean {
  return metadata.deletionTimestamp !== undefined || status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** The Image is there, or somebody else's. */
function endOf(snapshot: VolumeSnapshot, image: Image | undefined): SnapshotReport | undefined {
  if (image === undefined) return undefined;
  const name = imageNameOf(snapshot);
  if (!isMadeBy(snapshot, image))
    return fail(snapshot, 'ImageExists', `spec.image: there is an image "${name}" already; make another snapshot that names another`);
  if (!isConditionTrue(image.status?.conditions, 'Ready')) return undefined;
  const message = `the image "${name}" was made; it is crash-consistent: what a server had not written to the volume yet is not in it`;
  return { snapshot, phase: 'Succeeded', reason: 'Stored', message };
}

/** Why the host cannot be asked for it, now or ever. */
function obstacleTo(snapshot: VolumeSnapshot, { volume, hostVolume, host }: SnapshotsObservation): SnapshotReport | undefined {
  const { spec, status } = snapshot;
  const words = `spec.volume: the volume "${spec.volume}"`;
  const waits = (reason: string, message: string): SnapshotReport => ({ snapshot, phase: 'Pending', reason, message });
  const isBegun = status?.volumeUID !== undefined;
  if (volume === undefined || (isBegun && status.volumeUID !== volume.metadata.uid)) {
    return isBegun
      ? fail(snapshot, 'VolumeGone', `${words} was deleted before it was copied`)
      : waits('VolumeNotFound', `spec.volume: there is no volume "${spec.volume}" in this namespace; create it (tycho get volumes)`);
  }
  if (volume.metadata.deletionTimestamp !== undefined) return fail(snapshot, 'VolumeDeleted', `${words} is being deleted`);
  if (hostVolume === undefined) {
    return volume.status?.hostID === undefined
      ? waits('VolumeEmpty', `${words} is not made yet: it is on the host of the first server that attaches it`)
      : fail(snapshot, 'VolumeLost', `${words} is lost: nothing of it is left on a host`);
  }
  if (host === undefined) return fail(snapshot, 'HostGone', `${words} is lost: its host was removed from service`);
  if (hostVolume.status?.phase === 'Lost') return fail(snapshot, 'VolumeLost', `${words} is lost: its host does not find it any more`);
  const { capabilities } = host.status ?? {};
  if (capabilities?.includes('volume-snapshot') === false)
    return fail(snapshot, 'Unsupported', unsupportedMessage(`spec.volume: ${spec.volume}`, 'volume-snapshot'));
  return hostVolume.status?.phase === 'Ready' ? undefined : waits('WaitingForVolume', `${words} is being made`);
}

function progressOf({ metadata: { uid } }: VolumeSnapshot, hostVolume: HostVolume | undefined): string {
  if (hostVolume?.status?.saved?.uid === uid) return 'the copy is in the image store, and the image is being made';
  const isHeard = hostVolume?.spec.save?.uid === uid && (hostVolume.status?.observedGeneration ?? 0) >= hostVolume.metadata.generation;
  const converged = isHeard ? findCondition(hostVolume.status?.conditions, 'Converged') : undefined;
  return converged?.status === 'False' ? converged.message : 'the agent of its host has been told';
}

function fail(snapshot: VolumeSnapshot, reason: string, message: string): SnapshotReport {
  return { snapshot, phase: 'Failed', reason, message };
}

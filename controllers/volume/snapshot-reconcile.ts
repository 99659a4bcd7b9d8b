import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Image } from '#apis/compute/image.ts';
import type { VolumeSnapshot, VolumeSnapshotStatus } from '#apis/compute/volume-snapshot.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { withHealth, type Health } from '#apis/machinery/health.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { Observer } from './observe.ts';
import { planSnapshots, type SnapshotReport, type SnapshotsPlan } from './plan-snapshots.ts';
import { imageNameOf, type SnapshotImages } from './snapshot-image.ts';

export interface SnapshotReconcilerOptions {
  readonly observer: Observer;
  readonly snapshots: Informer<VolumeSnapshot>;
  readonly images: Informer<Image>;
  readonly hostVolumes: ResourceClient<HostVolume>;
  readonly hostVolumeInformer: Informer<HostVolume>;
  readonly imageMaker: SnapshotImages;
  readonly statuses: StatusWriter<VolumeSnapshot>;
  readonly events: EventSink;
  readonly clock: Clock;
}

/** Has volumes copied to Images. The key is the name of a volume, there or not: of its snapshots one at a time is made. */
export class SnapshotReconciler implements Reconciler {
  readonly #options: SnapshotReconcilerOptions;
  readonly #byVolume: ObjectIndex<VolumeSnapshot>;
  readonly #byImage: ObjectIndex<VolumeSnapshot>;

  constructor(options: SnapshotReconcilerOptions) {
    this.#options = options;
    this.#byVolume = options.snapshots.index('volume', (snapshot) => [formatKey(volumeOf(snapshot))]);
    this.#byImage = options.snapshots.index('image', (snapshot) => [`${snapshot.metadata.namespace}/${imageNameOf(snapshot)}`]);
  }

  /** Volumes of which a snapshot is to make the Image of that name. */
  volumesOfImage(image: Image): readonly ObjectKey[] {
    return this.#byImage.get(formatKey(keyOf(image))).map(volumeOf);
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { observer, images, imageMaker } = this.#options;
    const { volume, hostVolume, host, sourceImage } = observer.observe(key);
    const snapshots = this.#byVolume
      .get(formatKey(key))
      .toSorted(byAge)
      .map((snapshot) => ({
        snapshot,
        image: images.get({ namespace: key.namespace!, name: imageNameOf(snapshot) }),
      }));
    const { reports, makes, tell } = planSnapshots({ volume, hostVolume, host, sourceImage, snapshots });
    // What is under way is known by the uid of its volume before the host hears of it.
    for (const report of reports) await this.#report(report, volume?.metadata.uid);
    for (const copy of makes) await imageMaker.make(copy);
    if (tell !== undefined) await this.#tell(tell);
    return {};
  }

  /** Throws ConflictError when the world has moved since the decision. */
  async #tell({ hostVolume, uid }: NonNullable<SnapshotsPlan['tell']>): Promise<void> {
    const { hostVolumes, hostVolumeInformer } = this.#options;
    const save = uid === undefined ? null : { uid };
    const { resourceVersion } = hostVolume.metadata;
    hostVolumeInformer.absorb(await hostVolumes.patch(keyOf(hostVolume), { spec: { save } }, { resourceVersion }));
  }

  async #report({ snapshot, phase, reason, message }: SnapshotReport, volumeUID: string | undefined): Promise<void> {
    const { statuses, events, clock } = this.#options;
    const isFinished = phase === 'Succeeded' || phase === 'Failed';
    const before = snapshot.status ?? {};
    const { generation } = snapshot.metadata;
    const outlook = phase === 'Failed' ? 'Stalled' : phase === 'Saving' ? 'Reconciling' : 'Waiting';
    const health: Health = { ready: phase === 'Succeeded' ? 'True' : 'False', reason, message, outlook };
    const status: VolumeSnapshotStatus = {
      ...before,
      observedGeneration: generation,
      phase,
      message,
      ...(phase === 'Saving' && volumeUID !== undefined ? { volumeUID } : {}),
      ...(phase === 'Succeeded' ? { image: imageNameOf(snapshot) } : {}),
      ...(isFinished ? { finishedAt: timestamp(clock.now()) } : {}),
      conditions: withHealth(before.conditions ?? [], health, generation, clock),
    };
    try {
      if ((await statuses.write(snapshot, status)) !== 'Written' || !isFinished) return;
    } catch (error) {
      if (error instanceof NotFoundError) return;
      throw error;
    }
    events.record(snapshot, { type: phase === 'Failed' ? 'Warning' : 'Normal', reason, message });
  }
}

export function volumeOf({ metadata, spec }: VolumeSnapshot): ObjectKey {
  return { namespace: metadata.namespace!, name: spec.volume };
}

function byAge(one: VolumeSnapshot, other: VolumeSnapshot): number {
  const rank = ({ metadata }: VolumeSnapshot): string => `${metadata.creationTimestamp} ${metadata.name}`;
  return rank(one) < rank(other) ? -1 : 1;
}

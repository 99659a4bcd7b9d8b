import type { Informer } from '#apis/client/informer.ts';
import type { Draft, ResourceClient } from '#apis/client/resource-client.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import type { VolumeSnapshot } from '#apis/compute/volume-snapshot.ts';
import type { SavedDisk } from '#apis/infrastructure/instance.ts';
import { imageStoreURL } from '#apis/infrastructure/resolve-image.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { withCondition } from '#apis/machinery/condition.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';

/** A copy of a volume that the image store has. */
export interface VolumeImage {
  readonly snapshot: VolumeSnapshot;
  readonly disk: SavedDisk;
  /** What the volume was made from: the copy starts like it. */
  readonly sourceImage: Image | undefined;
}

/** The name of the Image that a snapshot is to make. */
export function imageNameOf({ metadata, spec }: VolumeSnapshot): string {
  return spec.image ?? metadata.name;
}

/** Whether the Image is the one that the snapshot made. */
export function isMadeBy({ metadata }: VolumeSnapshot, image: Image): boolean {
  return image.metadata.annotations?.[madeByAnnotation] === metadata.uid;
}

export interface SnapshotImagesOptions {
  readonly images: ResourceClient<Image>;
  readonly informer: Informer<Image>;
  readonly statuses: StatusWriter<Image>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Makes Images of copies of volumes. They belong to nobody, and outlive volume and snapshot. */
export class SnapshotImages {
  readonly #options: SnapshotImagesOptions;

  constructor(options: SnapshotImagesOptions) {
    this.#options = options;
  }

  /** Does what is left to do of both writes; nothing where the name belongs to another image, which the next look sees. */
  async make(copy: VolumeImage): Promise<void> {
    const { statuses, clock } = this.#options;
    const image = await this.#create(copy);
    if (image === undefined) return;
    const { sha256, sizeBytes } = copy.disk;
    const message = 'The disk is in the image store.';
    const ready = { type: 'Ready', status: 'True', reason: 'Stored', message, observedGeneration: image.metadata.generation } as const;
    const conditions = withCondition(image.status?.conditions ?? [], ready, clock);
    await statuses.write(image, { ...image.status, sha256, sizeBytes, conditions });
  }

  async #create(copy: VolumeImage): Promise<Image | undefined> {
    const { images, informer } = this.#options;
    const { snapshot } = copy;
    const draft = draftOf(copy);
    try {
      const created = await images.create(draft);
      informer.absorb(created);
      return created;
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
      const found = await images.get({ namespace: snapshot.metadata.namespace!, name: imageNameOf(snapshot) });
      informer.absorb(found);
      return isMadeBy(snapshot, found) ? found : undefined;
    }
  }
}

function draftOf({ snapshot, disk, sourceImage }: VolumeImage): Draft<Image> {
  const { sha256, format, virtualSizeBytes } = disk;
  const { firmware, tpm } = sourceImage?.spec ?? {};
  const { namespace } = keyOf(snapshot);
  return {
    apiVersion: apiVersionOf(imageKind),
    kind: imageKind.kind,
    metadata: { namespace: namespace!, name: imageNameOf(snapshot), annotations: { [madeByAnnotation]: snapshot.metadata.uid } },
    spec: {
      format,
      source: { url: imageStoreURL(sha256), sha256 },
      minimumDiskGiB: Math.ceil(virtualSizeBytes / gibibyteBytes),
      minimumMemoryMiB: 0,
      ...(firmware === undefined ? {} : { firmware }),
      ...(tpm === undefined ? {} : { tpm }),
    },
  };
}

/** On Images that something made that was asked for once: its uid, so that its second look knows its own work. */
const madeByAnnotation = 'compute.tycho.dev/made-by';

const gibibyteBytes = 1024 ** 3;

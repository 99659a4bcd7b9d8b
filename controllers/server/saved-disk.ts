import type { Draft } from '#apis/client/resource-client.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { imageNameOf } from '#apis/infrastructure/action-refusals.ts';
import type { Instance, Machine, SavedDisk } from '#apis/infrastructure/instance.ts';
import { imageStoreURL } from '#apis/infrastructure/resolve-image.ts';
import { builtFromAnnotations, builtFromOf, diskImageSpec, savedImageName } from '#apis/infrastructure/saved-image.ts';
import { apiVersionOf, displayNameOf } from '#apis/machinery/kind.ts';
import type { ObjectMetaInput } from '#apis/machinery/object-meta.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';

/** An Image to be made of a disk that lies in the image store, in two writes: what it is, and what is known of it. */
export interface DiskImage {
  readonly draft: Draft<Image>;
  readonly status: Omit<NonNullable<Image['status']>, 'conditions'>;
}

/** The Image that keeps the last disk of an incarnation. It goes with its server. */
export function savedDiskImage(server: Server, instance: Instance, disk: SavedDisk): DiskImage {
  const { name, uid } = server.metadata;
  const owner = { apiVersion: apiVersionOf(serverKind), kind: serverKind.kind, name, uid, controller: true, blockOwnerDeletion: true };
  const { draft, status } = diskImage(server, instance.spec.machine, disk, { name: savedImageName(instance), ownerReferences: [owner] });
  // As Nova calls the image of a shelved server (nova/compute/api.py, shelve); those of servers on their way are nobody's to name.
  const words = server.spec.power === 'Shelved' ? { displayName: `${displayNameOf(server)}-shelved`.slice(-255) } : {};
  return { draft: { ...draft, spec: { ...draft.spec, ...words } }, status };
}

/** The Image that an action is to make. It belongs to nobody, and outlives the server. */
export function actionImage(server: Server, instance: Instance, action: ServerAction, disk: SavedDisk): DiskImage {
  const { draft, status } = diskImage(server, instance.spec.machine, disk, { name: imageNameOf(action) ?? '' });
  const annotations = { ...draft.metadata.annotations, [madeByAnnotation]: action.metadata.uid };
  const series = action.spec.backup?.series;
  return {
    draft: { ...draft, metadata: { ...draft.metadata, annotations } },
    status: { ...status, ...(series === undefined ? {} : { backupSeries: series }) },
  };
}

/** Whether the Image is the one that the action made, or that got its bytes from it. */
export function isMadeBy(action: ServerAction, { metadata, status }: Image): boolean {
  return metadata.annotations?.[madeByAnnotation] === action.metadata.uid || status?.actionUID === action.metadata.uid;
}

/** Whether both writes of a {@link DiskImage} have been done. */
export function isComplete({ status }: Image): boolean {
  return status?.serverUID !== undefined && isConditionTrue(status.conditions, 'Ready');
}

/** The incarnation whose disk the Image is, by its name, if it is among these. */
export function incarnationOf(image: Image, instances: readonly Instance[]): Instance | undefined {
  return instances.find((instance) => savedImageName(instance) === image.metadata.name);
}

/** On Images that an action made: its uid, so that its second look knows its own work. */
export const madeByAnnotation = 'compute.tycho.dev/made-by';

const gibibyteBytes = 1024 ** 3;

function diskImage(server: Server, machine: Machine, disk: SavedDisk, metadata: ObjectMetaInput): DiskImage {
  const { sha256, sizeBytes, format, virtualSizeBytes } = disk;
  return {
    draft: {
      apiVersion: apiVersionOf(imageKind),
      kind: imageKind.kind,
      metadata: { namespace: server.metadata.namespace!, annotations: builtFromAnnotations(builtFromOf(machine)), ...metadata },
      spec: {
        format,
        source: { url: imageStoreURL(sha256), sha256 },
        minimumDiskGiB: Math.ceil(virtualSizeBytes / gibibyteBytes),
        minimumMemoryMiB: 0,
        ...diskImageSpec(machine),
      },
    },
    status: { sha256, sizeBytes, server: server.metadata.name, serverUID: server.metadata.uid },
  };
}

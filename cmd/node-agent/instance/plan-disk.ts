import { isImageOfBackup } from '#apis/infrastructure/restored.ts';
import type { InstanceObservation } from './instance-observation.ts';
import type { InstanceStep } from './instance-step.ts';
import { pendingAction } from './plan-action.ts';
import { unsupported } from './unsupported-wish.ts';

/** How the root disk of a guest that does not run becomes what it is to be; undefined when it is, or when a volume is the root disk. */
export function planRootDisk({ record }: Pick<InstanceObservation, 'record'>): Extract<InstanceStep, { kind: 'Rebuild' }> | undefined {
  const { desired, progress } = record;
  const { image, bootVolumeUID } = desired.instance.spec.machine;
  if (!progress.prepared || bootVolumeUID !== undefined) return undefined;
  const action = pendingAction(record);
  const fulfilsAction = action?.type === 'Rebuild' ? action.uid : undefined;
  const { imageUID, isIncomplete } = progress.rootDisk ?? { imageUID: image.uid };
  // What a backup wished for may be older than the disk.
  const isRight = (imageUID === image.uid || isImageOfBackup(desired.instance, image.uid)) && isIncomplete !== true;
  return isRight && fulfilsAction === undefined ? undefined : { kind: 'Rebuild', fulfilsAction };
}

/** Why the root disk cannot be made from the image that is wished for. */
export function rootDiskRefusal(observation: InstanceObservation): string | undefined {
  const { desired, progress } = observation.record;
  const { image, bootVolumeUID } = desired.instance.spec.machine;
  const isChanged =
    progress.rootDisk !== undefined && progress.rootDisk.imageUID !== image.uid && !isImageOfBackup(desired.instance, image.uid);
  if (!isChanged || bootVolumeUID !== undefined) return undefined;
  return unsupported({ field: 'spec.image', value: image.name }, 'rebuild', observation);
}

import { stat } from 'node:fs/promises';
import { DriverError } from '#drivers/contract/driver.ts';
import { taskStatus, type Process } from '#proto/containerd/containerd-client.ts';
import { directoryOf, type DriverParts } from './driver-parts.ts';
import type { GuestRecord } from './guest/guest-record.ts';
import { mountRoot, unmountRoots } from './root/guest-root.ts';
import { saveRoot } from './root/save-root.ts';

export interface GuestRootSave {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly task: Process | undefined;
  readonly parts: DriverParts;
}

/** Holes in files are written out: so much more than its disk and its image a root may seem to hold. */
const holesFactor = 4;

/** Writes the guest's root to a file, as it is at one moment: a guest that runs stands still meanwhile. */
export async function saveGuestRoot(record: GuestRecord, { path, signal, task, parts }: GuestRootSave): Promise<void> {
  const directory = directoryOf(parts, record.mark);
  const image = await parts.images.find(record.imageKey);
  if (image === undefined)
    throw new DriverError('HostBroken', `save ${record.mark.instanceUID}: the image that its root lies over was removed from this host`);
  const { size } = await stat(directory.diskPath);
  const save = {
    rootPath: directory.rootPath,
    idRange: record.idRange,
    path,
    signal,
    maximumBytes: holesFactor * (size + image.sizeBytes),
  };
  switch (task?.status) {
    case taskStatus.RUNNING:
      return whileHeld(record, parts, () => saveRoot(save));
    case taskStatus.PAUSED:
      return saveRoot(save);
    default:
      await unmountRoots(directory, parts);
      await mountRoot(directory, { imagePath: image.path, idRange: record.idRange, clock: parts.clock });
      try {
        await saveRoot(save);
      } finally {
        await unmountRoots(directory, parts);
      }
  }
}

/** It is noted first, so that a guest does not stand still for ever when nobody is left to let it go on. */
async function whileHeld(record: GuestRecord, { records, client }: DriverParts, work: () => Promise<void>): Promise<void> {
  const { instanceUID } = record.mark;
  await records.write({ ...record, isHeldForSaving: true });
  try {
    await client.pause(instanceUID);
    await work();
  } finally {
    await client.resume(instanceUID);
    await records.write({ ...record, isHeldForSaving: false });
  }
}

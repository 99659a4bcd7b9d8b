import { rm, stat } from 'node:fs/promises';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import { directoryOf, type DriverParts } from './driver-parts.ts';
import type { GuestRecord } from './guest/guest-record.ts';
import { ImageSnapshots } from './image/image-snapshots.ts';
import { makeConsoleInput } from './console/console-input.ts';
import { makeDisk } from './root/guest-root.ts';

const gibibyteBytes = 1024 ** 3;
/** Larger than any image may be. */
const unlimitedBytes = Number.MAX_SAFE_INTEGER;
const leastDiskBytes = gibibyteBytes;

/**
 * Makes what the guest needs to start, in an order in which each step may be the last: the record before anything that it marks, the note that all
 * is there after all of it. What is there already is kept. Throws {@link DriverError}.
 */
export async function prepareGuest(guest: Guest, parts: DriverParts): Promise<void> {
  refuseWhatContainersLack(guest);
  const imageKey = await ImageSnapshots.keyOf(guest.image);
  const record = await parts.records.ensure(guest.mark, { imageKey });
  if (!record.isPrepared) {
    await makeRoot(guest, { ...record, imageKey }, parts);
  } else if (await isRootLost(record, parts)) {
    throw new DriverError(
      'HostBroken',
      `prepare ${guest.mark.instanceUID}: its root disk was there and is gone; it is not replaced by an empty one`,
    );
  }
}

/** Gives a guest that does not run a root made from `guest.image`, in place of the one that it has. */
export async function rebuildGuest(guest: Guest, record: GuestRecord, parts: DriverParts): Promise<void> {
  refuseWhatContainersLack(guest);
  const imageKey = await ImageSnapshots.keyOf(guest.image);
  const changed = await parts.records.write({ ...record, imageKey, isPrepared: false });
  await rm(directoryOf(parts, guest.mark).diskPath, { force: true });
  await makeRoot(guest, changed, parts);
}

/** Whether it has a root that was made and is no more. */
export async function isRootLost({ mark, isPrepared }: GuestRecord, parts: Pick<DriverParts, 'stateDirectory'>): Promise<boolean> {
  if (!isPrepared) return false;
  return stat(directoryOf(parts, mark).diskPath).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}

/** The image is noted before it is unpacked, so that it is not taken for one that nobody uses. */
async function makeRoot(guest: Guest, record: GuestRecord, parts: DriverParts): Promise<void> {
  const { records, images, clock } = parts;
  await records.write(record);
  const wantedBytes = guest.diskGiB * gibibyteBytes;
  const image = await images.ensure(guest.image, { key: record.imageKey, maximumBytes: wantedBytes === 0 ? unlimitedBytes : wantedBytes });
  const directory = directoryOf(parts, guest.mark);
  await directory.make();
  await makeConsoleInput(directory, { clock });
  // As it is likely to be when the guest is started.
  await directory.writeSurroundings(guest, record.idRange);
  await makeDisk(directory, { sizeBytes: wantedBytes === 0 ? Math.max(leastDiskBytes, image.sizeBytes) : wantedBytes, clock });
  await records.write({ ...record, isPrepared: true });
}

function refuseWhatContainersLack({ mark, volumes, bootVolumeUID, hasTPM, firmware }: Guest): void {
  const lacking = [
    ...(volumes.length > 0 || bootVolumeUID !== undefined ? ['volumes'] : []),
    ...(hasTPM ? ['a trusted platform module'] : []),
    ...(firmware === 'UEFI' ? ['UEFI'] : []),
  ];
  if (lacking.length > 0)
    throw new DriverError('Unsupported', `prepare ${mark.instanceUID}: a container has no ${lacking.join(' and no ')}`);
}

import type { DiskSaveOptions, DiskSaving } from '#drivers/contract/abilities.ts';
import { DriverError, type Mark } from '#drivers/contract/driver.ts';
import { findLostDisk, rootDiskName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { layer, rootDiskNode } from '../machine/root-disk.ts';
import { bootVolumeOf, volumeBlockdev, volumeNode } from '../machine/volumes.ts';
import { backUpDisk } from '../running/back-up-disk.ts';
import { convertDisk, type DiskSource } from '../running/convert-disk.ts';
import type { RunningMachine } from '../running/running-machine.ts';
import { exposeVolume, volumeLinkName } from '../running/volume-links.ts';
import type { AbilityContext } from './ability-context.ts';

/**
 * A copy of a disk that needs nothing beside itself. The QEMU of a guest that runs makes it, as the disk is at that moment; for one that does not run
 * it is made by qemu-img, as the guest's own user. The guest may turn itself off meanwhile, so this waits for no turn and makes nobody wait.
 */
export function createDiskSaving({ onGuest, besideGuest, parts }: AbilityContext): DiskSaving {
  return {
    saveDisk: (mark, options) =>
      unlessAborted(options.signal, async () => {
        const found = await onGuest('save a disk', mark, (guest) => Promise.resolve(guest));
        return besideGuest('save a disk', mark, async () => {
          const { directory, machine } = found;
          const preparation = await directory?.readPreparation();
          if (directory === undefined || preparation === undefined)
            throw new DriverError('Temporary', `save a disk of ${mark.instanceUID}: it is not there`);
          const { userID } = preparation;
          options.signal.throwIfAborted();
          if (machine !== undefined)
            return backUpDisk(machine, { ...options, nodeName: nodeOf(machine, options.disk), userID, clock: parts.clock });
          const source = await sourceOf(directory, { ...options, userID });
          return convertDisk(directory, { ...options, source, userID, parts });
        });
      }),
  };
}

/** What was given up on purpose is no failure of the driver's: it rejects with the reason as it is. */
async function unlessAborted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** What QEMU calls the disk. Throws {@link DriverError} when it is not plugged in. */
function nodeOf({ devices, directory, record }: RunningMachine, disk: DiskSaveOptions['disk']): string {
  if (disk === 'Root') return rootDiskNode;
  const found = devices.find(
    (device) => device.kind === 'Volume' && device.attachmentUID === disk.attachmentUID && device.epoch === disk.epoch,
  );
  if (found !== undefined) return volumeNode(found.slot);
  const boot = record && bootVolumeOf(record.guest);
  if (boot?.attachmentUID === disk.attachmentUID && boot.epoch === disk.epoch) return rootDiskNode;
  throw noSuchDisk(directory.mark);
}

function noSuchDisk({ instanceUID }: Mark): DriverError {
  return new DriverError('Temporary', `save a volume of ${instanceUID}: it is not attached`);
}

async function sourceOf(
  directory: InstanceDirectory,
  { disk, userID }: DiskSaveOptions & { readonly userID: number },
): Promise<DiskSource> {
  const { instanceUID } = directory.mark;
  const [preparation, record] = await Promise.all([directory.readPreparation(), directory.readMachine()]);
  if (disk === 'Root' && preparation?.hasRootDisk === true) {
    if ((await findLostDisk(directory, { ...preparation, localDisks: [] })) !== undefined)
      throw new DriverError('HostBroken', `save the root disk of ${instanceUID}: it is gone`);
    const image = preparation.image ?? record?.guest.image;
    if (image === undefined) {
      throw new DriverError(
        'Unsupported',
        `save the root disk of ${instanceUID}: release 0.1 made it and did not note its image; start it once`,
      );
    }
    const imagePath = image.format === 'Raw' || image.format === 'Qcow2' ? image.path : undefined;
    return {
      format: 'Qcow2',
      path: directory.rootDiskPath,
      imagePath,
      blockdev: (openedImagePath) =>
        layer({
          path: rootDiskName,
          ...((image.format === 'Raw' || image.format === 'Qcow2') &&
            openedImagePath !== undefined && { image: { format: image.format, path: openedImagePath } }),
        }),
    };
  }
  const boot = record && bootVolumeOf(record.guest);
  const volume =
    disk === 'Root'
      ? boot
      : record?.guest.volumes.find(({ attachmentUID, epoch }) => attachmentUID === disk.attachmentUID && epoch === disk.epoch);
  if (record === undefined || volume === undefined) {
    if (disk !== 'Root') throw noSuchDisk(directory.mark);
    throw new DriverError('Unsupported', `save the root disk of ${instanceUID}: it has none`);
  }
  const place = volume === boot ? 'Boot' : (record.slots[volume.attachmentUID] ?? 'Boot');
  await exposeVolume(directory, volume, { place, userID });
  const { 'node-name': _, ...blockdev } = volumeBlockdev({ ...volume, isReadOnly: true }, { nodeName: '', path: volumeLinkName(place) });
  return { format: volume.file.format, path: volume.file.path, imagePath: undefined, blockdev: () => blockdev };
}

import { pciAddresses, type DiskLayer, type Machine } from './machine.ts';
import { option, type Option, type Properties } from './option.ts';
import { bootVolumeOf, volumeBlockdev, volumeProperties } from './volumes.ts';

/** What QEMU calls the guest's own root disk. */
export const rootDiskNode = 'root';

/** What the guest boots from, and beside it, while it is being rescued, its own root disk. */
export function rootDisk(machine: Machine): readonly Option[] {
  const { rescueDisk } = machine.files;
  const isInRescue = machine.guest.rescueImage !== undefined;
  const rescue =
    rescueDisk === undefined
      ? []
      : disk(layer(rescueDisk, { nodeName: 'rescue', imageNodeName: 'rescue-image' }), {
          drive: 'rescue',
          addr: pciAddresses.rootDisk,
          bootindex: 1,
        });
  return [
    ...rescue,
    ...ownRootDisk(machine, isInRescue ? { addr: pciAddresses.rootDiskInRescue } : { addr: pciAddresses.rootDisk, bootindex: 1 }),
  ];
}

function ownRootDisk({ guest, files }: Machine, place: Properties): readonly Option[] {
  const volume = bootVolumeOf(guest);
  const volumePath = volume && files.volumes[volume.attachmentUID];
  if (volume !== undefined && volumePath !== undefined) {
    const blockdev = volumeBlockdev(volume, { nodeName: rootDiskNode, path: volumePath });
    return disk(blockdev, { drive: rootDiskNode, ...place, ...volumeProperties(volume) });
  }
  if (files.rootDisk === undefined) return [];
  return disk(layer(files.rootDisk, { nodeName: rootDiskNode, imageNodeName: 'image' }), { drive: rootDiskNode, ...place });
}

/**
 * A full host disk stops the guest until there is room, instead of giving it errors that it may not survive. (Boot index 0 is what a kernel image is
 * loaded by.)
 */
function disk(blockdev: object, device: Properties): readonly Option[] {
  return [['-blockdev', JSON.stringify(blockdev)], option('-device', { driver: 'virtio-blk-pci', ...device, werror: 'enospc' })];
}

/**
 * The guest's own layer over the read-only image. Every format is stated: QEMU looks at no bytes to guess one, and the
 * image can name no further file (`backing: null`), whatever its header says.
 */
export function layer({ path, image }: DiskLayer, names?: { readonly nodeName: string; readonly imageNodeName: string }): object {
  return {
    ...(names && { 'node-name': names.nodeName }),
    driver: 'qcow2',
    discard: 'unmap',
    file: { driver: 'file', filename: path, discard: 'unmap' },
    backing: image === undefined ? null : backing(image, names?.imageNodeName),
  };
}

function backing({ format, path }: NonNullable<DiskLayer['image']>, nodeName: string | undefined): object {
  const file = { driver: 'file', filename: path, 'read-only': true };
  const name = nodeName === undefined ? {} : { 'node-name': nodeName };
  switch (format) {
    case 'Raw':
      return { ...name, driver: 'raw', 'read-only': true, file };
    case 'Qcow2':
      return { ...name, driver: 'qcow2', 'read-only': true, file, backing: null };
  }
}

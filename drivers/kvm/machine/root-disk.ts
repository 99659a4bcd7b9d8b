import { pciAddresses, type Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/**
 * The guest's own layer over the read-only image. Every format is stated: QEMU looks at no bytes to guess one, and the
 * image can name no further file (`backing: null`), whatever its header says.
 */
export function rootDisk({ guest, files }: Machine): readonly Option[] {
  if (files.rootDisk === undefined) return [];
  const disk = {
    'node-name': 'root',
    driver: 'qcow2',
    discard: 'unmap',
    file: { driver: 'file', filename: files.rootDisk, discard: 'unmap' },
    backing: backing(guest.image.format, files.image),
  };
  return [
    ['-blockdev', JSON.stringify(disk)],
    // A full host disk stops the guest until there is room, instead of giving it errors that it may not survive.
    // (Boot index 0 is what a kernel image is loaded by.)
    option('-device', { driver: 'virtio-blk-pci', drive: 'root', addr: pciAddresses.rootDisk, bootindex: 1, werror: 'enospc' }),
  ];
}

function backing(format: Machine['guest']['image']['format'], path: string): object | null {
  const file = { driver: 'file', filename: path, 'read-only': true };
  switch (format) {
    case 'Raw':
      return { 'node-name': 'image', driver: 'raw', 'read-only': true, file };
    case 'Qcow2':
      return { 'node-name': 'image', driver: 'qcow2', 'read-only': true, file, backing: null };
    case 'Kernel':
    case 'RootFS':
    case 'OCI':
      return null;
  }
}

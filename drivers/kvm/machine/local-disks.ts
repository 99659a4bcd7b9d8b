import { pciAddresses, type Machine, type MachineGuest } from './machine.ts';
import { option, type Option } from './option.ts';

/** A disk that a size brings with it beside the root disk, and that lives as long as that. */
export interface LocalDisk {
  /** The label of what is on it when it is new, and the serial number of the disk. Nova's names. */
  readonly name: 'ephemeral0' | 'swap';
  /** Inside the guest's working directory. */
  readonly fileName: string;
  readonly sizeBytes: number;
}

const mebibyteBytes = 1024 ** 2;

/** The disks of a guest beside its root disk and its volumes, in the order in which it sees them: as in Nova, the blank one and then the one to swap to. */
export function localDisksOf({ ephemeralGiB = 0, swapMiB = 0 }: Pick<MachineGuest, 'ephemeralGiB' | 'swapMiB'>): readonly LocalDisk[] {
  const disks: readonly LocalDisk[] = [
    { name: 'ephemeral0', fileName: 'ephemeral0.raw', sizeBytes: ephemeralGiB * 1024 * mebibyteBytes },
    { name: 'swap', fileName: 'swap.raw', sizeBytes: swapMiB * mebibyteBytes },
  ];
  return disks.filter(({ sizeBytes }) => sizeBytes > 0);
}

/** They come right after the root disk (in a rescue, after both that are roots), so a guest has them as its second and third disk. */
export function localDisks({ guest }: Machine): readonly Option[] {
  return localDisksOf(guest).flatMap(({ name, fileName }) => {
    const blockdev = {
      'node-name': name,
      driver: 'raw',
      discard: 'unmap',
      file: { driver: 'file', filename: fileName, discard: 'unmap' },
    };
    const device = { driver: 'virtio-blk-pci', drive: name, addr: pciAddresses[name], serial: name, werror: 'enospc' };
    return [['-blockdev', JSON.stringify(blockdev)], option('-device', device)] satisfies Option[];
  });
}

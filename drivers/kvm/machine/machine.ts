import type { Guest } from '#drivers/contract/driver.ts';

/** Everything that QEMU's command line depends on. */
export interface Machine {
  readonly guest: Guest;
  readonly accelerator: 'kvm' | 'tcg';
  readonly files: MachineFiles;
}

/** Paths as the QEMU process opens them: relative to its working directory, or below /proc/self/fd. */
export interface MachineFiles {
  /** The image, or the kernel when the image is one. */
  readonly image: string;
  readonly initrd?: string;
  readonly rootDisk?: string;
  readonly configDrive?: string;
  readonly monitorSocket: string;
}

/** Fixed places on the PCI bus: a guest names its network cards and disks by them, and they must survive every upgrade. */
export const pciAddresses = {
  networkCard: '0x02',
  rootDisk: '0x03',
  configDrive: '0x04',
  randomSource: '0x05',
  sparePorts: '0x10',
} as const;

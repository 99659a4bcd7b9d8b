import type { Guest } from '#drivers/contract/driver.ts';
import type { Layout, Slots } from './slots.ts';

/** What of a guest its machine depends on. */
export type MachineGuest = Omit<Guest, 'displayName' | 'hostname' | 'configDrive' | 'metadata'>;

/** Everything that QEMU's command line depends on. */
export interface Machine {
  readonly guest: MachineGuest;
  readonly accelerator: 'kvm' | 'tcg';
  readonly layout: Layout;
  readonly slots: Slots;
  readonly files: MachineFiles;
}

/** Paths as the QEMU process opens them: relative to its working directory, or below /proc/self/fd. */
export interface MachineFiles {
  readonly monitorSocket: string;
  readonly displaySocket: string;
  readonly guestAgentSocket: string;
  /** What is loaded without a boot loader. */
  readonly kernel?: string;
  readonly initrd?: string;
  readonly rootDisk?: DiskLayer;
  /** The throw-away disk that is booted instead of the root disk. */
  readonly rescueDisk?: DiskLayer;
  readonly configDrive?: string;
  /** By uid of the attachment. */
  readonly volumes: Readonly<Record<string, string>>;
  readonly firmware?: { readonly code: string; readonly variables: string };
  readonly tpmSocket?: string;
  /** The descriptor that the guest's memory is read from, when it goes on where it was. */
  readonly memoryDescriptor?: number;
  /** Whether the guest's memory is going to come from another host. Absent: no. */
  readonly isIncoming?: boolean;
}

/** A guest's own layer in qcow2, and the read-only image below it. */
export interface DiskLayer {
  readonly path: string;
  readonly image?: { readonly format: 'Raw' | 'Qcow2'; readonly path: string };
}

/**
 * Fixed places on the PCI bus: a guest names its network cards and disks by them, and they must survive every upgrade. While a guest is being
 * rescued its own root disk has the config drive's place, which is found by its label wherever it is: so the one to be repaired is the second disk.
 * For the same reason it comes after the further disks that a size brings with it.
 */
export const pciAddresses = {
  display: '0x01',
  networkCard: '0x02',
  rootDisk: '0x03',
  configDrive: '0x04',
  rootDiskInRescue: '0x04',
  randomSource: '0x05',
  guestAgent: '0x06',
  configDriveInRescue: '0x07',
  ephemeral0: '0x08',
  swap: '0x09',
  configDriveBesideLocalDisks: '0x0a',
  sparePorts: 0x10,
} as const;

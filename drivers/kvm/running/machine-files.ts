import { open, type FileHandle } from 'node:fs/promises';
import { DriverError, type LocalImage } from '#drivers/contract/driver.ts';
import { kernelOf } from '#drivers/contract/guest.ts';
import {
  displaySocketName,
  firmwareVariablesName,
  guestAgentSocketName,
  monitorSocketName,
  rescueDiskName,
  rootDiskName,
  tpmSocketName,
  type InstanceDirectory,
  type MachineRecord,
} from '../instance-directory/instance-directory.ts';
import type { DiskLayer, MachineFiles } from '../machine/machine.ts';
import { bootVolumeOf, slottedVolumes } from '../machine/volumes.ts';
import { volumeLinkName } from './volume-links.ts';

export interface MachineFileSources {
  readonly directory: InstanceDirectory;
  readonly record: MachineRecord;
  readonly hasRootDisk: boolean;
  /** The host's firmware, for a guest that starts by it. */
  readonly firmwareCodePath: string | undefined;
  /** Whether the guest goes on where it was. */
  readonly isResumed: boolean;
  /** Whether it comes from another host. Absent: no. */
  readonly isIncoming?: boolean;
}

/**
 * Opens what QEMU only reads, to be handed over open: the directories on the way, the agent's own among them, stay
 * closed to QEMU's user. Throws {@link DriverError}.
 */
export async function openMachineFiles(
  sources: MachineFileSources,
): Promise<{ readonly files: MachineFiles; readonly opened: readonly FileHandle[] }> {
  const files = new InheritedFiles(sources.directory);
  try {
    return { files: await describeFiles(sources, files), opened: files.opened };
  } catch (error) {
    await files.close();
    throw error;
  }
}

async function describeFiles(sources: MachineFileSources, inherited: InheritedFiles): Promise<MachineFiles> {
  const { directory, record, firmwareCodePath, hasRootDisk, isResumed, isIncoming } = sources;
  const { guest } = record;
  const booted = kernelOf(guest.rescueImage ?? guest.image);
  const kernel = booted === undefined ? undefined : await inherited.add(booted.kernelPath);
  const initrd = booted?.initrdPath === undefined ? undefined : await inherited.add(booted.initrdPath);
  const rootDisk = hasRootDisk ? await layerOf(rootDiskName, guest.image, inherited) : undefined;
  const { rescueImage } = guest;
  const rescueDisk = rescueImage && rescueImage.format !== 'Kernel' ? await layerOf(rescueDiskName, rescueImage, inherited) : undefined;
  const configDrive = record.hasConfigDrive ? await inherited.add(directory.configDrivePath) : undefined;
  const firmware = firmwareCodePath === undefined ? undefined : await inherited.add(firmwareCodePath);
  const memoryDescriptor = isResumed ? await inherited.addDescriptor(directory.memoryPath) : undefined;
  return {
    monitorSocket: monitorSocketName,
    displaySocket: displaySocketName,
    guestAgentSocket: guestAgentSocketName,
    volumes: volumeNames(record),
    ...(kernel !== undefined && { kernel }),
    ...(initrd !== undefined && { initrd }),
    ...(rootDisk !== undefined && { rootDisk }),
    ...(rescueDisk !== undefined && { rescueDisk }),
    ...(configDrive !== undefined && { configDrive }),
    ...(firmware !== undefined && { firmware: { code: firmware, variables: firmwareVariablesName } }),
    ...(guest.hasTPM && { tpmSocket: tpmSocketName }),
    ...(memoryDescriptor !== undefined && { memoryDescriptor }),
    ...(isIncoming === true && { isIncoming }),
  };
}

async function layerOf(path: string, image: LocalImage, inherited: InheritedFiles): Promise<DiskLayer> {
  if (image.format !== 'Raw' && image.format !== 'Qcow2') return { path };
  return { path, image: { format: image.format, path: await inherited.add(image.path) } };
}

/** What QEMU opens each volume by, by uid of its attachment. */
function volumeNames({ guest, slots }: MachineRecord): Readonly<Record<string, string>> {
  const boot = bootVolumeOf(guest);
  const names = slottedVolumes(guest).map(({ attachmentUID }) => [attachmentUID, volumeLinkName(slots[attachmentUID] ?? 'Boot')]);
  if (boot !== undefined) names.push([boot.attachmentUID, volumeLinkName('Boot')]);
  return Object.fromEntries(names) as Record<string, string>;
}

/** Files that a program inherits as descriptors 3, 4 and so on. */
class InheritedFiles {
  readonly opened: FileHandle[] = [];
  readonly #directory: InstanceDirectory;

  constructor(directory: InstanceDirectory) {
    this.#directory = directory;
  }

  async addDescriptor(path: string): Promise<number> {
    try {
      this.opened.push(await open(path, 'r'));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
      throw new DriverError('Temporary', `start ${this.#directory.mark.instanceUID}: ${path} is not there; prepare it again`, { cause });
    }
    return 2 + this.opened.length;
  }

  async add(path: string): Promise<string> {
    return `/proc/self/fd/${await this.addDescriptor(path)}`;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map((file) => file.close()));
  }
}

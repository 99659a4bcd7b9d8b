import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { DriverParts } from '../driver-parts.ts';
import { writeConfigDrive, writeFirmwareVariables, writeRescueDisk } from '../guest-disks.ts';
import { findLostDisk, type InstanceDirectory, type MachineRecord, type Preparation } from '../instance-directory/instance-directory.ts';
import { hugePageKiB } from '../machine/memory.ts';
import { bootVolumeOf, slottedVolumes } from '../machine/volumes.ts';
import { freshRecord, resumedRecord } from './machine-record.ts';
import { withTerms, type MachineTerms } from './machine-terms.ts';
import { startTPM } from './tpm-process.ts';
import { exposeVolume, removeVolumeLinks } from './volume-links.ts';

export interface ReadyMachine {
  readonly record: MachineRecord;
  readonly preparation: Preparation;
  /** The host's firmware, for a guest that starts by it. */
  readonly firmwareCodePath: string | undefined;
  /** Whether it goes on where it was. */
  readonly isResumed: boolean;
  /** Whether it comes from another host. */
  readonly isIncoming: boolean;
}

interface ReadyContext {
  readonly directory: InstanceDirectory;
  readonly parts: DriverParts;
  /** What a guest that comes from another host is there. Absent: it comes from none. */
  readonly terms?: MachineTerms | undefined;
}

/**
 * Everything that comes before QEMU: decides what the machine is, notes it, and brings its files and helpers into the state that it is to find. Throws
 * {@link DriverError}.
 */
export async function makeReady(guest: Guest, { directory, parts, terms }: ReadyContext): Promise<ReadyMachine> {
  const what = `start ${guest.mark.instanceUID}`;
  const [preparation, run, previous] = await Promise.all([directory.readPreparation(), directory.readRun(), directory.readMachine()]);
  if (preparation === undefined) throw new DriverError('Temporary', `${what}: it is not prepared`);
  const lost = await findLostDisk(directory, preparation);
  // It is not replaced by an empty one.
  if (lost !== undefined) throw new DriverError('HostBroken', `${what}: its ${lost.what} ${lost.path} is gone`);
  const isResumed = run?.kind === 'Suspended';
  if (isResumed && previous === undefined) throw new DriverError('HostBroken', `${what}: it is not known what machine its memory is of`);
  const acceleration = await parts.acceleration();
  if (acceleration.kind === 'none') throw new DriverError('HostBroken', `${what}: ${acceleration.message}`);
  const planned =
    isResumed && previous !== undefined
      ? resumedRecord(guest, previous)
      : withTerms(freshRecord(guest, { previous, preparation, accelerator: acceleration.kind }), terms);
  const firmwareCodePath = await placeFiles(guest, { directory, parts, preparation, record: planned, isResumed });
  const cores = await parts.pinning.allocate(planned.guest);
  const record = { ...planned, ...(cores !== undefined && { cores }) };
  if (JSON.stringify(record) !== JSON.stringify(previous)) await directory.writeMachine(record);
  if (record.guest.hasTPM) await startTPM(directory, { parts, userID: preparation.userID });
  return { record, preparation, firmwareCodePath, isResumed, isIncoming: terms !== undefined };
}

/** Gives the path of the host's firmware, if it is needed. */
async function placeFiles(
  guest: Guest,
  { directory, parts, preparation, record, isResumed }: ReadyContext & Omit<ReadyMachine, 'firmwareCodePath' | 'isIncoming'>,
): Promise<string | undefined> {
  const { userID } = preparation;
  await parts.hugePages.check(record.guest.memoryMiB, hugePageKiB(record.guest.extraSpecs));
  if (record.guest.ports.some(({ attachment }) => attachment.kind === 'Tap')) await checkTaps(record, parts);
  if (!isResumed) {
    await writeConfigDrive(directory, guest, userID);
    if (guest.rescueImage !== undefined) await writeRescueDisk(directory, guest.rescueImage, userID);
  }
  await removeVolumeLinks(directory);
  for (const volume of slottedVolumes(record.guest)) {
    await exposeVolume(directory, volume, { place: record.slots[volume.attachmentUID] ?? 'Boot', userID });
  }
  const bootVolume = bootVolumeOf(record.guest);
  if (bootVolume !== undefined) await exposeVolume(directory, bootVolume, { place: 'Boot', userID });
  if (record.guest.firmware === 'BIOS') return undefined;
  const firmware = await parts.firmware();
  if (firmware === undefined) {
    throw new DriverError(
      'HostBroken',
      `start ${guest.mark.instanceUID}: no UEFI firmware on this host: install the package ovmf (Debian's name)`,
    );
  }
  await writeFirmwareVariables(directory, firmware, userID);
  return firmware.codePath;
}

async function checkTaps({ guest }: MachineRecord, { network, openTapDevice }: DriverParts): Promise<void> {
  for (const { uid, attachment } of guest.ports) {
    if (attachment.kind === 'Tap' && attachment.networkNamespacePath !== network.path) {
      throw new DriverError(
        'HostBroken',
        `plug in port ${uid}: its tap device is in ${attachment.networkNamespacePath}, and QEMU runs in ${network.path}`,
      );
    }
  }
  await openTapDevice();
}

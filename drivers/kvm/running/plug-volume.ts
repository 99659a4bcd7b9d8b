import { DriverError } from '#drivers/contract/driver.ts';
import type { GuestVolume, VolumeAttachmentKey } from '#drivers/contract/guest-devices.ts';
import type { InstanceDirectory, MachineRecord } from '../instance-directory/instance-directory.ts';
import { rootDiskNode } from '../machine/root-disk.ts';
import { freeSlot, type DeviceName } from '../machine/slots.ts';
import { bootVolumeOf, volumeDevice, volumeNode } from '../machine/volumes.ts';
import { note, type PlugContext } from './plug-context.ts';
import { ignoreRefusal, pullDevice, releaseBackend, slotCountOf, takenSlots } from './pull-device.ts';
import type { RunningMachine } from './running-machine.ts';
import { concealVolume, exposeVolume, volumeLinkName } from './volume-links.ts';

/**
 * Plugs a volume into a machine that runs. One that is there with this or a newer epoch is left alone; one with an older is pulled out first. Throws
 * {@link DriverError} and the errors of QMP.
 */
export async function plugVolume(volume: GuestVolume, context: PlugContext): Promise<void> {
  const { machine, userID } = context;
  const { attachmentUID, epoch } = volume;
  if (machine.record && bootVolumeOf(machine.record.guest)?.attachmentUID === attachmentUID) return;
  const present = pluggedVolume(machine, attachmentUID);
  if (present !== undefined && present.epoch >= epoch) return;
  if (present !== undefined) await unplugVolume(present, context);
  const known = machine.record?.slots[attachmentUID];
  const slot = typeof known === 'number' ? known : freeSlot('Volume', takenSlots(machine), slotCountOf(machine));
  await exposeVolume(machine.directory, volume, { place: slot, userID });
  await note(machine, (record) => ({
    ...record,
    slots: { ...record.slots, [attachmentUID]: slot },
    guest: { ...record.guest, volumes: [...record.guest.volumes.filter((each) => each.attachmentUID !== attachmentUID), volume] },
  }));
  const { blockdev, device } = volumeDevice(volume, { path: volumeLinkName(slot), slot });
  await machine.execute('blockdev-del', { 'node-name': volumeNode(slot) }).catch(ignoreRefusal);
  await machine.execute('blockdev-add', blockdev);
  try {
    await machine.execute('device_add', device);
  } catch (error) {
    await machine.execute('blockdev-del', { 'node-name': volumeNode(slot) }).catch(ignoreRefusal);
    throw error;
  } finally {
    await machine.learnDevices();
  }
}

/**
 * Pulls a volume out once the guest has let go, closes its file and takes the way to it away. One that is not there, or is there with a newer epoch, is
 * left alone. Throws {@link DriverError} and the errors of QMP.
 */
export async function unplugVolume({ attachmentUID, epoch }: VolumeAttachmentKey, { machine, userID, parts }: PlugContext): Promise<void> {
  const { record, directory } = machine;
  if (record && bootVolumeOf(record.guest)?.attachmentUID === attachmentUID) {
    throw new DriverError('Unsupported', `pull a volume out of ${directory.mark.instanceUID}: it is what the guest runs from`);
  }
  const present = pluggedVolume(machine, attachmentUID);
  if (present !== undefined && present.epoch > epoch) return;
  const noted = record?.guest.volumes.find((volume) => volume.attachmentUID === attachmentUID);
  if (present === undefined && (noted === undefined || noted.epoch > epoch)) return;
  if (present !== undefined) await pullDevice(machine, present, parts.clock);
  const slot = present?.slot ?? record?.slots[attachmentUID];
  if (slot !== undefined) {
    await releaseBackend(machine, 'blockdev-del', volumeNode(slot), parts.clock);
    await concealVolume(directory, noted, { place: slot, userID });
  }
  await note(machine, (before) => withoutVolume(before, attachmentUID));
}

/** What {@link unplugVolume} does for a guest that does not run. What suspended memory knows of stays. */
export async function forgetVolume(
  directory: InstanceDirectory,
  { attachmentUID, epoch }: VolumeAttachmentKey,
  userID: number,
): Promise<void> {
  const [record, run] = await Promise.all([directory.readMachine(), directory.readRun()]);
  const noted = record?.guest.volumes.find((volume) => volume.attachmentUID === attachmentUID);
  if (record === undefined || noted === undefined || noted.epoch > epoch) return;
  if (run?.kind === 'Suspended') {
    throw new DriverError(
      'Unsupported',
      `pull a volume out of ${directory.mark.instanceUID}: it is suspended, and its memory has it; let it go on first`,
    );
  }
  await concealVolume(directory, noted, { place: record.slots[attachmentUID] ?? 'Boot', userID });
  await directory.writeMachine(withoutVolume(record, attachmentUID));
}

/** Makes the file of a volume grow and tells the guest. One that is as large already is left alone. Throws {@link DriverError} and the errors of QMP. */
export async function extendVolume(
  machine: RunningMachine,
  { attachment, sizeBytes }: { readonly attachment: VolumeAttachmentKey; readonly sizeBytes: number },
): Promise<void> {
  const what = `extend a volume of ${machine.directory.mark.instanceUID}`;
  const boot = machine.record && bootVolumeOf(machine.record.guest);
  const present = pluggedVolume(machine, attachment.attachmentUID);
  if (present?.epoch !== attachment.epoch && boot?.attachmentUID !== attachment.attachmentUID) {
    throw new DriverError('Temporary', `${what}: it is not attached`);
  }
  const nodeName = present === undefined ? rootDiskNode : volumeNode(present.slot);
  const volume = machine.record?.guest.volumes.find(({ attachmentUID }) => attachmentUID === attachment.attachmentUID);
  if (volume?.isReadOnly === true) throw new DriverError('Unsupported', `${what}: the guest may only read it; detach it first`);
  const nodes = (await machine.execute('query-named-block-nodes', { flat: true })) as readonly BlockNode[];
  const sizeNow = nodes.find((node) => node['node-name'] === nodeName)?.image['virtual-size'];
  if (sizeNow !== undefined && sizeNow < sizeBytes) await machine.execute('block_resize', { 'node-name': nodeName, size: sizeBytes });
  await note(machine, (record) => ({
    ...record,
    guest: {
      ...record.guest,
      volumes: record.guest.volumes.map((each) => (each === volume ? { ...each, file: { ...each.file, sizeBytes } } : each)),
    },
  }));
}

interface BlockNode {
  readonly 'node-name'?: string;
  readonly image: { readonly 'virtual-size': number };
}

function pluggedVolume({ devices }: RunningMachine, attachmentUID: string): Extract<DeviceName, { kind: 'Volume' }> | undefined {
  return devices.filter((device) => device.kind === 'Volume').find((device) => device.attachmentUID === attachmentUID);
}

function withoutVolume(record: MachineRecord, attachmentUID: string): MachineRecord {
  const { [attachmentUID]: _, ...slots } = record.slots;
  return {
    ...record,
    slots,
    guest: { ...record.guest, volumes: record.guest.volumes.filter((each) => each.attachmentUID !== attachmentUID) },
  };
}

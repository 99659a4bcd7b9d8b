import type { GuestVolume } from '#drivers/contract/guest-devices.ts';
import type { Machine, MachineGuest } from './machine.ts';
import { option, type Option, type Properties } from './option.ts';
import { deviceID, type Slot } from './slots.ts';
import { slotBus } from './spare-ports.ts';

export interface VolumeDevice {
  readonly blockdev: Readonly<Record<string, unknown>>;
  readonly device: Properties;
}

/** A volume in a slot. Its format is stated and it has nothing below it, whatever its header says. */
export function volumeDevice(volume: GuestVolume, { path, slot }: { readonly path: string; readonly slot: number }): VolumeDevice {
  const nodeName = volumeNode(slot);
  return {
    blockdev: volumeBlockdev(volume, { nodeName, path }),
    device: {
      driver: 'virtio-blk-pci',
      id: deviceID({ kind: 'Volume', attachmentUID: volume.attachmentUID, epoch: volume.epoch, slot }),
      drive: nodeName,
      bus: slotBus(slot),
      ...volumeProperties(volume),
    },
  };
}

export function volumeBlockdev(
  { file, isReadOnly }: GuestVolume,
  { nodeName, path }: { nodeName: string; path: string },
): object & VolumeDevice['blockdev'] {
  return {
    'node-name': nodeName,
    driver: file.format === 'Raw' ? 'raw' : 'qcow2',
    'read-only': isReadOnly,
    discard: 'unmap',
    file: { driver: 'file', filename: path, 'read-only': isReadOnly, discard: 'unmap' },
    ...(file.format === 'Qcow2' && { backing: null }),
  };
}

/** What the disk says of itself, and what happens when the host's disk is full: the guest waits, as with its root disk. */
export function volumeProperties({ serial, isShareable }: GuestVolume): Properties {
  return { serial, werror: 'enospc', ...(isShareable && { 'share-rw': true }) };
}

/** The volumes that sit in slots: all but the one that the guest boots from. */
export function slottedVolumes({ volumes, bootVolumeUID }: Pick<MachineGuest, 'volumes' | 'bootVolumeUID'>): readonly GuestVolume[] {
  return volumes.filter(({ volumeUID }) => volumeUID !== bootVolumeUID);
}

/** The volume that is the root disk. */
export function bootVolumeOf({ volumes, bootVolumeUID }: Pick<MachineGuest, 'volumes' | 'bootVolumeUID'>): GuestVolume | undefined {
  return bootVolumeUID === undefined ? undefined : volumes.find(({ volumeUID }) => volumeUID === bootVolumeUID);
}

/** What QEMU calls the file of the volume in a slot. */
export function volumeNode(slot: Slot): string {
  return `volume${slot}`;
}

export function volumes({ guest, slots, files }: Machine): readonly Option[] {
  return slottedVolumes(guest).flatMap((volume) => {
    const slot = slots[volume.attachmentUID];
    const path = files.volumes[volume.attachmentUID];
    if (typeof slot !== 'number' || path === undefined) return [];
    const { blockdev, device } = volumeDevice(volume, { path, slot });
    return [['-blockdev', JSON.stringify(blockdev)], option('-device', device)] satisfies Option[];
  });
}

import { DriverError } from '#drivers/contract/driver.ts';
import type { GuestPort, GuestVolume, VolumeAttachmentKey } from '#drivers/contract/guest-devices.ts';

/** 1: made by release 0.1, whose first card sits on the board itself and cannot be pulled. 2: every card sits in a slot. */
export type Layout = 1 | 2;

/** The number of a slot, or the board's own place for the first card of layout 1. */
export type Slot = number | 'Board';

/** Where the devices are: by uid of the port, or of the volume's attachment. */
export type Slots = Readonly<Record<string, Slot>>;

const cardSlots = { first: 0, count: 8 } as const;
const volumeSlots = { first: 8, count: 16 } as const;

/** Slots of a machine; one that release 0.1 started has the first eight of them. */
export const slotCount = cardSlots.count + volumeSlots.count;

export interface Devices {
  readonly ports: readonly GuestPort[];
  /** The boot volume is not among them. */
  readonly volumes: readonly GuestVolume[];
}

/**
 * A slot for each device of a guest that is to be started. What had one keeps it, since the guest knows its cards and disks by their places; what is
 * new takes the first free one. Throws {@link DriverError} when there are too many.
 */
export function assignSlots({ ports, volumes }: Devices, { layout, previous }: { layout: Layout; previous: Slots | undefined }): Slots {
  const slots: Record<string, Slot> = {};
  for (const uid of [...ports.map((port) => port.uid), ...volumes.map(({ attachmentUID }) => attachmentUID)]) {
    const slot = previous?.[uid];
    if (slot !== undefined) slots[uid] = slot;
  }
  const [first] = ports;
  if (layout === 1 && previous === undefined && first !== undefined) slots[first.uid] = 'Board';
  for (const { uid } of ports) slots[uid] ??= freeSlot('Card', slots);
  for (const { attachmentUID } of volumes) slots[attachmentUID] ??= freeSlot('Volume', slots);
  return slots;
}

/** A free slot of those of its kind; on a machine that has fewer slots, any. Throws {@link DriverError} when all are taken. */
export function freeSlot(kind: 'Card' | 'Volume', taken: Slots, count: number = slotCount): number {
  const used = new Set(Object.values(taken));
  const { first, count: kindCount } = kind === 'Card' ? cardSlots : volumeSlots;
  const own = Array.from({ length: kindCount }, (_, index) => first + index);
  const any = count < slotCount ? Array.from({ length: count }, (_, index) => count - 1 - index) : [];
  const free = [...own.filter((slot) => slot < count), ...any].find((slot) => !used.has(slot));
  if (free !== undefined) return free;
  const most = kind === 'Card' ? `${cardSlots.count} network cards` : `${volumeSlots.count} volumes`;
  throw new DriverError('Unsupported', `plug in another device: a guest has at most ${most}`);
}

/** What a device is called inside its QEMU, which so remembers all that the driver must know of it. */
export type DeviceName =
  | { readonly kind: 'Port'; readonly portUID: string; readonly slot: Slot }
  | ({ readonly kind: 'Volume'; readonly slot: Slot } & VolumeAttachmentKey);

/** As `port-UID.3` and `volume-UID.EPOCH.9`. */
export function deviceID(name: DeviceName): string {
  const slot = name.slot === 'Board' ? 'board' : String(name.slot);
  return name.kind === 'Port' ? `port-${name.portUID}.${slot}` : `volume-${name.attachmentUID}.${name.epoch}.${slot}`;
}

/** Reads a {@link deviceID}; undefined for devices of other kinds. */
export function deviceNameOf(id: string): DeviceName | undefined {
  const port = /^port-([^.]+)\.(board|\d+)$/.exec(id);
  if (port?.[1] !== undefined) return { kind: 'Port', portUID: port[1], slot: slotOf(port[2]) };
  const volume = /^volume-([^.]+)\.(\d+)\.(\d+)$/.exec(id);
  if (volume?.[1] === undefined) return undefined;
  return { kind: 'Volume', attachmentUID: volume[1], epoch: Number(volume[2]), slot: slotOf(volume[3]) };
}

function slotOf(text: string | undefined): Slot {
  return text === 'board' ? 'Board' : Number(text);
}

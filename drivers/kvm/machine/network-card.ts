import type { GuestPort } from '#drivers/contract/guest-devices.ts';
import { pciAddresses, type Machine } from './machine.ts';
import { option, type Option, type Properties } from './option.ts';
import { deviceID, type Slot } from './slots.ts';
import { slotBus } from './spare-ports.ts';

/** The address that user-mode networking hands out; every guest has the same, since each is alone on its network. */
export const userModeAddress = '10.0.2.15';

export interface NetworkCard {
  readonly netdev: Properties;
  readonly device: Properties;
}

/**
 * A card on the tap device that its port is plugged in by. One of an isolated port is on user-mode networking that hands out an address and lets
 * nothing in or out (`restrict`). QEMU's network namespace has no way out either: the one holds even if the other fails.
 */
export function networkCard(port: GuestPort, slot: Slot): NetworkCard {
  const backendID = netdevID(slot);
  const place: Properties = slot === 'Board' ? { addr: pciAddresses.networkCard } : { bus: slotBus(slot) };
  const device = {
    driver: 'virtio-net-pci',
    id: deviceID({ kind: 'Port', portUID: port.uid, slot }),
    netdev: backendID,
    mac: port.macAddress,
    romfile: '',
    ...place,
  };
  if (port.attachment.kind === 'Tap') {
    const { interfaceName } = port.attachment;
    const netdev = { type: 'tap', id: backendID, ifname: interfaceName, script: 'no', downscript: 'no' };
    return { netdev, device: { ...device, host_mtu: port.mtu } };
  }
  const netdev = { type: 'user', id: backendID, restrict: true, ipv6: false, net: '10.0.2.0/24', dhcpstart: userModeAddress };
  return { netdev, device };
}

/** What QEMU calls the network behind the card in a slot. */
export function netdevID(slot: Slot): string {
  return slot === 'Board' ? 'network-board' : `network${slot}`;
}

export function networkCards({ guest, slots }: Machine): readonly Option[] {
  return guest.ports.flatMap((port) => {
    const { netdev, device } = networkCard(port, slots[port.uid] ?? 'Board');
    return [option('-netdev', netdev), option('-device', device)];
  });
}

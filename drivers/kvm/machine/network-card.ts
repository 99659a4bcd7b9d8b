import { pciAddresses, type Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/** The address that user-mode networking hands out; every guest has the same, since each is alone on its network. */
export const userModeAddress = '10.0.2.15';

/**
 * One card on user-mode networking that hands out an address and lets nothing in or out (`restrict`). QEMU's network
 * namespace has no way out either: the one holds even if the other fails.
 */
export function networkCard({ guest }: Machine): readonly Option[] {
  const [port] = guest.ports;
  if (port === undefined) return [];
  return [
    option('-netdev', { type: 'user', id: 'network0', restrict: 'on', ipv6: 'off', net: '10.0.2.0/24', dhcpstart: userModeAddress }),
    option('-device', {
      driver: 'virtio-net-pci',
      netdev: 'network0',
      mac: port.macAddress,
      romfile: '',
      addr: pciAddresses.networkCard,
    }),
  ];
}

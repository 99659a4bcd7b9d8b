import { pciAddresses } from './machine.ts';
import { option, type Option } from './option.ts';
import { slotCount } from './slots.ts';

const portsPerPlace = 8;

/** The slots that cards and disks sit in: this board takes none while it runs but in such ports. Eight of them share one PCI place. */
export function sparePorts(): readonly Option[] {
  return Array.from({ length: slotCount }, (_, index) => {
    const place = pciAddresses.sparePorts + Math.floor(index / portsPerPlace);
    return option('-device', {
      driver: 'pcie-root-port',
      id: slotBus(index),
      chassis: index + 1,
      slot: index + 1,
      addr: `0x${place.toString(16)}.${index % portsPerPlace}`,
      ...(index % portsPerPlace === 0 && { multifunction: 'on' }),
    });
  });
}

/** The bus that the device in a slot is on. */
export function slotBus(slot: number): string {
  return `spare${slot}`;
}

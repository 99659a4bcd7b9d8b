import { pciAddresses } from './machine.ts';
import { option, type Option } from './option.ts';

const sparePortCount = 8;

/** Empty slots for disks and cards that come while the guest runs: this board takes no others. They share one PCI place. */
export function sparePorts(): readonly Option[] {
  return Array.from({ length: sparePortCount }, (_, index) =>
    option('-device', {
      driver: 'pcie-root-port',
      id: `spare${index}`,
      chassis: index + 1,
      slot: index + 1,
      addr: `${pciAddresses.sparePorts}.${index}`,
      ...(index === 0 && { multifunction: 'on' }),
    }),
  );
}

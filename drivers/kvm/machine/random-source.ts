import { pciAddresses } from './machine.ts';
import { option, type Option } from './option.ts';

/** Entropy from the host, at most 1 KiB a second, so that a guest cannot spend the host's time on it. */
export function randomSource(): readonly Option[] {
  return [
    option('-object', { 'qom-type': 'rng-random', id: 'random0', filename: '/dev/urandom' }),
    option('-device', { driver: 'virtio-rng-pci', rng: 'random0', 'max-bytes': 1024, period: 1000, addr: pciAddresses.randomSource }),
  ];
}

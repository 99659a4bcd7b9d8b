import type { DriverAbilities } from '../contract/abilities.ts';
import { abilityBehind, capabilities, type Capability } from '../contract/capability.ts';

/** Drivers that the fake one can stand in for, and what each of them does not offer. */
export const capabilityProfiles: Readonly<Record<string, readonly Capability[]>> = {
  kvm: ['image-rootfs', 'image-oci'],
  container: [
    'image-raw',
    'image-qcow2',
    'image-kernel',
    'boot-uefi',
    'tpm',
    'huge-pages',
    'local-disks',
    'migrate-live',
    'suspend',
    'rescue',
    'crash-dump',
    'volume',
    'volume-attach',
    'volume-extend',
    'volume-snapshot',
    'volume-boot',
    'volume-multi-attach',
    'console-graphical',
  ],
  ironic: [
    'image-kernel',
    'image-rootfs',
    'image-oci',
    'tpm',
    'metadata-service',
    'cpu-pinning',
    'huge-pages',
    'local-disks',
    'pause',
    'suspend',
    'shelve',
    'resize',
    'migrate-cold',
    'migrate-live',
    'snapshot',
    'backup',
    'crash-dump',
    'set-password',
    'network',
    'port-attach',
    'volume',
    'volume-attach',
    'volume-extend',
    'volume-snapshot',
    'volume-boot',
    'volume-multi-attach',
    'console-log',
    'console-serial',
    'console-graphical',
  ],
};

/** Those abilities that something offered needs. */
export function offeredAbilities(all: Required<DriverAbilities>, offered: readonly Capability[]): DriverAbilities {
  const needed = new Set(offered.map((capability) => abilityBehind[capability]));
  return Object.fromEntries(Object.entries(all).filter(([name]) => needed.has(name as keyof DriverAbilities)));
}

/** Reads what is not to be offered: features as in `suspend,shelve`, and names of {@link capabilityProfiles}. Undefined: one is neither. */
export function parseMissing(text: string): readonly Capability[] | undefined {
  const missing = new Set<Capability>();
  for (const name of text.split(',').filter((each) => each !== '')) {
    const profile = capabilityProfiles[name] ?? capabilities.filter((capability) => capability === name);
    if (profile.length === 0) return undefined;
    for (const capability of profile) missing.add(capability);
  }
  return [...missing];
}

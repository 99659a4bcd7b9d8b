import type { DriverAbilities } from './abilities.ts';

/**
 * Features that a driver may lack. What a driver does not list, the scheduler never sends it, and a wish for it is refused the same way on every
 * driver. A feature is listed only where it feels the same as on every other driver that lists it; the conformance suite decides that.
 */
export const capabilities = [
  // What a server can be made from.
  'image-raw',
  'image-qcow2',
  'image-kernel',
  'image-rootfs',
  'image-oci',
  'boot-uefi',
  'tpm',
  'key-pair',
  'user-data',
  'config-drive',
  'metadata-service',
  'cpu-pinning',
  'huge-pages',
  // Disks beside the root disk that come with a size, blank and for swapping.
  'local-disks',
  // What is declared.
  'pause',
  'suspend',
  'shelve',
  'resize',
  'migrate-cold',
  'migrate-live',
  'rebuild',
  'rescue',
  // What is done once.
  'reboot-soft',
  'reboot-hard',
  'snapshot',
  'backup',
  'crash-dump',
  'set-password',
  // Devices.
  'network',
  'port-attach',
  'volume',
  'volume-attach',
  'volume-extend',
  'volume-snapshot',
  'volume-boot',
  'volume-multi-attach',
  // Looking at it.
  'console-log',
  'console-serial',
  'console-graphical',
] as const;

export type Capability = (typeof capabilities)[number];

/** The ability that is behind a feature, for those that have one: a driver without it cannot offer the feature. */
export const abilityBehind: Readonly<Partial<Record<Capability, keyof DriverAbilities>>> = {
  pause: 'pausing',
  suspend: 'suspending',
  rebuild: 'rebuilding',
  snapshot: 'diskSaving',
  backup: 'diskSaving',
  shelve: 'diskSaving',
  resize: 'diskSaving',
  'migrate-cold': 'diskSaving',
  'migrate-live': 'liveMigrating',
  'volume-snapshot': 'diskSaving',
  'port-attach': 'hotPlugging',
  'volume-attach': 'hotPlugging',
  'volume-extend': 'hotPlugging',
  'crash-dump': 'crashDumping',
  'set-password': 'passwordSetting',
  'console-serial': 'consoles',
  'console-graphical': 'consoles',
};

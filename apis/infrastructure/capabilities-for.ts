import type { ServerAction } from '../compute/server-action.ts';
import type { Server, ServerSpec } from '../compute/server.ts';
import type { Machine } from './instance.ts';
import { hasExtraDisks } from './local-disk.ts';

/*
 * Which feature of a host's driver a wish needs: the one table of it. Schedulers send a server only where all that it declares is offered, and what is
 * wished for later is refused before anything happens. Names as in `Host.status.capabilities`.
 */

/** Features that the power a server declares needs. */
export const powerCapabilities: Readonly<Partial<Record<ServerSpec['power'], string>>> = {
  Paused: 'pause',
  Suspended: 'suspend',
  Shelved: 'shelve',
};

/** Features that changes of a server's other fields need while it has an incarnation. */
export const changeCapabilities = {
  flavor: 'resize',
  image: 'rebuild',
  rescue: 'rescue',
  networks: 'network',
  networksWhileRunning: 'port-attach',
  volumes: 'volume',
  volumesWhileRunning: 'volume-attach',
  localDisks: 'local-disks',
} as const;

/** The feature that an action needs; undefined: none. */
export function actionCapability({ spec }: Pick<ServerAction, 'spec'>): string | undefined {
  switch (spec.type) {
    case 'Reboot':
      return spec.reboot?.mode === 'Hard' ? 'reboot-hard' : 'reboot-soft';
    case 'Snapshot':
      return 'snapshot';
    case 'Backup':
      return 'backup';
    case 'Rebuild':
      return 'rebuild';
    case 'CrashDump':
      return 'crash-dump';
    case 'SetPassword':
      return 'set-password';
    case 'MigrateCold':
      return 'migrate-cold';
    case 'MigrateLive':
      return 'migrate-live';
    case 'ForceMigration':
    case 'AbortMigration':
    case 'Reset':
    case 'ConfirmResize':
    case 'RevertMigration':
    case 'Restore':
    case 'Record':
      return undefined;
  }
}

/** Features that a machine needs of its host's driver, and that the server declares on top of it. `volumeCount`: its attachments. */
export function capabilitiesFor(
  server: Pick<Server, 'spec'>,
  machine: Machine,
  { volumeCount }: { readonly volumeCount: number },
): readonly string[] {
  const power = powerCapabilities[server.spec.power];
  const wanted: readonly (string | false | undefined)[] = [
    `image-${machine.image.format.toLowerCase()}`,
    machine.userData !== undefined && 'user-data',
    machine.keyPair !== undefined && 'key-pair',
    machine.firmware === 'UEFI' && 'boot-uefi',
    machine.tpm === true && 'tpm',
    machine.extraSpecs?.['hw:cpu_policy'] === 'dedicated' && 'cpu-pinning',
    machine.extraSpecs?.['hw:mem_page_size'] !== undefined && 'huge-pages',
    hasExtraDisks(machine) && changeCapabilities.localDisks,
    (machine.ports ?? []).length > 0 && changeCapabilities.networks,
    volumeCount > 0 && changeCapabilities.volumes,
    machine.bootVolumeUID !== undefined && 'volume-boot',
    server.spec.rescue !== undefined && changeCapabilities.rescue,
    power,
  ];
  return wanted.filter((word) => typeof word === 'string');
}

/** Why a wish is not handed down, in the words that are the same for every wish. `wish` as `spec.power: Suspended`. */
export function unsupportedMessage(wish: string, capability: string): string {
  return `${wish} needs the feature "${capability}", which the host of this server does not offer`;
}

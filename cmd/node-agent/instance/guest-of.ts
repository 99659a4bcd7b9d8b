import type { Instance } from '#apis/infrastructure/instance.ts';
import { extraDisksOf } from '#apis/infrastructure/local-disk.ts';
import type { Guest, LocalImage, Mark } from '#drivers/contract/driver.ts';
import type { GuestPort, GuestVolume } from '#drivers/contract/guest-devices.ts';
import type { DesiredInstance } from '../journal/journal-state.ts';

/** Makes what the guest finds on its config drive: path to content. `userData` is absent when the server has none. */
export type ConfigDriveDocuments = (input: {
  readonly instance: Instance;
  readonly userData: Uint8Array | undefined;
}) => ReadonlyMap<string, Uint8Array> | Promise<ReadonlyMap<string, Uint8Array>>;

/** The mark that the guest of an instance carries. */
export function markOf(desired: DesiredInstance, controlPlaneUID: string): Mark {
  return { controlPlaneUID, serverUID: desired.serverUID, instanceUID: desired.instanceUID, epoch: desired.epoch };
}

/** What a guest is made of on this host. */
export interface GuestParts {
  readonly mark: Mark;
  readonly image: LocalImage;
  readonly rescueImage: LocalImage | undefined;
  readonly ports: readonly GuestPort[];
  readonly volumes: readonly GuestVolume[];
  readonly configDrive: ReadonlyMap<string, Uint8Array>;
}

/** The instance as a driver wants it. */
export function guestOf(desired: DesiredInstance, parts: GuestParts): Guest {
  const { machine } = desired.instance.spec;
  const { mark, image, rescueImage, ports, volumes, configDrive } = parts;
  return {
    mark,
    displayName: machine.displayName,
    hostname: machine.hostname,
    vcpus: machine.vcpus,
    memoryMiB: machine.memoryMiB,
    diskGiB: machine.diskGiB,
    ...extraDisksOf(machine),
    image,
    ...(rescueImage === undefined ? {} : { rescueImage }),
    firmware: machine.firmware ?? 'BIOS',
    hasTPM: machine.tpm ?? false,
    ports,
    volumes,
    ...(machine.bootVolumeUID === undefined ? {} : { bootVolumeUID: machine.bootVolumeUID }),
    extraSpecs: machine.extraSpecs ?? {},
    configDrive,
    metadata: machine.metadata ?? {},
  };
}

/** The card of a server that was made before there were networks: it has the server's own MAC address, and reaches nobody. */
export function isolatedPort(macAddress: string): GuestPort {
  return { uid: macAddress.replaceAll(':', '-'), macAddress, mtu: 1500, addresses: [], attachment: { kind: 'Isolated' } };
}

/** The user data of an instance as the user gave it; undefined when it has none. */
export function userDataOf({ userData }: DesiredInstance): Uint8Array | undefined {
  return userData === undefined ? undefined : Buffer.from(userData, 'base64');
}

import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Guest, LocalImage, Mark } from '#drivers/contract/driver.ts';
import type { DesiredInstance } from '../journal/journal-state.ts';

/** Makes what the guest finds on its config drive: path to content. `userData` is absent when the server has none. */
export type ConfigDriveDocuments = (input: {
  readonly instance: Instance;
  readonly userData: Uint8Array | undefined;
}) => ReadonlyMap<string, Uint8Array>;

/** The mark that the guest of an instance carries. */
export function markOf(desired: DesiredInstance, controlPlaneUID: string): Mark {
  return { controlPlaneUID, serverUID: desired.serverUID, instanceUID: desired.instanceUID, epoch: desired.epoch };
}

/** The instance as a driver wants it. */
export function guestOf(
  desired: DesiredInstance,
  parts: { readonly mark: Mark; readonly image: LocalImage; readonly configDriveDocuments: ConfigDriveDocuments },
): Guest {
  const { machine } = desired.instance.spec;
  const userData = desired.userData === undefined ? undefined : Buffer.from(desired.userData, 'base64');
  return {
    mark: parts.mark,
    displayName: machine.displayName,
    hostname: machine.hostname,
    vcpus: machine.vcpus,
    memoryMiB: machine.memoryMiB,
    diskGiB: machine.diskGiB,
    image: parts.image,
    firmware: 'BIOS',
    hasTPM: false,
    ports: [{ uid: machine.macAddress, macAddress: machine.macAddress, mtu: 1500, addresses: [], attachment: { kind: 'Isolated' } }],
    volumes: [],
    extraSpecs: {},
    configDrive: parts.configDriveDocuments({ instance: desired.instance, userData }),
    metadata: machine.metadata ?? {},
  };
}

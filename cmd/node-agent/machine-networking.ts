import { mkdir } from 'node:fs/promises';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { hostNameOfAgent, runDirectoryOfAgent } from '#cmd/bootstrap/host-names.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import { createConfigDriveDocuments, createMetadataSubject } from './config-drive/config-drive-documents.ts';
import { GuestNetworking } from './guest-networking.ts';
import type { ConfigDriveDocuments } from './instance/guest-of.ts';
import { MetadataServer } from './metadata/metadata-server.ts';
import { VendorData, type VendorService } from './metadata/vendor-data.ts';
import { HostNetwork } from './network/host-network.ts';
import type { Uplink } from './network/network-port.ts';

/** What the operator says of a host's networks, and to its guests. */
export interface NetworkingChoice {
  /** Where other hosts send the traffic of networks that both have guests in; absent: networks end at this host. */
  readonly overlayAddress?: string;
  /** Absent: nobody reaches the outside. */
  readonly uplink?: Uplink;
  readonly vendorData?: { readonly static?: unknown; readonly services: readonly VendorService[] };
}

/** What all hosts of one machine share: a guest of one reaches the guests of another as it does its own host's. */
export interface MachineNetworking {
  readonly network: HostNetwork;
  readonly metadata: MetadataServer;
  readonly vendorData: VendorData;
  /** To be called when no host plugs anything in any more; guests notice nothing. */
  readonly close: () => Promise<void>;
}

export interface MachineNetworkingParts {
  readonly stateDirectory: string;
  /** Whether the namespace that guests' devices are in goes with the last port: not where guests run in it themselves. */
  readonly ownsSwitchNamespace: boolean;
  readonly choice: NetworkingChoice;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface GuestNetworkingParts {
  readonly machine: MachineNetworking;
  readonly portAttachment: 'Tap' | 'Interface';
  readonly driver: Driver;
  readonly controlPlaneUID: string;
  /** What guests' random seeds are made from. */
  readonly hostSecret: Uint8Array;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The networks of a machine. To be opened once for a state directory. */
export async function openMachineNetworking(parts: MachineNetworkingParts): Promise<MachineNetworking> {
  const { stateDirectory, ownsSwitchNamespace, choice, clock, logger } = parts;
  const { overlayAddress, uplink, vendorData } = choice;
  const directory = runDirectoryOfAgent(stateDirectory);
  // Those who serve addresses are nobody in particular, and have to pass through.
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const network = new HostNetwork({
    settings: {
      switchNamespaceName: hostNameOfAgent(stateDirectory),
      ownsSwitchNamespace,
      directory,
      serviceUserID,
      ...(overlayAddress === undefined ? {} : { underlayAddress: overlayAddress }),
      ...(uplink === undefined ? {} : { uplink }),
    },
    clock,
    logger,
  });
  const metadata = new MetadataServer({ clock, logger });
  const close = async (): Promise<void> => {
    await metadata.close();
    await network.close();
  };
  return { network, metadata, vendorData: new VendorData({ ...vendorData, clock, logger }), close };
}

/** What a host does for its guests with that, and what they are told of themselves: the same by the metadata service and on the config drive. */
export function guestNetworking(parts: GuestNetworkingParts): {
  readonly ports: GuestNetworking;
  readonly configDriveDocuments: ConfigDriveDocuments;
} {
  const { machine, hostSecret, clock } = parts;
  const metadataSubject = createMetadataSubject({ clock, hostSecret });
  const ports = new GuestNetworking({ ...parts, ...machine, metadataSubject });
  return { ports, configDriveDocuments: documentsWith(machine.vendorData, createConfigDriveDocuments({ clock, hostSecret })) };
}

function documentsWith(vendorData: VendorData, documents: ReturnType<typeof createConfigDriveDocuments>): ConfigDriveDocuments {
  return async ({ instance, userData }) => documents({ instance, userData, vendorData: await vendorData.documentsFor(instance, userData) });
}

/** A user of no other purpose, beside those of guests. */
const serviceUserID = 1_899_999_999;

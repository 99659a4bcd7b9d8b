import { join } from 'node:path';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import type { VolumeDriver } from '#drivers/contract/volume-driver.ts';
import { readBootFacts } from './boot-facts.ts';
import { createConfigDriveDocuments } from './config-drive/config-drive-documents.ts';
import { openDiskUploads } from './disk-upload/disk-uploads.ts';
import { GatewayDirectory } from './gateway-directory.ts';
import { HostIdentityFiles, type HostIdentity, type HostKey } from './host-identity.ts';
import type { ImageStoreReader } from './image-cache/image-store-origin.ts';
import { ImageStoreClient } from './image-store-client/image-store-client.ts';
import { ImageStoreLocation } from './image-store-client/image-store-location.ts';
import type { ImageSource } from './instance/image-source.ts';
import { joinHost } from './join-host.ts';
import { FileJournalStorage } from './journal/file-journal-storage.ts';
import { guestNetworking, type GuestNetworkingParts } from './machine-networking.ts';
import { createNodeAgent, type NodeAgent } from './node-agent.ts';
import { createTLSTransfers } from './transfer/tls-transfers.ts';
import type { NodeAgentConfiguration } from './node-agent-configuration.ts';

/** A host of this process that is one of the control plane's. */
export interface JoinedHost {
  readonly directory: string;
  readonly files: HostIdentityFiles;
  readonly identity: HostIdentity;
}

/** What an agent runs guests with. */
export interface Equipment {
  readonly driver: Driver;
  /** Guests run on another machine than this process: nothing is known of its boots. */
  readonly isElsewhere?: boolean;
  /** The images as a host has them that may read so much of the image store. */
  readonly images: (imageStore: ImageStoreReader) => ImageSource;
  /** Absent: guests of this driver have no volumes. */
  readonly volumes?: VolumeDriver;
  /** Absent: the agent plugs nothing in. */
  readonly network?: Pick<GuestNetworkingParts, 'machine' | 'portAttachment'>;
}

/**
 * A token is bound to the key that shows it first: the hosts of one process share one. Makes their directories. Those that have joined keep theirs. One at
 * home that has joined and has lost its key stays as it is, to be mended, and the others share another one.
 */
export async function shareKey(directories: readonly string[], { stateDirectory, random }: NodeAgentConfiguration): Promise<void> {
  const home = new HostIdentityFiles({ directory: stateDirectory, random });
  let shared: HostKey | undefined;
  for (const directory of directories) {
    await makePrivateDirectory(directory);
    const files = new HostIdentityFiles({ directory, random });
    // One that cannot be read says so when it is started.
    const mayJoin = await files.read().then(
      (identity) => identity === undefined,
      () => false,
    );
    if (directory === stateDirectory || !mayJoin) continue;
    shared ??= await ((await home.hasLostKey()) ? files : home).key();
    await files.adoptKey(shared);
  }
}

/** Waits until a gateway answers, unless the host has joined before. Rejects at once when the signal is aborted. */
export async function joinOne(
  { directory, hostName }: { readonly directory: string; readonly hostName: string },
  configuration: NodeAgentConfiguration,
  signal: AbortSignal,
): Promise<JoinedHost> {
  const { random, gatewayAuthorityPEM: authorityPEM, gateways: addresses, clock } = configuration;
  const files = new HostIdentityFiles({ directory, random });
  const gateways = new GatewayDirectory({ addresses, authorityPEM, clock, random });
  const joining = joinHost({ ...configuration, files, hostName, ask: (request) => gateways.join(request), signal });
  const identity = await unlessAborted(joining, signal);
  return { directory, files, identity };
}

/** As the promise, and rejects with its reason as soon as the signal is aborted. Leaves nothing with the signal, which may outlive many of them. */
async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** The agent of a host that has joined; it has not started. */
export async function assembleAgent(
  { directory, files, identity }: JoinedHost,
  configuration: NodeAgentConfiguration,
  { driver, isElsewhere = false, images, volumes, network }: Equipment,
): Promise<NodeAgent> {
  const { gateways: addresses, gatewayAuthorityPEM: authorityPEM, clock, random, agentVersion } = configuration;
  const logger = configuration.logger.child({ host: identity.hostName });
  const location = new ImageStoreLocation();
  const imageStore = new ImageStoreClient({ location, identity, authorityPEM, clock, random });
  const hostSecret = await files.secret();
  const networking =
    network === undefined
      ? { configDriveDocuments: createConfigDriveDocuments({ clock, hostSecret }) }
      : guestNetworking({ ...network, ...identity, driver, hostSecret, clock, logger });
  const { overlayAddress } = network === undefined ? {} : configuration.networking;
  const { bootID, bootedAt } = await readBootFacts(random);
  return createNodeAgent({
    identity,
    bootID,
    ...(isElsewhere || bootedAt === undefined ? {} : { bootedAt }),
    dialer: new GatewayDirectory({ addresses, authorityPEM, identity, clock, random }),
    journalStorage: new FileJournalStorage({ path: join(directory, 'journal') }),
    driver,
    images: images(imageStore),
    ...(volumes === undefined ? {} : { volumes }),
    uploads: await openDiskUploads({ directory: join(directory, 'outgoing-disks'), store: imageStore, logger }),
    onImageStore: (url) => location.update(url),
    ...(isElsewhere ? {} : { transfers: createTLSTransfers({ ...configuration.transfers, clock }) }),
    ...networking,
    ...('ports' in networking
      ? { setNetworkPeers: (networkUID: string, peers: readonly string[]) => networking.ports.setPeers(networkUID, peers) }
      : {}),
    ...(overlayAddress === undefined ? {} : { overlayAddress }),
    clock,
    random,
    logger,
    agentVersion,
  });
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { hostNameOfAgent } from '#cmd/bootstrap/host-names.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { lockStateDirectory } from '#cmd/bootstrap/state-lock.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import type { VolumeDriver } from '#drivers/contract/volume-driver.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { realFiles } from '#drivers/fake/fake-files.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { FakeGuestFile } from '#drivers/fake/guest-file.ts';
import { createKVMDriver } from '#drivers/kvm/kvm-driver.ts';
import { createLocalVolumeDriver } from '#drivers/local-volume/local-volume-driver.ts';
import { containerDriver, type ContainerChoice } from './container-choice.ts';
import { createConfigDriveDocuments } from './config-drive/config-drive-documents.ts';
import { openDiskUploads } from './disk-upload/disk-uploads.ts';
import { GatewayDirectory } from './gateway-directory.ts';
import { HostIdentityFiles, type HostIdentity } from './host-identity.ts';
import { createImageCache } from './image-cache/image-cache.ts';
import type { ImageStoreReader } from './image-cache/image-store-origin.ts';
import { ImageStoreClient } from './image-store-client/image-store-client.ts';
import { ImageStoreLocation } from './image-store-client/image-store-location.ts';
import type { ImageSource } from './instance/image-source.ts';
import type { IronicChoice } from './ironic/ironic-choice.ts';
import { IronicFleet } from './ironic/ironic-fleet.ts';
import { joinHost } from './join-host.ts';
import { FileJournalStorage } from './journal/file-journal-storage.ts';
import { createNodeAgent, type NodeAgent } from './node-agent.ts';
import { openGuestNetworking, type GuestNetworkingParts, type NetworkingChoice } from './open-guest-networking.ts';

export interface NodeAgentConfiguration {
  /** `HOST:PORT` each. */
  readonly gateways: readonly string[];
  readonly gatewayAuthorityPEM: string;
  readonly stateDirectory: string;
  readonly hostName: string;
  /** Throws when there is no token. */
  readonly readToken: () => Promise<string>;
  readonly driver: DriverChoice;
  readonly networking: NetworkingChoice;
  /** What images may take that nobody uses; absent: as much as there is room. */
  readonly imageCacheBytes: number | undefined;
  readonly agentVersion: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

export type DriverChoice = IronicChoice | OwnDriverChoice;

/** How guests run that are of this machine, or of none. */
type OwnDriverChoice =
  | ContainerChoice
  | { readonly kind: 'kvm'; readonly imageDirectories: readonly string[]; readonly accelerator: 'Probe' | 'kvm' | 'tcg' }
  /** `hostCount` hosts in this process, each with a state directory and a stream of its own. */
  | { readonly kind: 'fake'; readonly hostCount: number; readonly without: readonly Capability[] };

/** Starts the agent of this machine, or one for each of its fake hosts or of an Ironic's nodes. */
export async function startNodeAgent(configuration: NodeAgentConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { stateDirectory } = configuration;
  await makePrivateDirectory(stateDirectory);
  await lifecycle.step('state directory', { start: () => lockStateDirectory(stateDirectory, 'node-agent'), stop: (unlock) => unlock() });
  const { driver } = configuration;
  if (driver.kind === 'ironic') {
    await lifecycle.step('fleet', {
      start: () => startFleet(driver, configuration),
      stop: (fleet) => fleet.stop(),
      startDeadlineSeconds: agentDeadlineSeconds,
      stopDeadlineSeconds: 20,
    });
    return;
  }
  const hosts = await lifecycle.step('join', {
    start: (signal) => joinAll(configuration, signal),
    startDeadlineSeconds: joinDeadlineSeconds,
  });
  await lifecycle.step('agents', {
    start: () =>
      Promise.all(hosts.map(async (host) => startAgent(host, configuration, await equip(host.directory, driver, configuration)))),
    stop: (agents) => stopAll(agents),
    startDeadlineSeconds: agentDeadlineSeconds,
    stopDeadlineSeconds: 20,
  });
}

/** A machine may be started hours before its control plane. */
const joinDeadlineSeconds = 24 * 3600;
/** Finding out how guests can execute takes a while on a slow machine. */
const agentDeadlineSeconds = 300;

interface JoinedHost {
  readonly directory: string;
  readonly files: HostIdentityFiles;
  readonly identity: HostIdentity;
}

async function joinAll(configuration: NodeAgentConfiguration, signal: AbortSignal): Promise<readonly JoinedHost[]> {
  const { driver, stateDirectory, hostName } = configuration;
  if (driver.kind !== 'fake' || driver.hostCount === 1)
    return [await joinOne({ directory: stateDirectory, hostName }, configuration, signal)];
  const { random } = configuration;
  const width = String(driver.hostCount).length;
  // A token is bound to the key that shows it first: the fake hosts share one.
  const key = await new HostIdentityFiles({ directory: stateDirectory, random }).key();
  const joined: JoinedHost[] = [];
  for (let number = 1; number <= driver.hostCount; number += 1) {
    const name = `${hostName}-${String(number).padStart(width, '0')}`;
    const directory = join(stateDirectory, 'hosts', name);
    await makePrivateDirectory(directory);
    const files = new HostIdentityFiles({ directory, random });
    if ((await files.read()) === undefined) await files.adoptKey(key);
    joined.push(await joinOne({ directory, hostName: name }, configuration, signal));
  }
  return joined;
}

async function joinOne(
  { directory, hostName }: { readonly directory: string; readonly hostName: string },
  configuration: NodeAgentConfiguration,
  signal: AbortSignal,
): Promise<JoinedHost> {
  const { random, gatewayAuthorityPEM: authorityPEM, gateways: addresses, clock } = configuration;
  const files = new HostIdentityFiles({ directory, random });
  const gateways = new GatewayDirectory({ addresses, authorityPEM, clock, random });
  const identity = await joinHost({ ...configuration, files, hostName, ask: (request) => gateways.join(request), signal });
  return { directory, files, identity };
}

/** What an agent runs guests with. */
interface Equipment {
  readonly driver: Driver;
  /** The images as a host has them that may read so much of the image store. */
  readonly images: (imageStore: ImageStoreReader) => ImageSource;
  /** Absent: guests of this driver have no volumes. */
  readonly volumes?: VolumeDriver;
  /** Absent: the agent plugs nothing in. */
  readonly network?: Pick<GuestNetworkingParts, 'namespaceName' | 'portAttachment'>;
}

/** A node that comes later joins with the same key, as far as the token lets it. */
async function startFleet(choice: IronicChoice, configuration: NodeAgentConfiguration): Promise<IronicFleet> {
  const { stateDirectory, clock, random, logger } = configuration;
  const key = await new HostIdentityFiles({ directory: stateDirectory, random }).key();
  const cache = createImageCache({
    directory: join(stateDirectory, 'images'),
    allowedFileDirectories: choice.imageDirectories,
    clock,
    logger,
  });
  // It does not hear which instances there are: nodes that join later would lose theirs.
  const images: Equipment['images'] = (imageStore) => ({ acquire: (image, request) => cache.for(imageStore).acquire(image, request) });
  const fleet = new IronicFleet({
    ...configuration,
    choice,
    startHost: async ({ directory, hostName, driver, signal }) => {
      const files = new HostIdentityFiles({ directory, random });
      if ((await files.read()) === undefined) await files.adoptKey(key);
      return startAgent(await joinOne({ directory, hostName }, configuration, signal), configuration, { driver, images });
    },
  });
  await fleet.start();
  return fleet;
}

async function startAgent(
  { directory, files, identity }: JoinedHost,
  configuration: NodeAgentConfiguration,
  { driver, images, volumes, network }: Equipment,
): Promise<NodeAgent> {
  const { gateways: addresses, gatewayAuthorityPEM: authorityPEM, clock, random, agentVersion } = configuration;
  const logger = configuration.logger.child({ host: identity.hostName });
  const location = new ImageStoreLocation();
  const imageStore = new ImageStoreClient({ location, identity, authorityPEM, clock, random });
  const hostSecret = await files.secret();
  const networking =
    network === undefined
      ? { configDriveDocuments: createConfigDriveDocuments({ clock, hostSecret }) }
      : await openGuestNetworking({ ...network, ...identity, driver, hostSecret, choice: configuration.networking, clock, logger });
  const { overlayAddress } = network === undefined ? {} : configuration.networking;
  const agent = createNodeAgent({
    identity,
    bootID: await bootID(random),
    dialer: new GatewayDirectory({ addresses, authorityPEM, identity, clock, random }),
    journalStorage: new FileJournalStorage({ path: join(directory, 'journal') }),
    driver,
    images: images(imageStore),
    ...(volumes === undefined ? {} : { volumes }),
    uploads: await openDiskUploads({ directory: join(directory, 'outgoing-disks'), store: imageStore, logger }),
    onImageStore: (url) => location.update(url),
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
  await agent.start();
  logger.info({ hostUID: identity.hostUID, guests: configuration.driver.kind }, 'agent started');
  return agent;
}

async function equip(
  directory: string,
  choice: OwnDriverChoice,
  { clock, logger, imageCacheBytes }: NodeAgentConfiguration,
): Promise<Equipment> {
  if (choice.kind === 'fake') {
    const host = new FakeHost({ clock, store: new FakeGuestFile({ path: join(directory, 'guests.jsonl') }), files: realFiles });
    const driver = new FakeDriver({ host, clock, without: choice.without });
    return { driver, images: () => noImages, volumes: createLocalVolumeDriver({ directory: join(directory, 'volumes') }) };
  }
  await makePrivateDirectory(directory);
  const cache = createImageCache({
    directory: join(directory, 'images'),
    allowedFileDirectories: choice.imageDirectories,
    ...(imageCacheBytes === undefined ? {} : { maximumBytes: imageCacheBytes }),
    clock,
    logger,
  });
  if (choice.kind === 'container') {
    const driver = containerDriver({ directory, namespace: hostNameOfAgent(directory), choice, clock, logger });
    const network = { namespaceName: hostNameOfAgent(directory), portAttachment: 'Interface' } as const;
    return { driver, images: (imageStore) => cache.for(imageStore), network };
  }
  const guests = join(directory, 'kvm');
  const driver = createKVMDriver({
    stateDirectory: guests,
    networkNamespaceName: hostNameOfAgent(directory),
    accelerator: choice.accelerator,
    clock,
    logger,
  });
  // On the file system that guests are on: they are given a volume by a link.
  return {
    driver,
    images: (imageStore) => cache.for(imageStore),
    volumes: createLocalVolumeDriver({ directory: join(directory, 'volumes') }),
    network: { namespaceName: hostNameOfAgent(directory), portAttachment: 'Tap' },
  };
}

/** Where there is no such file, each start counts as a boot: nothing is started before the control plane has been heard. */
async function bootID(random: Random): Promise<string> {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  } catch {
    return random.uuid();
  }
}

/** A fake guest has no disk that an image could be put on. */
const noImages: ImageSource = {
  acquire: () => Promise.resolve({ format: 'Raw', path: '/dev/null', virtualSizeBytes: 0 }),
};

async function stopAll(agents: readonly NodeAgent[]): Promise<void> {
  await Promise.all(agents.map((agent) => agent.stop()));
}

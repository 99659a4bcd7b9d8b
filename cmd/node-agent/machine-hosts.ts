import { join } from 'node:path';
import { hostNameOfAgent } from '#cmd/bootstrap/host-names.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { createKVMDriver } from '#drivers/kvm/kvm-driver.ts';
import { createLocalVolumeDriver } from '#drivers/local-volume/local-volume-driver.ts';
import { assembleAgent, joinOne, shareKey, type Equipment, type JoinedHost } from './agent-of-host.ts';
import { containerDriver } from './container-choice.ts';
import type { MachineChoice, MachineDriverChoice } from './driver-choice.ts';
import { guestFolders, hasRun, hostPlaces } from './host-places.ts';
import { HostsApart, type HostToKeep } from './hosts-apart.ts';
import { createImageCache } from './image-cache/image-cache.ts';
import { openMachineNetworking, type MachineNetworking } from './machine-networking.ts';
import type { NodeAgent } from './node-agent.ts';
import { agentDeadlineSeconds, joinDeadlineSeconds, type NodeAgentConfiguration } from './node-agent-configuration.ts';
import { startUnlessLate } from './start-unless-late.ts';

/** Guests of all drivers are in the same networks; apart from those, what breaks one host does not touch another. */
export async function startMachine({ drivers }: MachineChoice, configuration: NodeAgentConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { stateDirectory, networking: choice, clock, logger } = configuration;
  const networking = await lifecycle.step('networks', {
    start: () =>
      openMachineNetworking({
        stateDirectory,
        // The processes of virtual machines live in it, those of a driver that is left out this time too.
        ownsSwitchNamespace: drivers.every(({ kind }) => kind !== 'kvm') && !hasRun('kvm', stateDirectory),
        choice,
        clock,
        logger,
      }),
    stop: (opened) => opened.close(),
  });
  const hosts = await lifecycle.step('hosts', {
    start: async () => new HostsApart({ hosts: await machineHosts(drivers, networking, configuration), clock, logger }),
    stop: (begun) => begun.stop(),
    stopDeadlineSeconds: 20,
  });
  await lifecycle.step('agents', { start: () => hosts.working(), startDeadlineSeconds: joinDeadlineSeconds + agentDeadlineSeconds });
}

async function machineHosts(
  drivers: readonly MachineDriverChoice[],
  networking: MachineNetworking,
  configuration: NodeAgentConfiguration,
): Promise<readonly HostToKeep[]> {
  const places = hostPlaces(
    drivers.map(({ kind }) => kind),
    configuration,
  );
  await shareKey(
    places.map(({ directory }) => directory),
    configuration,
  );
  return places.map((place, index) => ({
    name: place.hostName,
    start: async (signal) => {
      const joined = await joinOne(place, configuration, signal);
      const equipment = machineEquipment(place.directory, drivers[index]!, { networking, configuration });
      return startHost(joined, equipment, { signal, configuration });
    },
  }));
}

/** A host that cannot start holds nothing that a later attempt needs. */
async function startHost(
  joined: JoinedHost,
  equipment: Equipment,
  { signal, configuration }: { readonly signal: AbortSignal; readonly configuration: NodeAgentConfiguration },
): Promise<NodeAgent> {
  const { clock, logger } = configuration;
  const { hostName, hostUID } = joined.identity;
  const agent = await startUnlessLate({
    name: `the agent of host ${hostName}`,
    assemble: () => assembleAgent(joined, configuration, equipment),
    abandon: () => equipment.driver.close(),
    deadlineSeconds: agentDeadlineSeconds,
    clock,
    signal,
  });
  logger.info({ host: hostName, hostUID }, 'agent started');
  return agent;
}

function machineEquipment(
  directory: string,
  choice: MachineDriverChoice,
  { networking, configuration }: { readonly networking: MachineNetworking; readonly configuration: NodeAgentConfiguration },
): Equipment {
  const { stateDirectory, images: imageChoice, clock, logger } = configuration;
  const cache = createImageCache({ ...imageChoice, directory: join(directory, 'images'), clock, logger });
  const images: Equipment['images'] = (imageStore) => cache.for(imageStore);
  if (choice.kind === 'container') {
    const driver = containerDriver({ directory, choice, clock, logger });
    return { driver, images, network: { machine: networking, portAttachment: 'Interface' } };
  }
  const driver = createKVMDriver({
    stateDirectory: join(directory, guestFolders.kvm),
    networkNamespaceName: hostNameOfAgent(stateDirectory),
    accelerator: choice.accelerator,
    clock,
    logger,
  });
  // On the file system that guests are on: they are given a volume by a link.
  const volumes = createLocalVolumeDriver({ directory: join(directory, 'volumes') });
  return { driver, images, volumes, network: { machine: networking, portAttachment: 'Tap' } };
}

import { join } from 'node:path';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { lockStateDirectory } from '#cmd/bootstrap/state-lock.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { realFiles } from '#drivers/fake/fake-files.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { FakeGuestFile } from '#drivers/fake/guest-file.ts';
import { createLocalVolumeDriver } from '#drivers/local-volume/local-volume-driver.ts';
import { assembleAgent, joinOne, shareKey, type Equipment, type JoinedHost } from './agent-of-host.ts';
import type { FakeChoice } from './driver-choice.ts';
import { HostIdentityFiles } from './host-identity.ts';
import { fakeGuestFile } from './host-places.ts';
import { createImageCache } from './image-cache/image-cache.ts';
import type { ImageSource } from './instance/image-source.ts';
import type { IronicChoice } from './ironic/ironic-choice.ts';
import { IronicFleet } from './ironic/ironic-fleet.ts';
import { startMachine } from './machine-hosts.ts';
import type { NodeAgent } from './node-agent.ts';
import { agentDeadlineSeconds, joinDeadlineSeconds, type NodeAgentConfiguration } from './node-agent-configuration.ts';

/** Starts the agents of this machine's hosts, one for each driver, or those of fake hosts or of an Ironic's nodes. */
export async function startNodeAgent(configuration: NodeAgentConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { stateDirectory, driver } = configuration;
  await makePrivateDirectory(stateDirectory);
  await lifecycle.step('state directory', { start: () => lockStateDirectory(stateDirectory, 'node-agent'), stop: (unlock) => unlock() });
  if (driver.kind === 'machine') return startMachine(driver, configuration, lifecycle);
  if (driver.kind === 'fake') return startFakeHosts(driver, configuration, lifecycle);
  await lifecycle.step('fleet', {
    start: () => startFleet(driver, configuration),
    stop: (fleet) => fleet.stop(),
    startDeadlineSeconds: agentDeadlineSeconds,
    stopDeadlineSeconds: 20,
  });
}

async function startFakeHosts(choice: FakeChoice, configuration: NodeAgentConfiguration, lifecycle: Lifecycle): Promise<void> {
  const hosts = await lifecycle.step('join', {
    start: (signal) => joinFakeHosts(choice, configuration, signal),
    startDeadlineSeconds: joinDeadlineSeconds,
  });
  await lifecycle.step('agents', {
    start: () =>
      Promise.all(hosts.map(async (host) => startAgent(host, configuration, fakeEquipment(host.directory, choice, configuration)))),
    stop: (agents) => stopAll(agents),
    startDeadlineSeconds: agentDeadlineSeconds,
    stopDeadlineSeconds: 20,
  });
}

async function joinFakeHosts(
  { hostCount }: FakeChoice,
  configuration: NodeAgentConfiguration,
  signal: AbortSignal,
): Promise<readonly JoinedHost[]> {
  const { stateDirectory, hostName } = configuration;
  if (hostCount === 1) return [await joinOne({ directory: stateDirectory, hostName }, configuration, signal)];
  const width = String(hostCount).length;
  const names = Array.from({ length: hostCount }, (_, index) => `${hostName}-${String(index + 1).padStart(width, '0')}`);
  const places = names.map((name) => ({ directory: join(stateDirectory, 'hosts', name), hostName: name }));
  await shareKey(
    places.map(({ directory }) => directory),
    configuration,
  );
  const joined: JoinedHost[] = [];
  for (const place of places) joined.push(await joinOne(place, configuration, signal));
  return joined;
}

/** A node that comes later joins with the same key, as far as the token lets it. */
async function startFleet(choice: IronicChoice, configuration: NodeAgentConfiguration): Promise<IronicFleet> {
  const { stateDirectory, clock, random, logger } = configuration;
  const key = await new HostIdentityFiles({ directory: stateDirectory, random }).key();
  const { allowedFileDirectories, addresses } = configuration.images;
  const cache = createImageCache({ directory: join(stateDirectory, 'images'), allowedFileDirectories, addresses, clock, logger });
  // It does not hear which instances there are: nodes that join later would lose theirs.
  const images: Equipment['images'] = (imageStore) => ({ acquire: (image, request) => cache.for(imageStore).acquire(image, request) });
  const fleet = new IronicFleet({
    ...configuration,
    choice,
    startHost: async ({ directory, hostName, driver, signal }) => {
      const files = new HostIdentityFiles({ directory, random });
      if ((await files.read()) === undefined) await files.adoptKey(key);
      return startAgent(await joinOne({ directory, hostName }, configuration, signal), configuration, {
        driver,
        images,
        isElsewhere: true,
      });
    },
  });
  await fleet.start();
  return fleet;
}

async function startAgent(joined: JoinedHost, configuration: NodeAgentConfiguration, equipment: Equipment): Promise<NodeAgent> {
  const agent = await assembleAgent(joined, configuration, equipment);
  await agent.start();
  const { hostName, hostUID } = joined.identity;
  configuration.logger.info({ host: hostName, hostUID }, 'agent started');
  return agent;
}

function fakeEquipment(directory: string, { without }: FakeChoice, { clock }: NodeAgentConfiguration): Equipment {
  const host = new FakeHost({ clock, store: new FakeGuestFile({ path: join(directory, fakeGuestFile) }), files: realFiles });
  const driver = new FakeDriver({ host, clock, without });
  return { driver, images: () => noImages, volumes: createLocalVolumeDriver({ directory: join(directory, 'volumes') }) };
}

/** A fake guest has no disk that an image could be put on. */
const noImages: ImageSource = {
  acquire: () => Promise.resolve({ format: 'Raw', path: '/dev/null', virtualSizeBytes: 0 }),
};

async function stopAll(agents: readonly NodeAgent[]): Promise<void> {
  await Promise.all(agents.map((agent) => agent.stop()));
}

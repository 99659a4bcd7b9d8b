import { networkInterfaces } from 'node:os';
import { Option, type Command } from 'commander';
import { resolve } from 'node:path';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { stateDirectoryName } from '../api/kubeconfig-location.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import { programFilesOf } from '../up/program-files.ts';
import { checkPrerequisites } from '../up/prerequisites.ts';
import { knownDrivers, readSettings, updateSettings, type Driver, type Settings, type SettingsChange } from '../up/settings.ts';
import { startSupervisor } from '../up/start-supervisor.ts';
import { stateDirectoryAt, type StateDirectory } from '../up/state-directory.ts';
import { runningSupervisor } from '../up/supervisor-lock.ts';
import { readSupervisionStatus } from '../up/supervision-status.ts';
import type { Session } from '../session.ts';
import { showStart } from './up-checklist.ts';
import { explained } from './up-failure.ts';
import { sayWhatNext } from './up-summary.ts';
import { superviseHere } from './supervise.ts';
import type { SessionOf } from './verb.ts';
import { repeatable } from './repeatable.ts';

interface UpOptions {
  readonly stateDirectory: string;
  readonly driver?: readonly Driver[];
  readonly fakeHosts?: string;
  readonly hostName?: string;
  readonly imageDirectory?: readonly string[];
  readonly imageAddress?: readonly string[];
  readonly repositoryNetwork?: readonly string[];
  readonly repositoryProtocol?: readonly ('http' | 'file')[];
  readonly uplinkInterface?: string;
  readonly separateServices?: boolean;
  readonly foreground?: true;
}

export function defineUp(program: Command, sessionOf: SessionOf): void {
  program
    .command('up')
    .description(
      'Start etcd, api-server, controllers, gateway and the agent of this machine, and keep them running. Harmless when they run.',
    )
    .addOption(
      new Option(
        '--driver <driver>',
        `what runs guests: kvm (virtual machines), container (system containers), or fake (nothing real, for trying out); may be repeated`,
      ).argParser(parseDrivers),
    )
    .option('--fake-hosts <count>', 'how many hosts the fake driver plays')
    .option('--host-name <name>', 'name of this machine as a host')
    .option('--image-directory <directory>', 'images may be read from here by file: URLs; may be repeated', repeatable)
    .option(
      '--image-address <range>',
      'images may be fetched from here although it is this machine, as 127.0.0.0/8; may be repeated',
      repeatable,
    )
    .option(
      '--repository-network <range>',
      'Git repositories may be here although it is this machine, as 127.0.0.0/8; may be repeated',
      repeatable,
    )
    .option(
      '--repository-protocol <protocol>',
      'Git repositories may be read by http or file beside https and ssh; may be repeated',
      repeatable,
    )
    .option(
      '--uplink-interface <name>',
      'the network interface of this machine by which guests reach the world; without one they reach each other only',
    )
    .option(
      '--separate-services',
      'run controller-manager, gateway, image store, gitops and the OpenStack services as processes of their own',
    )
    .option('--no-separate-services', 'run them in one process, which takes less memory (the default)')
    .option('--state-directory <directory>', 'where everything is kept: keys, data, logs', stateDirectoryName)
    .option('--foreground', 'stay here until Ctrl-C instead of going to the background')
    .addHelpText('after', '\nWhat was chosen once is remembered in the state directory. `tycho down` stops everything.')
    .action((options: UpOptions, command: Command) => up(sessionOf(command), options));
}

async function up(session: Session, options: UpOptions): Promise<void> {
  const { world } = session;
  const state = stateDirectoryAt(resolve(world.workingDirectory, options.stateDirectory));
  const change = settingsChange(options, world.workingDirectory);
  if (runningSupervisor(state.lock) === undefined) {
    await prepare(state, change, session);
    if (options.foreground === true) return superviseHere(state.root, world);
    startSupervisor(state, world);
    await showStart(state, world);
  } else {
    await joinRunning(state, change, session);
  }
  sayWhatNext(state, world);
}

/** Checks and remembers everything that can be known before something is started. */
async function prepare(state: StateDirectory, change: SettingsChange, { world }: Session): Promise<void> {
  programFilesOf(world.entryFile);
  try {
    checkPrerequisites(change.drivers ?? readSettings(state.settings)?.drivers ?? ['kvm'], state.root, world);
    await makePrivateDirectory(state.root);
    await makePrivateDirectory(state.logs);
    await updateSettings(state.settings, change, world.random);
  } catch (error) {
    throw explained(error, state);
  }
}

/** It runs: only wait until it is ready, if it is just starting. */
async function joinRunning(state: StateDirectory, change: SettingsChange, { world }: Session): Promise<void> {
  const settings = readSettings(state.settings);
  const different = Object.entries(change).find(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(settings?.[name as keyof Settings]),
  );
  if (different !== undefined) {
    throw new CommandFailure(
      `Tycho runs already, with other settings (${different[0]} is ${JSON.stringify(settings?.[different[0] as keyof Settings])}): \`tycho down\` first`,
    );
  }
  if (readSupervisionStatus(state.status)?.phase === 'Ready') world.output.write('Tycho runs already.\n');
  await showStart(state, world);
}

function settingsChange(options: UpOptions, workingDirectory: string): SettingsChange {
  const { driver, fakeHosts, hostName, imageDirectory, imageAddress, repositoryNetwork, repositoryProtocol, uplinkInterface } = options;
  const { separateServices } = options;
  const unknownProtocol = repositoryProtocol?.find((protocol) => protocol !== 'http' && protocol !== 'file');
  if (unknownProtocol !== undefined) throw new UsageFailure(`--repository-protocol ${String(unknownProtocol)}: it is http or file`);
  if (fakeHosts !== undefined && !/^[1-9]\d{0,3}$/.test(fakeHosts))
    throw new UsageFailure(`--fake-hosts ${fakeHosts}: give a number from 1 to 9999`);
  if (fakeHosts !== undefined && driver?.includes('fake') !== true) throw new UsageFailure('--fake-hosts needs --driver fake');
  if (hostName !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(hostName)) {
    throw new UsageFailure(`--host-name ${hostName}: use at most 63 small letters, digits and hyphens`);
  }
  if (uplinkInterface !== undefined && !(uplinkInterface in networkInterfaces()))
    throw new UsageFailure(`--uplink-interface ${uplinkInterface}: this machine has ${Object.keys(networkInterfaces()).join(', ')}`);
  return {
    ...(driver === undefined ? {} : { drivers: driver }),
    ...(fakeHosts === undefined ? {} : { fakeHostCount: Number(fakeHosts) }),
    ...(hostName === undefined ? {} : { hostName }),
    ...(imageDirectory === undefined ? {} : { imageDirectories: imageDirectory.map((directory) => resolve(workingDirectory, directory)) }),
    ...(imageAddress === undefined ? {} : { imageAddresses: imageAddress }),
    ...(repositoryNetwork === undefined ? {} : { repositoryNetworks: repositoryNetwork }),
    ...(repositoryProtocol === undefined ? {} : { repositoryProtocols: repositoryProtocol }),
    ...(uplinkInterface === undefined ? {} : { uplinkInterface }),
    ...(separateServices === undefined ? {} : { separateServices }),
  };
}

/** Several options, or several words with commas between them. */
function parseDrivers(text: string, before: readonly Driver[] = []): readonly Driver[] {
  const words = text.split(',');
  const unknown = words.find((word) => !knownDrivers.includes(word as Driver));
  if (unknown !== undefined) throw new UsageFailure(`--driver ${unknown} is unknown: use ${knownDrivers.join(', ')}`);
  return [...new Set([...before, ...(words as Driver[])])];
}

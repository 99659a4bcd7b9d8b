import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { directoryOfFurtherHost, nameOfFurtherHost } from '#cmd/bootstrap/host-names.ts';

export type MachineDriver = 'kvm' | 'container';

/** Where the host of a driver keeps its state, and what it is called when it joins. */
export interface HostPlace {
  readonly driver: MachineDriver;
  readonly directory: string;
  readonly hostName: string;
}

/** Where the driver's guests are, below the directory of its host. */
export const guestFolders = { kvm: 'kvm', container: 'containers' } as const satisfies Record<MachineDriver, string>;

/**
 * The hosts of one machine. The first driver's is at home in the state directory itself, as the only one always was; each further one has a directory below.
 * A host stays where it is, in whatever order drivers are named later and whichever are left out: it would be another host elsewhere, and one that finds the
 * journal of another would take the other's guests for its own.
 */
export function hostPlaces(
  drivers: readonly MachineDriver[],
  { stateDirectory, hostName }: { readonly stateDirectory: string; readonly hostName: string },
): readonly HostPlace[] {
  const isApart = (driver: MachineDriver): boolean => lives(driver, stateDirectory) === 'Apart';
  const isAtHome = (driver: MachineDriver): boolean => lives(driver, stateDirectory) === 'Home';
  const isHomeTaken = (Object.keys(guestFolders) as MachineDriver[]).some(isAtHome);
  const atHome = drivers.find(isAtHome) ?? (isHomeTaken ? undefined : drivers.find((driver) => !isApart(driver)));
  return drivers.map((driver) =>
    driver === atHome
      ? { driver, directory: stateDirectory, hostName }
      : { driver, directory: directoryOfFurtherHost(stateDirectory, driver), hostName: nameOfFurtherHost(hostName, driver) },
  );
}

/** Whether the machine's agent has run guests of that driver before: there may be some, though the driver is left out now. */
export function hasRun(driver: MachineDriver, stateDirectory: string): boolean {
  return lives(driver, stateDirectory) !== undefined;
}

/** What the fake driver keeps of its guests, in the directory of the host. */
export const fakeGuestFile = 'guests.jsonl';

/**
 * Why an agent with that driver may not have the state directory: it would take the hosts of another kind for its own, and leave their guests to nobody.
 * Undefined if it may.
 */
export function placeTakenFrom(kind: 'machine' | 'fake', stateDirectory: string): string | undefined {
  const machineDrivers = (Object.keys(guestFolders) as MachineDriver[]).filter((driver) => hasRun(driver, stateDirectory));
  const others = kind === 'fake' ? machineDrivers : hasRunFake(stateDirectory) ? ['fake'] : [];
  if (others.length === 0) return undefined;
  const [had, alone] = [others.join(' and '), others.length === 1 ? 'that driver' : 'those drivers'];
  return `${stateDirectory} has had guests of driver ${had}, whom nobody would look after: go on with ${alone}, or take another --state-directory`;
}

/** One fake host is at home in the state directory, and several have a directory each below. */
function hasRunFake(stateDirectory: string): boolean {
  const hosts = join(stateDirectory, 'hosts');
  const directories = [stateDirectory, ...(existsSync(hosts) ? readdirSync(hosts).map((name) => join(hosts, name)) : [])];
  return directories.some((directory) => existsSync(join(directory, fakeGuestFile)));
}

function lives(driver: MachineDriver, stateDirectory: string): 'Home' | 'Apart' | undefined {
  if (existsSync(directoryOfFurtherHost(stateDirectory, driver))) return 'Apart';
  return existsSync(join(stateDirectory, guestFolders[driver])) ? 'Home' : undefined;
}

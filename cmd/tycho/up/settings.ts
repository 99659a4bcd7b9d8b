import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Random } from '#apis/machinery/random.ts';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { CommandFailure } from '../command-failure.ts';
import { choosePorts, claimPorts, portNames, portsTaken, type PortName, type Ports } from './ports.ts';
import type { PortClaims } from './port-claims.ts';

/** What `tycho up` was asked for, remembered so that the next `tycho up` finds the same. */
export interface Settings {
  readonly format: 1;
  readonly ports: Ports;
  /** What runs guests here: a Host for each. */
  readonly drivers: readonly Driver[];
  /** How many hosts the fake driver plays. */
  readonly fakeHostCount: number;
  readonly hostName: string;
  /** Directories from which images may be read by `file:` URLs. */
  readonly imageDirectories: readonly string[];
  /** Ranges from which images may be fetched although they are of this machine. Absent: none. */
  readonly imageAddresses?: readonly string[];
  /** Ranges in which repositories may be although they are of this machine. Absent: none. */
  readonly repositoryNetworks?: readonly string[];
  /** By which repositories may be read beside https and ssh. Absent: by none. */
  readonly repositoryProtocols?: readonly ('http' | 'file')[];
  /** The interface of this machine by which guests reach the world; absent: they do not. */
  readonly uplinkInterface?: string;
  /** Whether each service is a process of its own, or all share one. */
  readonly separateServices: boolean;
}

export const knownDrivers = ['kvm', 'container', 'fake'] as const;

export type Driver = (typeof knownDrivers)[number];

/** What was stated this time; the rest is as before. */
export type SettingsChange = Partial<Omit<Settings, 'format' | 'ports'>>;

/** The settings of a state directory, or undefined before the first start. Throws a {@link CommandFailure} when the file is damaged. */
export function readSettings(file: string): Settings | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const settings = parse(file, text);
  const isWhole =
    settings?.format === 1 &&
    portNames.every((name) => Number.isInteger(settings.ports?.[name]) || laterPorts.has(name)) &&
    settings.drivers.length > 0 &&
    settings.drivers.every((driver) => knownDrivers.includes(driver));
  if (!isWhole)
    throw new CommandFailure(`${file} is damaged or of a newer version: put it right, or start afresh in another --state-directory`);
  return settings;
}

/** Settings with what is stated changed; new ones, with ports of their own, when there are none. Written if they differ. */
export async function updateSettings(file: string, change: SettingsChange, random: Random): Promise<Settings> {
  const before = readSettings(file);
  const ports = await choosePorts(random, before?.ports);
  const settings: Settings = { ...(before ?? defaults()), ports, ...change };
  if (JSON.stringify(settings) !== JSON.stringify(before)) await writePrivateFile(file, textOf(settings));
  return settings;
}

/** How often other ports are tried at the first start. Each try is of ports that were free a moment before. */
const claimAttempts = 5;

/**
 * The settings, with all their ports claimed for as long as `claims` last. Ports that nobody knows yet, as at the first start, are chosen anew when
 * somebody has taken them meanwhile; others stay as they are, since certificates, hosts and people name them: a {@link CommandFailure} says which is taken.
 */
export async function settingsWithClaimedPorts(file: string, { settings, claims, arePortsKnown, random }: ClaimOptions): Promise<Settings> {
  let { ports } = settings;
  for (let attempt = 1; ; attempt += 1) {
    const refused = await claimPorts(ports, claims);
    if (refused.length === 0) break;
    claims.release();
    if (arePortsKnown || attempt === claimAttempts) throw portsTaken(refused, ports, file);
    const kept = Object.fromEntries(Object.entries(ports).filter(([name]) => !refused.includes(name as PortName)));
    ports = await choosePorts(random, kept);
  }
  if (ports === settings.ports) return settings;
  const changed = { ...settings, ports };
  await writePrivateFile(file, textOf(changed));
  return changed;
}

interface ClaimOptions {
  readonly settings: Settings;
  readonly claims: PortClaims;
  /** Whether somebody has been told of the ports already. */
  readonly arePortsKnown: boolean;
  readonly random: Random;
}

function textOf(settings: Settings): string {
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

/** Those that version 0.1.0 did not have; they are chosen at the next start. */
const laterPorts: ReadonlySet<PortName> = new Set(['imageStore', 'identity', 'novaApi']);

function defaults(): Omit<Settings, 'ports'> {
  return { format: 1, drivers: ['kvm'], fakeHostCount: 1, hostName: hostNameOfMachine(), imageDirectories: [], separateServices: false };
}

/** The machine's name as an object can have it (RFC 1123). */
function hostNameOfMachine(): string {
  const name = (hostname().split('.')[0] ?? '').toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
  return name.replaceAll(/^-+|-+$/g, '').slice(0, 63) || 'localhost';
}

function parse(file: string, text: string): Settings | undefined {
  try {
    return withDefaults(JSON.parse(text) as Settings & { readonly driver?: Driver });
  } catch (cause) {
    throw new CommandFailure(`${file}: ${(cause as Error).message}`, { cause });
  }
}

/** Version 0.1.0 knew one driver only, and each service was a process. */
function withDefaults({ driver, ...settings }: Settings & { readonly driver?: Driver }): Settings {
  const drivers = settings.drivers ?? (driver === undefined ? [] : [driver]);
  return { ...settings, drivers, separateServices: settings.separateServices ?? false };
}

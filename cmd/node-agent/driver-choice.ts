import { UsageError } from '#cmd/bootstrap/flags.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import { parseMissing } from '#drivers/fake/capability-profile.ts';
import { containerChoice, type ContainerChoice } from './container-choice.ts';
import type { IronicChoice } from './ironic/ironic-choice.ts';

export type DriverChoice = IronicChoice | FakeChoice | MachineChoice;

/** `hostCount` hosts in this process, each with a state directory and a stream of its own. */
export interface FakeChoice {
  readonly kind: 'fake';
  readonly hostCount: number;
  readonly without: readonly Capability[];
}

/** Guests of this machine: a host for each driver, and the networks shared by all of them. */
export interface MachineChoice {
  readonly kind: 'machine';
  /** At least one, each driver once. */
  readonly drivers: readonly MachineDriverChoice[];
}

export type MachineDriverChoice = ContainerChoice | KVMChoice;

export interface KVMChoice {
  readonly kind: 'kvm';
  readonly accelerator: 'Probe' | 'kvm' | 'tcg';
}

export interface DriverFlagValues {
  readonly driver: string;
  readonly accelerator: string;
  readonly containerd: string;
  readonly 'fake-hosts': string;
  readonly 'fake-without': string;
}

/** What the flags choose, unless `--driver` says ironic. Throws {@link UsageError}. */
export function driverChoice(values: DriverFlagValues): FakeChoice | MachineChoice {
  const hostCount = Number(values['fake-hosts']);
  if (!Number.isSafeInteger(hostCount) || hostCount < 1 || hostCount > mostFakeHosts) {
    throw new UsageError(`--fake-hosts: "${values['fake-hosts']}" is not a whole number from 1 to ${mostFakeHosts}`);
  }
  const without = parseMissing(values['fake-without']);
  if (without === undefined) throw new UsageError(`--fake-without: "${values['fake-without']}" is no list of features`);
  const names = driverNames(values.driver);
  if (names[0] === 'fake') return { kind: 'fake', hostCount, without };
  if (hostCount !== 1 || without.length > 0) throw new UsageError('--fake-hosts and --fake-without go with --driver fake only');
  return { kind: 'machine', drivers: names.map((name) => machineDriver(name, values)) };
}

/** Some of kvm and container, or fake alone. */
function driverNames(text: string): readonly string[] {
  const names = text.split(',');
  const unknown = names.find((name) => !['kvm', 'container', 'ironic', 'fake'].includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--driver: there is no driver "${unknown}"; there is kvm, container, both as kvm,container, ironic and fake`);
  const alone = names.find((name) => name === 'ironic' || name === 'fake');
  if (alone !== undefined && names.length > 1)
    throw new UsageError(`--driver: ${alone} goes alone in an agent, and not as "${text}": start another agent for the others`);
  if (new Set(names).size < names.length) throw new UsageError(`--driver: "${text}" names a driver twice`);
  return names;
}

function machineDriver(name: string, values: DriverFlagValues): MachineDriverChoice {
  if (name === 'container') return containerChoice(values);
  const accelerators = { probe: 'Probe', kvm: 'kvm', tcg: 'tcg' } as const;
  const accelerator = accelerators[values.accelerator as keyof typeof accelerators];
  if (accelerator === undefined)
    throw new UsageError(`--accelerator: "${values.accelerator}" is none of ${Object.keys(accelerators).join(', ')}`);
  return { kind: 'kvm', accelerator };
}

const mostFakeHosts = 2_000;

import type { Instance, MachinePort } from '#apis/infrastructure/instance.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import type { GuestPort, GuestPortAddress } from '#drivers/contract/guest-devices.ts';

/** Plugs the ports of instances into their networks on this host. Each call may be repeated, and throws a DriverError. */
export interface PortPlugger {
  /**
   * Makes what the ports of `instance` need on this host, and says how a driver finds each, in their order. What other ports of this instance needed
   * is removed, but for those in `keep`.
   */
  plug(instance: Instance, options: { readonly keep: readonly string[] }): Promise<readonly GuestPort[]>;
  /** Removes all that was made for an instance. */
  unplug(instanceUID: string): Promise<void>;
  /** Called once, before everything else. */
  follow?(agent: FollowedAgent): void;
  /** What is wanted of an instance may have changed, and with it what its guest is told of itself. */
  changed?(instanceUID: string): void;
}

/** What the agent knows and keeps of instances. */
export interface FollowedAgent {
  readonly record: (instanceUID: string) => InstanceRecord | undefined;
  readonly instanceUIDs: () => Iterable<string>;
  /** Keeps what a guest has left, durably. */
  readonly keepPassword: (instanceUID: string, encryptedPassword: string) => Promise<void>;
}

/** Where the agent plugs nothing: cards are cabled by somebody else, or reach nobody. */
export const isolatedPorts: PortPlugger = {
  plug: ({ spec }) => Promise.resolve((spec.machine.ports ?? []).map((port) => guestPort(port, { kind: 'Isolated' }))),
  unplug: () => Promise.resolve(),
};

/** The port as a driver wants it. */
export function guestPort(port: MachinePort, attachment: GuestPort['attachment']): GuestPort {
  const { nameServers, mtu } = port.network;
  const addresses = port.addresses.map((address): GuestPortAddress => ({ ...address, nameServers }));
  return { uid: port.uid, macAddress: port.macAddress, mtu, addresses, attachment };
}

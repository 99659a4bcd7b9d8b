import { defaultNetworkName } from '../compute/default-network-name.ts';
import { defaultMTU, type Network } from '../compute/network.ts';
import type { Port } from '../compute/port.ts';
import type { Server } from '../compute/server.ts';
import type { Instance, MachinePort } from './instance.ts';

/** On Ports that were made for a server: the position in `spec.networks` that they were made for. */
export const networkIndexLabel = 'compute.tycho.dev/network-index';

/** A Port at this position stands behind all others of its server: of several of one network, it is the one that goes with the next entry that goes. */
export const indexBehindAll = 1000;

/** One network card that a server is to have. */
export interface NetworkWish {
  readonly index: number;
  /** Which field wishes for it, as `spec.networks[0].network`; for messages. */
  readonly field: string;
  readonly wants: { readonly network: string; readonly ipAddress: string | undefined } | { readonly port: string };
  readonly tag: string | undefined;
}

/** What a server's cards are decided from. */
export interface PortWorld {
  /** Ports whose `status.serverUID` is that of the server; others are passed over. */
  readonly ports: readonly Port[];
  /** Incarnations of the server, whatever their state. */
  readonly instances: readonly Instance[];
  /** Whether there is a Network `default` in the namespace of the server or in `public`. */
  readonly hasDefaultNetwork: boolean;
}

/** A wish, and the Port that fulfils it, if it is there. */
export interface Card {
  readonly wish: NetworkWish;
  readonly port: Port | undefined;
}

/**
 * The cards that a server wishes for, in order. Undefined: it says nothing of networks and was placed when there was no network `default`, so it keeps the
 * one card that reaches nobody.
 */
export function networkWishes(server: Server, { ports, instances, hasDefaultNetwork }: PortWorld): readonly NetworkWish[] | undefined {
  const { networks } = server.spec;
  if (networks !== undefined) {
    return networks.map(({ network, port, ipAddress, tag }, index) => ({
      index,
      field: `spec.networks[${index}].${port === undefined ? 'network' : 'port'}`,
      wants: port === undefined ? { network: network ?? '', ipAddress } : { port },
      tag,
    }));
  }
  const wasPlaced = (server.status?.epoch ?? 0) > 0;
  const hadDefault =
    instances.some(({ spec }) => spec.machine.ports !== undefined) ||
    ports.some((port) => isOf(server, port) && isMadeFor(server, port) && port.spec.network === defaultNetworkName);
  if (!hadDefault && (wasPlaced || !hasDefaultNetwork)) return undefined;
  return [{ index: 0, field: 'spec.networks', wants: { network: defaultNetworkName, ipAddress: undefined }, tag: undefined }];
}

/**
 * The cards of a server with their Ports, in order; undefined as in {@link networkWishes}. A Port that is being deleted is none. A Port that was made for
 * the server goes on serving the same network when the entries before it come and go.
 */
export function cardsOf(server: Server, world: PortWorld): readonly Card[] | undefined {
  const wishes = networkWishes(server, world);
  if (wishes === undefined) return undefined;
  const usable = world.ports.filter((port) => isOf(server, port) && port.metadata.deletionTimestamp === undefined);
  const free = new Set(usable.toSorted(byIndexAndName));
  const chosen = new Map<number, Port>();
  const choose = (wish: NetworkWish, suits: (port: Port) => boolean): void => {
    const port = chosen.has(wish.index) ? undefined : [...free].find(suits);
    if (port === undefined) return;
    free.delete(port);
    chosen.set(wish.index, port);
  };
  for (const wish of wishes) {
    const { wants } = wish;
    if ('port' in wants) choose(wish, ({ metadata }) => metadata.name === wants.port);
  }
  const fits = (port: Port, { wants }: NetworkWish): boolean =>
    'network' in wants &&
    isMadeFor(server, port) &&
    port.spec.network === wants.network &&
    (wants.ipAddress === undefined || port.status?.ipAddresses?.includes(wants.ipAddress) === true);
  // First those that stand where they stood, so that nobody else takes their Port.
  for (const wish of wishes) choose(wish, (port) => indexOf(port) === wish.index && fits(port, wish));
  for (const wish of wishes) choose(wish, (port) => fits(port, wish));
  return wishes.map((wish) => ({ wish, port: chosen.get(wish.index) }));
}

/** What a server is to be plugged into, for `Instance.spec.machine.ports`. */
export interface MachinePorts {
  /** Undefined: the machine says nothing of ports either. */
  readonly ports: readonly MachinePort[] | undefined;
  /** Wishes without a Port yet: the condition `NetworkReady` of the server says why. A server that is not placed yet is to wait for them. */
  readonly missing: readonly NetworkWish[];
}

/** `networkOf` gives the Network of a Port by its `status.networkNamespace` and name. */
export function machinePortsOf(
  server: Server,
  world: PortWorld & { readonly networkOf: (port: Port) => Network | undefined },
): MachinePorts {
  const cards = cardsOf(server, world);
  if (cards === undefined) return { ports: undefined, missing: [] };
  const resolved = cards.map(({ wish, port }) => {
    const network = port === undefined ? undefined : world.networkOf(port);
    return { wish, machinePort: port === undefined || network === undefined ? undefined : machinePortOf(port, network, wish.tag) };
  });
  return {
    ports: resolved.flatMap(({ machinePort }) => (machinePort === undefined ? [] : [machinePort])),
    missing: resolved.filter(({ machinePort }) => machinePort === undefined).map(({ wish }) => wish),
  };
}

/** A Port with its Network as a host needs to know it; undefined while the api-server has not given them their numbers. */
export function machinePortOf(port: Port, network: Network, tag: string | undefined): MachinePort | undefined {
  const { macAddress, ipAddresses = [], networkUID } = port.status ?? {};
  const { vni, gateway } = network.status ?? {};
  const { cidr } = network.spec;
  if (macAddress === undefined || vni === undefined || cidr === undefined || networkUID !== network.metadata.uid) return undefined;
  const { nameServers = [], mtu = defaultMTU, nat = true } = network.spec;
  const prefixLength = Number(cidr.slice(cidr.indexOf('/') + 1));
  const wayOut = gateway === undefined ? {} : { gateway };
  return {
    uid: port.metadata.uid,
    name: port.metadata.name,
    macAddress,
    addresses: ipAddresses.map((ipAddress) => ({ ipAddress, prefixLength, ...wayOut })),
    ...(tag === undefined ? {} : { tag }),
    network: { uid: network.metadata.uid, name: network.metadata.name, vni, cidr, ...wayOut, nameServers, mtu, nat },
  };
}

/** Whether the Port was made for the server, and goes with it. */
export function isMadeFor(server: Pick<Server, 'metadata'>, { metadata }: Pick<Port, 'metadata'>): boolean {
  return metadata.ownerReferences?.some(({ uid, controller }) => uid === server.metadata.uid && controller === true) === true;
}

/** Whoever knows the uid of another project's server could make a Port in its name: only those of its own namespace count. */
function isOf({ metadata }: Server, port: Port): boolean {
  return port.status?.serverUID === metadata.uid && port.metadata.namespace === metadata.namespace;
}

function indexOf({ metadata }: Port): number {
  return Number(metadata.labels?.[networkIndexLabel] ?? Number.NaN);
}

function byIndexAndName(one: Port, other: Port): number {
  return indexOf(one) - indexOf(other) || (one.metadata.name < other.metadata.name ? -1 : 1);
}

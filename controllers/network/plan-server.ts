import type { Network } from '#apis/compute/network.ts';
import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import type { Port } from '#apis/compute/port.ts';
import { cardsOf, indexBehindAll, isMadeFor, networkIndexLabel, type NetworkWish } from '#apis/infrastructure/machine-ports.ts';
import type { ServerObservation } from './observation.ts';

export type ServerStep =
  /** Make a Port for the server. */
  | {
      readonly kind: 'CreatePort';
      readonly wish: NetworkWish;
      readonly network: string;
      readonly ipAddress: string | undefined;
      readonly name: string;
    }
  /** Nobody has the Port that the server names: it is the server's from now on. */
  | { readonly kind: 'BindPort'; readonly port: Port }
  /** It was made for the server, which does not need it any more. */
  | { readonly kind: 'DeletePort'; readonly port: Port }
  /** It serves another entry than it was made for. */
  | { readonly kind: 'LabelPort'; readonly port: Port; readonly index: number };

/** Why a card has no Port. */
export interface Obstacle {
  readonly reason: string;
  readonly message: string;
}

export interface ServerPlan {
  readonly steps: readonly ServerStep[];
  readonly obstacles: readonly Obstacle[];
  /** Names that would have been right for a Port and belong to one that is not the server's. */
  readonly takenNames: readonly string[];
}

/** What a server needs. Pure; a server that is being deleted needs nothing more, and its Ports go after it. */
export function planServer(observation: ServerObservation): ServerPlan {
  const { server, ports } = observation;
  if (server.metadata.deletionTimestamp !== undefined) return nothingToDo;
  const cards = cardsOf(server, { ...observation, hasDefaultNetwork: observation.networkNamed(defaultNetworkName) !== undefined });
  const serving = new Map((cards ?? []).flatMap(({ wish, port }) => (port === undefined ? [] : [[port, wish] as const])));
  const names = new PortNames(observation);
  const steps: ServerStep[] = [];
  const obstacles: Obstacle[] = [];
  for (const port of ports) {
    if (!isMadeFor(server, port) || port.metadata.deletionTimestamp !== undefined) continue;
    const wish = serving.get(port);
    if (wish === undefined) steps.push({ kind: 'DeletePort', port });
    else if (!standsAt(port, wish.index)) steps.push({ kind: 'LabelPort', port, index: wish.index });
  }
  for (const { wish, port } of cards ?? []) {
    if (port !== undefined) continue;
    const next = 'port' in wish.wants ? planNamed(wish, wish.wants.port, observation) : planMade(wish, wish.wants, observation, names);
    if ('kind' in next) steps.push(next);
    else obstacles.push(next);
  }
  return { steps, obstacles, takenNames: names.taken };
}

/** One that was put behind all others stays there: its entry is about to go. */
function standsAt({ metadata }: Port, index: number): boolean {
  const label = metadata.labels?.[networkIndexLabel];
  return label === String(index) || label === String(indexBehindAll);
}

const nothingToDo: ServerPlan = { steps: [], obstacles: [], takenNames: [] };

function planNamed(wish: NetworkWish, name: string, { server, portNamed }: ServerObservation): ServerStep | Obstacle {
  const port = portNamed(name);
  if (port === undefined) {
    const message = `${wish.field}: there is no port "${name}" in namespace "${server.metadata.namespace}"; create it (tycho get ports)`;
    return { reason: 'PortNotFound', message };
  }
  if (port.metadata.deletionTimestamp !== undefined)
    return { reason: 'PortTerminating', message: `${wish.field}: port "${name}" is being deleted; name another` };
  const { serverUID, server: holder } = port.status ?? {};
  if (serverUID === undefined) return { kind: 'BindPort', port };
  return serverUID === server.metadata.uid
    ? { reason: 'PortInUse', message: `${wish.field}: port "${name}" serves another card of this server; name another` }
    : { reason: 'PortInUse', message: `${wish.field}: server "${holder}" has port "${name}"; name another, or take it out of that server` };
}

function planMade(
  wish: NetworkWish,
  { network, ipAddress }: { readonly network: string; readonly ipAddress: string | undefined },
  { server, networkNamed }: ServerObservation,
  names: PortNames,
): ServerStep | Obstacle {
  const found: Network | undefined = networkNamed(network);
  if (found !== undefined) return { kind: 'CreatePort', wish, network, ipAddress, name: names.next(network) };
  const message = `${wish.field}: there is no network "${network}" in namespace "${server.metadata.namespace}" or "public"; create it (tycho get networks)`;
  return { reason: 'NetworkNotFound', message };
}

/** Names for new Ports: SERVER-NETWORK, and with a number behind where that is taken. */
class PortNames {
  readonly taken: string[] = [];
  readonly #observation: ServerObservation;
  readonly #given = new Set<string>();

  constructor(observation: ServerObservation) {
    this.#observation = observation;
  }

  next(network: string): string {
    const { server, portNamed } = this.#observation;
    for (let number = 1; ; number += 1) {
      const name = portName(server.metadata.name, network, number);
      const existing = portNamed(name);
      if (existing !== undefined && !isMadeFor(server, existing)) this.taken.push(name);
      if (existing !== undefined || this.#given.has(name)) continue;
      this.#given.add(name);
      return name;
    }
  }
}

/** At most 253 characters, whatever the names. */
export function portName(server: string, network: string, number: number): string {
  const suffix = number === 1 ? '' : `-${number}`;
  return `${`${server}-${network}`.slice(0, longestName - suffix.length).replace(/[-.]+$/, '')}${suffix}`;
}

const longestName = 253;

import { isIP } from 'node:net';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';

export interface NetworkPeersOptions {
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly hostByUID: (hostUID: string) => Host | undefined;
  /** Who is in the network with that host may have changed. Called some time after the change, once for many. */
  readonly onChange: (hostUID: string, networkUID: string) => void;
}

/**
 * Which hosts have guests in which network: those send each other its traffic. A network is on a host from when an Instance with a port in it is placed
 * there until nothing is left of that Instance.
 */
export class NetworkPeers {
  readonly #options: NetworkPeersOptions;
  /** For each network and host: how many Instances have a port there. */
  readonly #hostsOf = new Map<string, Map<string, number>>();
  readonly #networksOf = new Map<string, Set<string>>();
  readonly #changed = new Set<string>();
  #timer: Timer | undefined;

  constructor(options: NetworkPeersOptions) {
    this.#options = options;
  }

  /** An Instance came, changed or went. */
  instanceChanged(previous: Instance | undefined, current: Instance | undefined): void {
    const [before, after] = [placesOf(previous), placesOf(current)];
    for (const [networkUID, hostUID] of after.values()) this.#count(networkUID, hostUID, 1);
    for (const [networkUID, hostUID] of before.values()) this.#count(networkUID, hostUID, -1);
  }

  /** A Host may be reached at another address. */
  hostChanged(previous: Host | undefined, current: Host | undefined): void {
    if (previous?.metadata.uid === current?.metadata.uid && previous?.status?.overlayAddress === current?.status?.overlayAddress) return;
    for (const host of [previous, current]) {
      for (const networkUID of this.#networksOf.get(host?.metadata.uid ?? '') ?? []) this.#mark(networkUID);
    }
  }

  /** Uids of the networks that have guests on the host. */
  networksOn(hostUID: string): readonly string[] {
    return [...(this.#networksOf.get(hostUID) ?? [])];
  }

  /**
   * Where the other hosts of a network are; undefined if it has no guest on this one. Hosts reach each other by the same version of IP only, and one that
   * says no address of its own reaches nobody. Hosts of one machine have one address, and need nobody between them.
   */
  peersOf(networkUID: string, hostUID: string): readonly string[] | undefined {
    const hosts = this.#hostsOf.get(networkUID);
    if (hosts?.has(hostUID) !== true) return undefined;
    const own = this.#addressOf(hostUID);
    if (isIP(own) === 0) return [];
    const others = [...hosts.keys()].map((each) => this.#addressOf(each)).filter((address) => address !== own);
    return [...new Set(others.filter((address) => isIP(address) === isIP(own)))].sort().slice(0, maximumPeers);
  }

  /** Forgets everything. */
  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const each of [this.#hostsOf, this.#networksOf, this.#changed]) each.clear();
  }

  #addressOf(hostUID: string): string {
    return this.#options.hostByUID(hostUID)?.status?.overlayAddress ?? '';
  }

  #count(networkUID: string, hostUID: string, difference: 1 | -1): void {
    let hosts = this.#hostsOf.get(networkUID);
    if (hosts === undefined) this.#hostsOf.set(networkUID, (hosts = new Map<string, number>()));
    const count = (hosts.get(hostUID) ?? 0) + difference;
    const [isNew, isGone] = [count === 1 && difference === 1, count === 0];
    if (isGone) hosts.delete(hostUID);
    else hosts.set(hostUID, count);
    if (hosts.size === 0) this.#hostsOf.delete(networkUID);
    if (!isNew && !isGone) return;
    let networks = this.#networksOf.get(hostUID);
    if (networks === undefined) this.#networksOf.set(hostUID, (networks = new Set<string>()));
    if (isNew) networks.add(networkUID);
    else networks.delete(networkUID);
    if (networks.size === 0) this.#networksOf.delete(hostUID);
    this.#mark(networkUID);
    if (isGone) this.#options.onChange(hostUID, networkUID);
  }

  /** Whole racks come up at once: everybody is told a little later, and once. */
  #mark(networkUID: string): void {
    this.#changed.add(networkUID);
    this.#timer ??= this.#options.clock.setTimer(() => {
      this.#timer = undefined;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const each of changed) for (const hostUID of this.#hostsOf.get(each)?.keys() ?? []) this.#options.onChange(hostUID, each);
    }, gatherMilliseconds);
  }
}

/** One network and host for each network of the Instance. */
function placesOf(instance: Instance | undefined): ReadonlyMap<string, readonly [networkUID: string, hostUID: string]> {
  const ports = instance?.spec.machine.ports ?? [];
  return new Map(ports.map(({ network }) => [network.uid, [network.uid, instance!.spec.host.uid]] as const));
}

const gatherMilliseconds = 200;
/** More than an agent takes. */
const maximumPeers = 4096;

import { isIPv4 } from 'node:net';
import { hostRuleset, withoutHostRuleset, type HostPart } from './host-ruleset.ts';
import { bridgeLines, serviceLines, tunnelLines, uplinkLines, type Links } from './link-plan.ts';
import { bridgeDevice, cableOf, linkAddresses, linkNumber, serviceDevice, type NetworkNames } from './network-names.ts';
import { NetworkFailure } from './network-failure.ts';
import type { HostedNetwork, HostNetworkSettings } from './network-port.ts';
import type { NetworkTools } from './network-tools.ts';
import type { WayOut } from './service-ruleset.ts';

export const defaultVXLANPort = 4789;

/** Pairs of addresses to look through for a free one. */
const maximumLinks = 4096;

/** A network as it is to be on this host. */
export interface NetworkWish {
  readonly network: HostedNetwork;
  /** Underlay addresses of the other hosts that have guests in it. */
  readonly peers: readonly string[];
}

/** What is there. */
export interface Found {
  readonly namespaces: ReadonlySet<string>;
  /** Of the switch namespace. */
  readonly links: Links;
}

export interface NetworkBuilderOptions {
  readonly settings: HostNetworkSettings;
  readonly names: NetworkNames;
  readonly tools: NetworkTools;
}

/** Makes and removes what one network needs on this host, guests' own devices and their rules excepted. Every step may be repeated. */
export class NetworkBuilder {
  readonly #settings: HostNetworkSettings;
  readonly #names: NetworkNames;
  readonly #tools: NetworkTools;
  /** Number of a network to what was last made of it. */
  readonly #built = new Map<number, string>();

  constructor({ settings, names, tools }: NetworkBuilderOptions) {
    this.#settings = settings;
    this.#names = names;
    this.#tools = tools;
  }

  /** The network's device to other hosts; undefined when it has no other hosts. */
  tunnelOf({ network, peers }: NetworkWish): string | undefined {
    return peers.length === 0 ? undefined : this.#names.tunnelDevice(network.vni);
  }

  /** The network's way out; undefined when it has none. */
  wayOutOf({ network, peers }: NetworkWish): WayOut | undefined {
    const { uplink, underlayAddress, vxlanPort = defaultVXLANPort } = this.#settings;
    if (uplink === undefined || !network.nat || network.gateway === undefined) return undefined;
    const hostAddresses = [...peers, ...(underlayAddress === undefined ? [] : [underlayAddress])].filter((each) => isIPv4(each));
    return { uplink, vxlanPort, hostAddresses };
  }

  /** Says whether the service namespace was made anew, so that everything in it has to be. */
  async build(wish: NetworkWish, before: Found): Promise<{ readonly isServiceNew: boolean }> {
    const { vni } = wish.network;
    const found = await this.#withoutOutdatedTunnel(wish, before);
    const serviceNamespace = this.#names.serviceNamespace(vni);
    const isNamespaceNew = !found.namespaces.has(serviceNamespace);
    // Either end of the cable may be gone with its namespace.
    const isServiceNew = isNamespaceNew || !found.links.has(serviceDevice(vni));
    const isWhole = !isServiceNew && found.links.has(bridgeDevice(vni)) && this.#tunnelIsRight(wish, found.links);
    const fingerprint = JSON.stringify(wish);
    if (isWhole && this.#built.get(vni) === fingerprint) return { isServiceNew };
    this.#built.delete(vni);
    if (isNamespaceNew) await this.#tools.configure(undefined, [`netns add ${serviceNamespace}`]);
    const outward = await this.#buildHostPart(wish, found);
    const tunnelDevice = this.tunnelOf(wish);
    await this.#tools.configure(
      this.#names.switchNamespace,
      bridgeLines(wish.network, {
        found: found.links,
        serviceNamespace,
        isServiceNew,
        tunnel: tunnelDevice === undefined ? undefined : { device: tunnelDevice, alias: this.#tunnelAlias },
      }),
    );
    await this.#tools.configure(serviceNamespace, serviceLines(wish.network, outward));
    if (tunnelDevice !== undefined) await this.#flood(tunnelDevice, wish.peers);
    this.#built.set(vni, fingerprint);
    return { isServiceNew };
  }

  /** Removes it. What is not there any more is fine. */
  async demolish(vni: number, found: Found): Promise<void> {
    this.#built.delete(vni);
    const serviceNamespace = this.#names.serviceNamespace(vni);
    const devices = [serviceDevice(vni), this.#names.tunnelDevice(vni), bridgeDevice(vni)].filter((device) => found.links.has(device));
    await this.#tools.configure(
      this.#names.switchNamespace,
      devices.map((device) => `link delete dev ${device}`),
    );
    const { hostNamespaceName, uplink, underlayAddress } = this.#settings;
    if (uplink !== undefined || underlayAddress !== undefined) {
      const hostLinks = await this.#tools.links(hostNamespaceName);
      const left = [this.#names.uplinkDevice(vni), this.#names.tunnelDevice(vni)].filter((device) => hostLinks.has(device));
      await this.#tools.configure(
        hostNamespaceName,
        left.map((device) => `link delete dev ${device}`),
      );
      await this.#tools.filter(hostNamespaceName, withoutHostRuleset(this.#names.hostTable(vni)));
    }
    if (found.namespaces.has(serviceNamespace)) await this.#tools.configure(undefined, [`netns delete ${serviceNamespace}`]);
  }

  #tunnelIsRight(wish: NetworkWish, links: Links): boolean {
    return links.has(this.#names.tunnelDevice(wish.network.vni)) === wish.peers.length > 0;
  }

  /** One that nobody wants any more, and one that speaks from where the host has once been. */
  async #withoutOutdatedTunnel(wish: NetworkWish, found: Found): Promise<Found> {
    const device = this.#names.tunnelDevice(wish.network.vni);
    const link = found.links.get(device);
    if (link === undefined || (wish.peers.length > 0 && link.alias === this.#tunnelAlias)) return found;
    await this.#tools.configure(this.#names.switchNamespace, [`link delete dev ${device}`]);
    return { ...found, links: new Map([...found.links].filter(([name]) => name !== device)) };
  }

  get #tunnelAlias(): string {
    const { underlayAddress, vxlanPort = defaultVXLANPort } = this.#settings;
    return `tycho-tunnel:${underlayAddress}/${vxlanPort}`;
  }

  /** Rules first: what the host is not to see must find them there. Gives the addresses of the cable that leads out. */
  async #buildHostPart(wish: NetworkWish, found: Found): Promise<{ readonly host: string; readonly service: string } | undefined> {
    const { hostNamespaceName, underlayAddress, uplink, vxlanPort = defaultVXLANPort } = this.#settings;
    if (uplink === undefined && underlayAddress === undefined) return undefined;
    const { vni, mtu } = wish.network;
    const [device, tunnel] = [this.#names.uplinkDevice(vni), this.#names.tunnelDevice(vni)];
    const hostLinks = await this.#tools.links(hostNamespaceName);
    const hasWayOut = this.wayOutOf(wish) !== undefined;
    const outward = hasWayOut ? await this.#freeAddresses(vni, device) : undefined;
    const part: HostPart = {
      table: this.#names.hostTable(vni),
      vni,
      vxlanPort,
      peers: [...new Set(wish.peers)],
      ...(outward !== undefined && { wayOut: { device, uplinkInterface: uplink?.interfaceName ?? '', serviceAddress: outward.service } }),
    };
    await this.#tools.filter(hostNamespaceName, hostRuleset(part));
    const serviceNamespace = this.#names.serviceNamespace(vni);
    const hasCable = hostLinks.has(device) && found.namespaces.has(serviceNamespace);
    const lostCable = hostLinks.has(device) && (!hasCable || !hasWayOut) ? [`link delete dev ${device}`] : [];
    const needsTunnel = this.tunnelOf(wish) !== undefined && !found.links.has(tunnel) && underlayAddress !== undefined;
    await this.#tools.configure(hostNamespaceName, [
      ...lostCable,
      ...(outward === undefined ? [] : uplinkLines({ device, serviceNamespace, hostAddress: outward.host, hasCable, mtu })),
      ...(needsTunnel
        ? tunnelLines(vni, { device: tunnel, switchNamespace: this.#names.switchNamespace, underlayAddress, vxlanPort, hostLinks })
        : []),
    ]);
    if (outward !== undefined) await this.#forward(device, uplink?.interfaceName ?? '');
    return outward;
  }

  /** The kernel forwards what comes in by an interface if that one says so: the whole host need not. */
  #forward(device: string, uplinkInterface: string): Promise<void> {
    const file = (name: string) => `net/ipv4/conf/${name}/forwarding`;
    return this.#tools.filter(this.#settings.hostNamespaceName, '', { [file(device)]: '1', [file(uplinkInterface)]: '1' });
  }

  async #freeAddresses(vni: number, device: string): Promise<{ readonly host: string; readonly service: string }> {
    const addresses = await this.#tools.addresses(this.#settings.hostNamespaceName);
    const [own] = addresses.get(device) ?? [];
    if (own !== undefined) return cableOf(own);
    const taken = new Set([...addresses.values()].flat());
    const first = linkNumber(this.#names.switchNamespace, vni);
    for (let offset = 0; offset < maximumLinks; offset += 1) {
      const pair = linkAddresses(first + offset);
      if (!taken.has(pair.host)) return pair;
    }
    throw new NetworkFailure('HostBroken', `network ${vni}: no pair of addresses is free in 100.64.0.0/10 for its way out`);
  }

  async #flood(device: string, peers: readonly string[]): Promise<void> {
    const { switchNamespace } = this.#names;
    const now = new Set(await this.#tools.floodDestinations(switchNamespace, device));
    const entry = (verb: string, peer: string) => `fdb ${verb} 00:00:00:00:00:00 dev ${device} dst ${peer} self permanent`;
    await this.#tools.configureBridge(switchNamespace, [
      ...[...new Set(peers)].filter((peer) => !now.has(peer)).map((peer) => entry('append', peer)),
      ...[...now].filter((peer) => !peers.includes(peer)).map((peer) => entry('delete', peer)),
    ]);
  }
}

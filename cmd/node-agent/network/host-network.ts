import assert from 'node:assert/strict';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { PortAttachment } from '#drivers/contract/guest-devices.ts';
import { join } from 'node:path';
import { checkNamespaceKey, checkPeers, checkPort, checkSettings } from './check-port.ts';
import { DHCPServers } from './dhcp-servers.ts';
import { NetworkApplier, type Failures } from './network-applier.ts';
import { NetworkBuilder, type Found, type NetworkWish } from './network-builder.ts';
import { NetworkFailure } from './network-failure.ts';
import { metadataSource, NetworkNames, plugKindOfDevice, portDevice, portOfAlias } from './network-names.ts';
import {
  attachmentOf,
  namespacePath,
  type HostedNetwork,
  type HostNetworkSettings,
  type MetadataAccess,
  type NetworkPort,
  type PlugKind,
  type PluggedPort,
  type PortPlug,
} from './network-port.ts';
import type { NetworkTools } from './network-tools.ts';
import { PortRecords } from './port-records.ts';
import { SaidPeers } from './said-peers.ts';
import { SystemNetworkTools } from './system-network-tools.ts';

export interface HostNetworkOptions {
  readonly settings: HostNetworkSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tools?: NetworkTools;
}

/** What was there when the agent came (back). */
export interface RecoveredNetwork {
  /** Uids of ports that something is left of. */
  readonly ports: readonly string[];
  /** Keys of the instances that have a network namespace. */
  readonly instanceNamespaces: readonly string[];
}

/** What one of those who share a machine's networks still wants. */
export interface Wanted {
  /** It speaks for the ports of that kind, and for no others; who speaks for interfaces speaks for the instances' namespaces too. */
  readonly plugKind: PlugKind;
  /** Uids. */
  readonly ports: ReadonlySet<string>;
  /** Keys. */
  readonly instanceNamespaces: ReadonlySet<string>;
}

/**
 * The networks of one machine, for all that run guests on it. Call {@link recover} first, then anything in any order and as often as you like: each call
 * resolves once the kernel does what was asked for, and calls that come while one is at work are done together. All throw {@link NetworkFailure}.
 */
export class HostNetwork {
  readonly #names: NetworkNames;
  readonly #settings: HostNetworkSettings;
  readonly #records: PortRecords;
  readonly #dhcp: DHCPServers;
  readonly #applier: NetworkApplier;
  readonly #ports = new Map<string, PluggedPort>();
  readonly #networks = new Map<number, HostedNetwork>();
  readonly #peers = new SaidPeers();
  /** Uid of a network that is here to the peers that the kernel knows for certain. */
  readonly #appliedPeers = new Map<string, readonly string[]>();
  readonly #instanceNamespaces = new Set<string>();
  readonly #removedPorts = new Set<string>();
  readonly #removedInstanceNamespaces = new Set<string>();
  #recovery: Promise<RecoveredNetwork> | undefined;
  #isRecovered = false;
  #turn: Promise<unknown> = Promise.resolve();
  #next: Promise<Failures> | undefined;

  constructor({ settings, clock, logger, tools = new SystemNetworkTools({ clock }) }: HostNetworkOptions) {
    checkSettings(settings);
    this.#settings = settings;
    this.#names = new NetworkNames(settings.switchNamespaceName);
    this.#records = new PortRecords({ directory: settings.directory, logger });
    this.#dhcp = new DHCPServers({ directory: join(settings.directory, 'dhcp'), userID: settings.serviceUserID, clock, logger });
    const builder = new NetworkBuilder({ settings, names: this.#names, tools });
    this.#applier = new NetworkApplier({
      names: this.#names,
      tools,
      builder,
      dhcp: this.#dhcp,
      ownsSwitchNamespace: settings.ownsSwitchNamespace ?? false,
    });
  }

  /**
   * Finds what an agent before this one has left, and changes nothing. What is found stays as it is until it is asked for, or {@link retain} is called.
   * Looks once, however many ask; again only after it has failed.
   */
  recover(): Promise<RecoveredNetwork> {
    this.#recovery ??= this.#recover().catch((error: unknown) => {
      this.#recovery = undefined;
      throw error;
    });
    return this.#recovery;
  }

  async #recover(): Promise<RecoveredNetwork> {
    const { ports, peers } = await this.#records.load();
    for (const plugged of ports) this.#adopt(plugged);
    for (const each of peers) this.#peers.adopt(each);
    await this.#dhcp.recover((vni) => this.#names.serviceNamespace(vni));
    const found = await this.#applier.look();
    const keys = [...found.namespaces].flatMap((name) => this.#names.keyOfInstanceNamespace(name) ?? []);
    for (const key of keys) this.#instanceNamespaces.add(key);
    this.#isRecovered = true;
    return { ports: [...this.#knownPorts(found).keys()], instanceNamespaces: keys };
  }

  /**
   * Plugs a port in, or sees that it is as it should be; running guests notice nothing. The device is there and passes the port's own
   * traffic when this resolves. An `Interface` makes the namespace of the instance too.
   */
  async ensure(port: NetworkPort, plug: PortPlug): Promise<PortAttachment> {
    checkPort(port, plug);
    const known = this.#networks.get(port.network.vni);
    if (
      known !== undefined &&
      known.uid !== port.network.uid &&
      this.#portsOf(port.network.vni).some((each) => each.port.uid !== port.uid)
    ) {
      throw new NetworkFailure(
        'Invalid',
        `port ${port.uid}: networks ${known.uid} and ${port.network.uid} have the same number ${port.network.vni}`,
      );
    }
    const plugged = this.#pluggedAs(port, plug);
    if (!samePlain(this.#ports.get(port.uid), plugged)) await this.#records.writePort(plugged);
    this.#adopt(plugged);
    this.#removedPorts.delete(port.uid);
    if (plug.kind === 'Interface') this.#wantNamespace(plug.namespaceKey);
    const failure = (await this.#apply()).get(port.uid);
    if (failure !== undefined) throw failure;
    const namespace = plug.kind === 'Tap' ? this.#names.switchNamespace : this.#names.instanceNamespace(plug.namespaceKey);
    return attachmentOf(plugged, { device: portDevice(plug.kind, port.uid), namespace });
  }

  /** Removes a port's device, running guest or not, and its network with the last port. A port that is not there is fine. */
  async remove(portUID: string): Promise<void> {
    await this.#removePorts([portUID]);
  }

  /**
   * Removes all ports of that kind, and the instances' namespaces if they belong to it, but these. Only what is ours is looked at. Forgets which peers were
   * said of networks that have none of these ports: whoever still has something to say of them says it anew.
   */
  async retain({ plugKind, ports, instanceNamespaces }: Wanted): Promise<void> {
    const known = this.#knownPorts(await this.#applier.look());
    const kept = new Set([...ports].flatMap((uid) => this.#ports.get(uid)?.port.network.uid ?? []));
    for (const uid of this.#peers.saidBy(plugKind).filter((each) => !kept.has(each))) {
      this.#peers.say(plugKind, uid, []);
      await this.#recordPeers(uid);
    }
    if (plugKind === 'Interface') {
      for (const key of this.#instanceNamespaces) if (!instanceNamespaces.has(key)) this.#unwantNamespace(key);
    }
    await this.#removePorts([...known].flatMap(([uid, kind]) => (kind === plugKind && !ports.has(uid) ? [uid] : [])));
  }

  /**
   * Says which other hosts have guests in a network: all their underlay addresses, this machine's own excepted. The network ends here if nobody says
   * any. `speaker` tells who says it, as in {@link Wanted}: one cannot take away what another has said. May be called before the network's first port, and
   * holds until none are said: the last port may go and come again, as that of a guest that is stopped and started.
   */
  async setPeers(networkUID: string, peers: readonly string[], speaker: PlugKind): Promise<void> {
    checkPeers(peers, this.#settings);
    this.#peers.say(speaker, networkUID, peers);
    await this.#recordPeers(networkUID);
    const mine = [...this.#ports.values()].filter(({ port }) => port.network.uid === networkUID);
    if (mine.length === 0 || samePlain(this.#appliedPeers.get(networkUID), this.#peersOf(networkUID))) return;
    const failures = await this.#apply();
    const failure = networkFailure(mine, failures);
    if (failure !== undefined) throw failure;
  }

  /** Makes the network namespace of an instance, with nothing in it; gives its path. For an instance without any port. */
  async ensureInstanceNamespace(key: string): Promise<string> {
    checkNamespaceKey(key);
    this.#wantNamespace(key);
    await this.#apply();
    return namespacePath(this.#names.instanceNamespace(key));
  }

  /** Removes it, with what is in it, once the instance has ended for good. */
  async removeInstanceNamespace(key: string): Promise<void> {
    checkNamespaceKey(key);
    const ports = [...this.#ports.values()].filter(({ plug }) => plug.kind === 'Interface' && plug.namespaceKey === key);
    this.#unwantNamespace(key);
    await this.#removePorts(ports.map(({ port }) => port.uid));
  }

  /** Uids of the ports that are plugged in for an instance. */
  portsOf(instanceUID: string): readonly string[] {
    return [...this.#ports.values()].filter(({ port }) => port.instanceUID === instanceUID).map(({ port }) => port.uid);
  }

  /** Where requests for the port's metadata come from; undefined when it is not plugged in. */
  metadataAccess(portUID: string): MetadataAccess | undefined {
    const plugged = this.#ports.get(portUID);
    if (plugged === undefined) return undefined;
    const { uid, vni } = plugged.port.network;
    return { networkUID: uid, namespacePath: namespacePath(this.#names.serviceNamespace(vni)), sourceAddress: plugged.metadataSource };
  }

  /** Lets go of everything and disturbs nothing. */
  async close(): Promise<void> {
    this.#dhcp.close();
    await this.#turn;
  }

  async #removePorts(uids: readonly string[]): Promise<void> {
    for (const uid of uids) {
      this.#ports.delete(uid);
      this.#removedPorts.add(uid);
    }
    for (const { vni } of this.#networks.values()) if (this.#portsOf(vni).length === 0) this.#networks.delete(vni);
    await this.#apply();
    for (const uid of uids) if (!this.#ports.has(uid)) await this.#records.removePort(uid);
  }

  /** Uids of all ports that something is here of, and their kinds: a device that nobody remembers is named for its kind. */
  #knownPorts({ links }: Found): ReadonlyMap<string, PlugKind> {
    const ofDevices = [...links.values()].flatMap(({ name, alias }): readonly (readonly [string, PlugKind])[] => {
      const uid = portOfAlias(alias);
      return uid === undefined ? [] : [[uid, plugKindOfDevice(name, uid)]];
    });
    return new Map([...ofDevices, ...[...this.#ports].map(([uid, { plug }]) => [uid, plug.kind] as const)]);
  }

  #adopt(plugged: PluggedPort): void {
    this.#ports.set(plugged.port.uid, plugged);
    this.#networks.set(plugged.port.network.vni, plugged.port.network);
  }

  #portsOf(vni: number): readonly PluggedPort[] {
    return [...this.#ports.values()].filter(({ port }) => port.network.vni === vni);
  }

  /** Those that the kernel is to know. */
  #peersOf(networkUID: string): readonly string[] {
    return this.#settings.underlayAddress === undefined ? [] : this.#peers.of(networkUID);
  }

  #recordPeers(networkUID: string): Promise<void> {
    return this.#records.keepPeers(networkUID, () => this.#peers.recordOf(networkUID));
  }

  #wantNamespace(key: string): void {
    this.#instanceNamespaces.add(key);
    this.#removedInstanceNamespaces.delete(key);
  }

  #unwantNamespace(key: string): void {
    this.#instanceNamespaces.delete(key);
    this.#removedInstanceNamespaces.add(key);
  }

  #pluggedAs(port: NetworkPort, plug: PortPlug): PluggedPort {
    const before = this.#ports.get(port.uid);
    const taken = new Set(this.#portsOf(port.network.vni).map((each) => each.metadataSource));
    const source = before?.port.network.vni === port.network.vni ? before.metadataSource : metadataSource(port.uid, taken);
    if (plug.kind === 'Tap') return { port, plug, metadataSource: source };
    const neighbours = [...this.#ports.values()].filter(
      (each) => each.port.uid !== port.uid && each.plug.kind === 'Interface' && each.plug.namespaceKey === plug.namespaceKey,
    );
    const used = new Set(neighbours.map(({ guestInterface }) => guestInterface));
    const isSame = before?.plug.kind === 'Interface' && before.plug.namespaceKey === plug.namespaceKey;
    let index = 0;
    while (used.has(`eth${index}`)) index += 1;
    return { port, plug, metadataSource: source, guestInterface: (isSame ? before.guestInterface : undefined) ?? `eth${index}` };
  }

  #apply(): Promise<Failures> {
    assert.ok(this.#isRecovered, 'recover() comes first: what is there is not known yet');
    this.#next ??= this.#turn.then(async () => {
      this.#next = undefined;
      return this.#applyNow();
    });
    this.#turn = this.#next.catch(() => undefined);
    return this.#next;
  }

  async #applyNow(): Promise<Failures> {
    const networks: readonly NetworkWish[] = [...this.#networks.values()].map((network) => ({
      network,
      peers: this.#peersOf(network.uid),
    }));
    const ports = [...this.#ports.values()];
    const [removedPorts, removedInstanceNamespaces] = [new Set(this.#removedPorts), new Set(this.#removedInstanceNamespaces)];
    // What is asked for from here on is for the next time.
    this.#removedPorts.clear();
    this.#removedInstanceNamespaces.clear();
    // Cut short, nobody knows.
    this.#appliedPeers.clear();
    try {
      const failures = await this.#applier.apply({
        ports,
        networks,
        removedPorts,
        instanceNamespaces: new Set(this.#instanceNamespaces),
        removedInstanceNamespaces,
      });
      for (const { network, peers } of networks) {
        const mine = ports.filter(({ port }) => port.network.uid === network.uid);
        if (networkFailure(mine, failures) === undefined) this.#appliedPeers.set(network.uid, peers);
      }
      return failures;
    } catch (error) {
      for (const uid of removedPorts) if (!this.#ports.has(uid)) this.#removedPorts.add(uid);
      for (const key of removedInstanceNamespaces) if (!this.#instanceNamespaces.has(key)) this.#removedInstanceNamespaces.add(key);
      throw error;
    }
  }
}

/** Why the network of these ports, all that it has, is not as it is to be; undefined if it is: then there may be something about some of its ports only. */
function networkFailure(ports: readonly PluggedPort[], failures: Failures): NetworkFailure | undefined {
  const found = ports.map(({ port }) => failures.get(port.uid));
  return found.every((each) => each !== undefined) ? found[0] : undefined;
}

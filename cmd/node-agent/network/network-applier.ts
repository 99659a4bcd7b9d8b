import { dhcpFiles } from './dhcp-files.ts';
import type { DHCPServers } from './dhcp-servers.ts';
import type { FoundLink } from './found-links.ts';
import { interfaceLines, portLines } from './link-plan.ts';
import type { Found, NetworkBuilder, NetworkWish } from './network-builder.ts';
import { NetworkFailure } from './network-failure.ts';
import { bridgeDevice, portDevice, portOfAlias, type NetworkNames } from './network-names.ts';
import { withoutTwins, type PluggedPort } from './network-port.ts';
import type { NetworkTools } from './network-tools.ts';
import { serviceRuleset } from './service-ruleset.ts';
import { switchRuleset } from './switch-ruleset.ts';

/** Everything that is wanted of the host's network. */
export interface HostWish {
  readonly ports: readonly PluggedPort[];
  /** Networks of those ports. */
  readonly networks: readonly NetworkWish[];
  /** Uids of ports whose devices are to go. A device that is neither here nor in `ports` is left alone, and nothing passes it. */
  readonly removedPorts: ReadonlySet<string>;
  readonly instanceNamespaces: ReadonlySet<string>;
  readonly removedInstanceNamespaces: ReadonlySet<string>;
}

/** Uid of a port to why it is not plugged in. */
export type Failures = ReadonlyMap<string, NetworkFailure>;

export interface NetworkApplierOptions {
  readonly names: NetworkNames;
  readonly tools: NetworkTools;
  readonly builder: NetworkBuilder;
  readonly dhcp: DHCPServers;
  /** Whether the switch namespace goes with the last port. */
  readonly ownsSwitchNamespace: boolean;
}

/**
 * Makes the host's network as it is wished: looks, makes what is missing, replaces the rules that are different. One call at a time. What
 * goes wrong for one network or port does not keep others waiting.
 */
export class NetworkApplier {
  readonly #names: NetworkNames;
  readonly #tools: NetworkTools;
  readonly #builder: NetworkBuilder;
  readonly #dhcp: DHCPServers;
  readonly #ownsSwitchNamespace: boolean;
  /** Namespace to the rules that are in force there. */
  readonly #rulesets = new Map<string, string>();
  /** Ports whose interface has its addresses, since this agent has started. */
  readonly #configured = new Set<string>();

  constructor({ names, tools, builder, dhcp, ownsSwitchNamespace }: NetworkApplierOptions) {
    this.#ownsSwitchNamespace = ownsSwitchNamespace;
    this.#names = names;
    this.#tools = tools;
    this.#builder = builder;
    this.#dhcp = dhcp;
  }

  /** What is there of ours. */
  async look(): Promise<Found> {
    const namespaces = await this.#tools.namespaces();
    const { switchNamespace } = this.#names;
    return { namespaces, links: namespaces.has(switchNamespace) ? await this.#tools.links(switchNamespace) : new Map<string, FoundLink>() };
  }

  async apply(wish: HostWish): Promise<Failures> {
    const failures = new Map<string, NetworkFailure>();
    const found = await this.#makeNamespaces(wish);
    const made: { readonly wish: NetworkWish; readonly isServiceNew: boolean }[] = [];
    for (const network of wish.networks) {
      const built = await this.#builder.build(network, found).catch(asFailure);
      if (built instanceof NetworkFailure) failNetwork(failures, wish, network.network.vni, built);
      else made.push({ wish: network, ...built });
    }
    if (wish.ports.some(({ plug }) => plug.kind === 'Tap' && plug.ownerUserID !== 0)) await this.#tools.openTapsToOwners();
    const [ports, ruleFailure, ...services] = await Promise.all([
      this.#plug(wish, found, failures),
      found.namespaces.has(this.#names.switchNamespace)
        ? this.#replaceRules(this.#names.switchNamespace, this.#switchRuleset(wish), { isNew: false }).catch(asFailure)
        : undefined,
      ...made.map(async (each) => ({ each, failure: await this.#serve(each.wish, each.isServiceNew, wish).catch(asFailure) })),
    ]);
    if (ruleFailure !== undefined) for (const { port } of wish.ports) failures.set(port.uid, ruleFailure);
    for (const { each, failure } of services) {
      if (failure !== undefined) failNetwork(failures, wish, each.wish.network.vni, failure);
    }
    await this.#configureInterfaces(ports, failures);
    await this.#removeUnused(wish, found);
    if (this.#ownsSwitchNamespace && wish.ports.length === 0) await this.#removeEmptySwitch(found);
    return failures;
  }

  async #makeNamespaces(wish: HostWish): Promise<Found> {
    const { switchNamespace } = this.#names;
    const found = await this.look();
    const wanted = [
      ...(wish.ports.length > 0 ? [switchNamespace] : []),
      ...[...wish.instanceNamespaces].map((key) => this.#names.instanceNamespace(key)),
    ];
    const missing = wanted.filter((name) => !found.namespaces.has(name));
    if (missing.includes(switchNamespace)) this.#rulesets.clear();
    await this.#tools.configure(
      undefined,
      missing.map((name) => `netns add ${name}`),
    );
    return missing.length === 0
      ? found
      : { namespaces: new Set([...found.namespaces, ...missing.filter((name) => name === switchNamespace)]), links: found.links };
  }

  #switchRuleset({ networks, ports }: HostWish): string {
    return switchRuleset(
      networks.map((wish) => ({ network: wish.network, tunnelDevice: this.#builder.tunnelOf(wish) })),
      ports,
    );
  }

  async #replaceRules(namespace: string, ruleset: string, { isNew }: { readonly isNew: boolean }): Promise<void> {
    if (!isNew && this.#rulesets.get(namespace) === ruleset) return;
    this.#rulesets.delete(namespace);
    // Without a way out too: what does not forward does not say no either; how often it may is said by the rules.
    const sysctls = { 'net/ipv4/ip_forward': '1', 'net/ipv4/conf/all/accept_redirects': '0', 'net/ipv4/icmp_ratelimit': '0' };
    await this.#tools.filter(namespace, ruleset, namespace === this.#names.switchNamespace ? {} : sysctls);
    this.#rulesets.set(namespace, ruleset);
  }

  async #serve(network: NetworkWish, isServiceNew: boolean, wish: HostWish): Promise<undefined> {
    const { vni } = network.network;
    const ports = withoutTwins(wish.ports.filter(({ port }) => port.network.vni === vni));
    const namespace = this.#names.serviceNamespace(vni);
    const ruleset = serviceRuleset(network.network, ports, this.#builder.wayOutOf(network));
    await Promise.all([
      this.#replaceRules(namespace, ruleset, { isNew: isServiceNew }),
      this.#dhcp.ensure(vni, {
        namespace,
        files: dhcpFiles(network.network, ports, this.#dhcp.folderOf(vni)),
        isNamespaceNew: isServiceNew,
      }),
    ]);
  }

  /** Gives the ports whose interfaces have to be told their addresses. */
  async #plug(wish: HostWish, found: Found, failures: Map<string, NetworkFailure>): Promise<readonly PluggedPort[]> {
    const lines: { readonly text: string; readonly plugged: PluggedPort | undefined }[] = [];
    for (const device of this.#leftovers(wish, found)) lines.push({ text: `link delete dev ${device}`, plugged: undefined });
    const changed: PluggedPort[] = [];
    for (const plugged of wish.ports) {
      if (failures.has(plugged.port.uid)) continue;
      const namespace = plugged.plug.kind === 'Interface' ? this.#names.instanceNamespace(plugged.plug.namespaceKey) : undefined;
      const texts = portLines(
        plugged,
        namespace,
        namespace === undefined || found.namespaces.has(namespace) ? found.links : withoutPort(found.links, plugged),
      );
      lines.push(...texts.map((text) => ({ text, plugged })));
      if (plugged.plug.kind === 'Interface' && (texts.length > 0 || !this.#configured.has(plugged.port.uid))) changed.push(plugged);
    }
    const { failedLines, said } = await this.#tools.configureEach(
      this.#names.switchNamespace,
      lines.map(({ text }) => text),
    );
    for (const index of failedLines) {
      const uid = lines[index]?.plugged?.port.uid;
      if (uid !== undefined) failures.set(uid, new NetworkFailure('HostBroken', `port ${uid}: ip ${lines[index]?.text}: ${said}`));
    }
    return changed;
  }

  #leftovers({ ports, removedPorts }: HostWish, { links }: Found): readonly string[] {
    const deviceOf = new Map(ports.map(({ port, plug }) => [port.uid, portDevice(plug.kind, port.uid)]));
    return [...links.values()].flatMap(({ name, alias }) => {
      const uid = portOfAlias(alias);
      if (uid === undefined) return [];
      const device = deviceOf.get(uid);
      return device === undefined ? (removedPorts.has(uid) ? [name] : []) : device === name ? [] : [name];
    });
  }

  async #configureInterfaces(ports: readonly PluggedPort[], failures: Map<string, NetworkFailure>): Promise<void> {
    const wanted = ports.filter(({ port }) => !failures.has(port.uid));
    await Promise.all(
      wanted.map(async (plugged) => {
        const { port, plug } = plugged;
        if (plug.kind !== 'Interface') return;
        const failure = await this.#tools
          .configure(this.#names.instanceNamespace(plug.namespaceKey), interfaceLines(plugged))
          .catch(asFailure);
        if (failure instanceof NetworkFailure) failures.set(port.uid, failure);
        else this.#configured.add(port.uid);
      }),
    );
  }

  async #removeEmptySwitch(found: Found): Promise<void> {
    const { switchNamespace } = this.#names;
    if (!found.namespaces.has(switchNamespace)) return;
    const links = await this.#tools.links(switchNamespace);
    if ([...links.keys()].some((name) => name !== 'lo')) return;
    this.#rulesets.delete(switchNamespace);
    await this.#tools.configure(undefined, [`netns delete ${switchNamespace}`]);
  }

  /** A network goes with its last port; but while a device of a port that nobody knows is in it, it stays. */
  async #removeUnused(wish: HostWish, found: Found): Promise<void> {
    const isWanted = new Set(wish.networks.map(({ network }) => network.vni));
    const known = [...found.namespaces].flatMap((name) => this.#names.vniOfServiceNamespace(name) ?? []);
    for (const vni of new Set([...known, ...this.#dhcp.networks])) {
      const isInUse = [...found.links.values()].some(({ alias, bridge }) => {
        const uid = portOfAlias(alias);
        return bridge === bridgeDevice(vni) && uid !== undefined && !wish.removedPorts.has(uid);
      });
      if (isWanted.has(vni) || isInUse) continue;
      await this.#dhcp.remove(vni);
      this.#rulesets.delete(this.#names.serviceNamespace(vni));
      await this.#builder.demolish(vni, found);
    }
    for (const uid of wish.removedPorts) this.#configured.delete(uid);
    const gone = [...wish.removedInstanceNamespaces].map((key) => this.#names.instanceNamespace(key));
    await this.#tools.configure(
      undefined,
      gone.filter((name) => found.namespaces.has(name)).map((name) => `netns delete ${name}`),
    );
  }
}

/** A namespace that is gone has taken its end of the cable along, or a process still keeps both: made anew in any case. */
function withoutPort(links: Found['links'], { port, plug }: PluggedPort): Found['links'] {
  const device = portDevice(plug.kind, port.uid);
  const link = links.get(device);
  return link === undefined ? links : new Map([...links, [device, { ...link, alias: undefined }]]);
}

function failNetwork(failures: Map<string, NetworkFailure>, { ports }: HostWish, vni: number, failure: NetworkFailure): void {
  for (const { port } of ports) {
    if (port.network.vni === vni) failures.set(port.uid, failure);
  }
}

function asFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  return new NetworkFailure('HostBroken', error instanceof Error ? error.message : String(error), { cause: error });
}

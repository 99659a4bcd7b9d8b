import type { PortAttachment } from '#drivers/contract/guest-devices.ts';

/** A port that a guest on this host has, as `spec.machine.ports` of its Instance says it. */
export interface NetworkPort {
  readonly uid: string;
  readonly instanceUID: string;
  /** In lower case, with colons. */
  readonly macAddress: string;
  readonly addresses: readonly PortAddress[];
  readonly network: HostedNetwork;
  /** What DHCP tells the guest that it is called; left out when it is not a host name. */
  readonly hostname: string;
}

export interface PortAddress {
  readonly ipAddress: string;
  readonly prefixLength: number;
  /** Absent: no way out. */
  readonly gateway?: string;
}

/** A network that has guests on this host. */
export interface HostedNetwork {
  readonly uid: string;
  /** Number of the network between hosts, and what its devices here are named for: 1 to 16,777,215. */
  readonly vni: number;
  /** IPv4 addresses of the network. */
  readonly cidr: string;
  /** This host answers to it, as every other host of the network does to its own guests. */
  readonly gateway?: string;
  /** Told to the guests. Nobody on the host answers questions about names. */
  readonly nameServers: readonly string[];
  readonly mtu: number;
  /** Whether guests reach the outside, if the host has an {@link Uplink}. */
  readonly nat: boolean;
}

/** How a port is to be plugged in. */
export type PortPlug =
  /** A tap device that this user, and nobody else but root, may open. */
  | { readonly kind: 'Tap'; readonly ownerUserID: number }
  /** An interface in the network namespace of the instance, which is named by the key: up to 40 letters, digits and dashes. */
  | { readonly kind: 'Interface'; readonly namespaceKey: string };

/** Says which driver's guests a port is for: virtual machines have taps, containers have interfaces. */
export type PlugKind = PortPlug['kind'];

/** Where a guest's request for metadata comes from, as the socket in the network's namespace sees it. */
export interface MetadataAccess {
  readonly networkUID: string;
  /** Of the namespace that the socket has to be made in. */
  readonly namespacePath: string;
  /** Stands for the port: requests of its MAC address come from here, whatever address the guest uses. */
  readonly sourceAddress: string;
}

/** Where the metadata service listens in each network (as in EC2 and Nova). */
export const metadataAddress = '169.254.169.254';

/** A port as it is plugged in here. What {@link HostNetwork.ensure} promised, kept over restarts of the agent. */
export interface PluggedPort {
  readonly port: NetworkPort;
  readonly plug: PortPlug;
  /** Its {@link MetadataAccess.sourceAddress}. */
  readonly metadataSource: string;
  /** What the guest sees the interface as; for `Interface` only. */
  readonly guestInterface?: string;
}

/** One port for each card: should two have the same, which nobody may allow, the rules and files of the others must still hold. The later one has it. */
export function withoutTwins(ports: readonly PluggedPort[]): readonly PluggedPort[] {
  return [...new Map(ports.map((plugged) => [plugged.port.macAddress, plugged])).values()];
}

/** What a host is given to do networks with. */
export interface HostNetworkSettings {
  /** Namespace with the bridges and the guests' devices; all other names are made from it. One for each agent on the host. */
  readonly switchNamespaceName: string;
  /** Whether that namespace goes with the last port. Absent: no, for a driver runs guests in it, and makes and removes it too. */
  readonly ownsSwitchNamespace?: boolean;
  /** The namespace where the host's own network is; absent: where the agent runs. */
  readonly hostNamespaceName?: string;
  /** Where other hosts send VXLAN. Absent: networks end at this host. */
  readonly underlayAddress?: string;
  /** UDP port of VXLAN, the same on all hosts; 4789 if absent. */
  readonly vxlanPort?: number;
  /** Absent: nobody reaches the outside. */
  readonly uplink?: Uplink;
  /**
   * For what the DHCP servers read and for what is remembered of ports until the next boot. Below /run, and such that the user of the
   * DHCP servers may pass through it.
   */
  readonly directory: string;
  /** The user and group that DHCP servers run as: nobody else's, with no right to anything. */
  readonly serviceUserID: number;
}

/** The way out of guests. They are seen as the host, and reach nothing of the host itself. */
export interface Uplink {
  /** The host's interface that guests' traffic leaves by, and no other. Forwarding is switched on for it. */
  readonly interfaceName: string;
  /** Ranges (`10.1.0.0/16`) that guests may reach beside public addresses. */
  readonly allowedDestinations?: readonly string[];
  /** Ranges that they may not reach, whatever is allowed: the control plane's, to begin with. */
  readonly deniedDestinations?: readonly string[];
}

/** Where the port is, for a driver. */
export function attachmentOf(plugged: PluggedPort, names: { readonly device: string; readonly namespace: string }): PortAttachment {
  const networkNamespacePath = namespacePath(names.namespace);
  if (plugged.plug.kind === 'Tap') return { kind: 'Tap', interfaceName: names.device, networkNamespacePath };
  return { kind: 'Interface', interfaceName: plugged.guestInterface ?? 'eth0', networkNamespacePath };
}

export function namespacePath(name: string): string {
  return `/run/netns/${name}`;
}

import { isIPv6 } from 'node:net';
import type { FoundLink } from './found-links.ts';
import {
  bridgeDevice,
  gatewayMACAddress,
  outwardInterface,
  portAlias,
  portDevice,
  serviceDevice,
  serviceInterface,
} from './network-names.ts';
import { metadataAddress, type HostedNetwork, type PluggedPort, type PortAddress } from './network-port.ts';
import { parseRange } from './ip-text.ts';

/** Devices of a namespace, by name. */
export type Links = ReadonlyMap<string, FoundLink>;

/** In the switch namespace: the network's bridge, its cable to the service namespace, and the tunnel that was moved there. */
export function bridgeLines(
  network: HostedNetwork,
  parts: {
    readonly found: Links;
    readonly serviceNamespace: string;
    readonly isServiceNew: boolean;
    readonly tunnel: { readonly device: string; readonly alias: string } | undefined;
  },
): readonly string[] {
  const { found, serviceNamespace, isServiceNew, tunnel } = parts;
  const { vni, mtu } = network;
  const [bridge, cable] = [bridgeDevice(vni), serviceDevice(vni)];
  const hasCable = found.has(cable) && !isServiceNew;
  return [
    // No address of its own in any of this: not even a link-local one, which a device that is up has at once.
    ...(found.has(bridge) ? [] : [`link add ${bridge} type bridge mcast_snooping 0`]),
    `link set dev ${bridge} addrgenmode none`,
    `link set dev ${bridge} mtu ${mtu} up`,
    ...(found.has(cable) && isServiceNew ? [`link delete dev ${cable}`] : []),
    ...(hasCable
      ? []
      : [
          `link add ${cable} mtu ${mtu} type veth peer name ${serviceInterface} mtu ${mtu} address ${gatewayMACAddress(vni)} netns ${serviceNamespace}`,
        ]),
    `link set dev ${cable} addrgenmode none`,
    `link set dev ${cable} mtu ${mtu} master ${bridge} up`,
    ...(tunnel === undefined
      ? []
      : [
          `link set dev ${tunnel.device} addrgenmode none`,
          `link set dev ${tunnel.device} alias ${tunnel.alias} mtu ${mtu} master ${bridge} up`,
        ]),
  ];
}

/** On the host: what carries the network to other hosts. It keeps speaking from where it was made. */
export function tunnelLines(
  vni: number,
  parts: {
    readonly device: string;
    readonly switchNamespace: string;
    readonly underlayAddress: string;
    readonly vxlanPort: number;
    readonly hostLinks: Links;
  },
): readonly string[] {
  const { device, switchNamespace, underlayAddress, vxlanPort, hostLinks } = parts;
  return [
    // Made and not moved: what was cut short.
    ...(hostLinks.has(device) ? [`link delete dev ${device}`] : []),
    `link add ${device} type vxlan id ${vni} local ${underlayAddress} dstport ${vxlanPort}`,
    `link set dev ${device} netns ${switchNamespace}`,
  ];
}

/** On the host: the cable by which a network leaves. */
export function uplinkLines(parts: {
  readonly device: string;
  readonly serviceNamespace: string;
  readonly hostAddress: string;
  readonly hasCable: boolean;
  readonly mtu: number;
}): readonly string[] {
  const { device, serviceNamespace, hostAddress, hasCable, mtu } = parts;
  return [
    ...(hasCable ? [] : [`link add ${device} mtu ${mtu} type veth peer name ${outwardInterface} mtu ${mtu} netns ${serviceNamespace}`]),
    `link set dev ${device} addrgenmode none`,
    `link set dev ${device} mtu ${mtu} up`,
    `address replace ${hostAddress}/30 dev ${device}`,
  ];
}

/** In the service namespace: where guests find their gateway, DHCP and metadata. */
export function serviceLines(
  network: HostedNetwork,
  outward: { readonly host: string; readonly service: string } | undefined,
): readonly string[] {
  const { gateway, cidr, mtu } = network;
  const range = parseRange(cidr);
  return [
    'link set dev lo up',
    // Its address is given below, and only that one.
    `link set dev ${serviceInterface} addrgenmode none`,
    `link set dev ${serviceInterface} mtu ${mtu} up`,
    ...(gateway === undefined
      ? [`route replace ${cidr} dev ${serviceInterface}`]
      : [`address replace ${gateway}/${range?.prefixLength} dev ${serviceInterface}`]),
    `address replace ${metadataAddress}/32 dev ${serviceInterface}`,
    // What stands for ports has to be somewhere; rules turn it into their addresses on the way.
    `route replace 240.0.0.0/8 dev ${serviceInterface}`,
    // Whoever has no way out comes as far as the rule that says no. A route that says it does so too seldom: resolvers wait.
    'route replace default dev lo metric 1000',
    ...(outward === undefined
      ? []
      : [
          `link set dev ${outwardInterface} addrgenmode none`,
          `link set dev ${outwardInterface} mtu ${mtu} up`,
          `address replace ${outward.service}/30 dev ${outwardInterface}`,
          `route replace default via ${outward.host} dev ${outwardInterface}`,
        ]),
  ];
}

/** In the switch namespace: the port's device, as far as it is not there as it should be. */
export function portLines(
  { port, plug, guestInterface }: PluggedPort,
  instanceNamespace: string | undefined,
  found: Links,
): readonly string[] {
  const { mtu, vni } = port.network;
  const device = portDevice(plug.kind, port.uid);
  const bridge = bridgeDevice(vni);
  const alias = portAlias(port.uid, plug.kind === 'Tap' ? plug.ownerUserID : plug.namespaceKey);
  const link = found.get(device);
  // A device without an alias was cut short while it was made.
  const isOthers = link !== undefined && link.alias !== alias;
  const isThere = link !== undefined && !isOthers;
  if (isThere && link.bridge === bridge && link.mtu === mtu && link.isUp) return [];
  const made =
    plug.kind === 'Tap'
      ? `tuntap add dev ${device} mode tap user ${plug.ownerUserID} vnet_hdr`
      : `link add ${device} mtu ${mtu} type veth peer name ${guestInterface} mtu ${mtu} address ${port.macAddress} netns ${instanceNamespace}`;
  return [
    ...(isOthers ? [`link delete dev ${device}`] : []),
    ...(isThere ? [] : [made]),
    `link set dev ${device} addrgenmode none`,
    `link set dev ${device} alias ${alias} mtu ${mtu} master ${bridge} up`,
  ];
}

/** In the instance's namespace: addresses and routes of its interface. The first interface's way out comes first. */
export function interfaceLines({ port, guestInterface }: PluggedPort): readonly string[] {
  const metric = 100 + Number(guestInterface?.replace('eth', ''));
  const device = `dev ${guestInterface}`;
  const routes = port.addresses.flatMap(({ gateway }) =>
    gateway === undefined ? [] : [`route replace default via ${gateway} ${device} metric ${metric} onlink`],
  );
  const hasWay = port.addresses.some(({ ipAddress, gateway }) => gateway !== undefined && !isIPv6(ipAddress));
  return [
    'link set dev lo up',
    `link set ${device} up`,
    ...port.addresses.map(
      (address) => `address replace ${address.ipAddress}/${address.prefixLength} ${device}${duplicateDetection(address)}`,
    ),
    ...new Set(routes),
    ...(hasWay ? [] : [`route replace ${metadataAddress}/32 ${device} metric ${metric}`]),
  ];
}

/** Addresses are given once only, so nobody has to wait until it is found that nobody else has one. */
function duplicateDetection({ ipAddress }: PortAddress): string {
  return isIPv6(ipAddress) ? ' nodad' : '';
}

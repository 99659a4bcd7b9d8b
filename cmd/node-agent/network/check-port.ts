import { isIP, isIPv4 } from 'node:net';
import { parseRange } from './ip-text.ts';
import { NetworkFailure } from './network-failure.ts';
import type { HostNetworkSettings, NetworkPort, PortPlug } from './network-port.ts';

/**
 * Everything here ends up in the text of rules and commands. Throws {@link NetworkFailure} for whatever is not exactly what it should
 * be, whoever let it pass.
 */
export function checkPort(port: NetworkPort, plug: PortPlug): void {
  const { network } = port;
  demand(isUID(port.uid), `port: its uid ${quoted(port.uid)} is not one`);
  const of = (what: string) => `port ${port.uid}: ${what}`;
  demand(isMACAddress(port.macAddress), of(`${quoted(port.macAddress)} is not the MAC address of a card`));
  demand(port.addresses.length <= 32, of('it has more than 32 addresses'));
  for (const { ipAddress, prefixLength, gateway } of port.addresses) {
    demand(parseRange(`${ipAddress}/${prefixLength}`) !== undefined, of(`${quoted(`${ipAddress}/${prefixLength}`)} is not an address`));
    demand(gateway === undefined || isIP(gateway) !== 0, of(`its gateway ${quoted(gateway)} is not an address`));
  }
  demand(isUID(network.uid), of(`the uid ${quoted(network.uid)} of its network is not one`));
  demand(isWhole(network.vni, 1, 16_777_215), of(`the number ${quoted(network.vni)} of its network is not one`));
  demand(isIPv4Range(network.cidr), of(`the range ${quoted(network.cidr)} of its network is not one`));
  demand(network.gateway === undefined || isIPv4(network.gateway), of(`the gateway ${quoted(network.gateway)} is not an IPv4 address`));
  demand(
    network.nameServers.length <= 16 && network.nameServers.every((each) => isIP(each) !== 0),
    of('its name servers are not up to 16 addresses'),
  );
  demand(isWhole(network.mtu, 576, 9216), of(`the MTU ${quoted(network.mtu)} of its network is not one`));
  if (plug.kind === 'Tap') demand(isWhole(plug.ownerUserID, 0, 2 ** 32 - 2), of(`${quoted(plug.ownerUserID)} is not a user`));
  else checkNamespaceKey(plug.namespaceKey);
}

export function checkNamespaceKey(key: string): void {
  demand(/^[A-Za-z0-9-]{1,40}$/.test(key), `${quoted(key)} does not name the network namespace of an instance`);
}

export function checkPeers(peers: readonly string[], { underlayAddress }: HostNetworkSettings): void {
  demand(peers.length <= 4096, `a network on ${peers.length} hosts: at most 4096 are possible`);
  demand(
    peers.every((peer) => isIP(peer) !== 0),
    `peers: ${peers.map(quoted).join(', ')} are not all addresses`,
  );
  demand(
    peers.length === 0 || underlayAddress !== undefined,
    'a network has guests on other hosts, and this host has no address for what is between them',
  );
  const family = isIP(underlayAddress ?? '');
  demand(
    peers.every((peer) => isIP(peer) === family),
    `peers: this host speaks IPv${family} with other hosts, and not all of ${peers.join(', ')} do`,
  );
}

/** Throws {@link NetworkFailure} for what an operator has mistyped. */
export function checkSettings(settings: HostNetworkSettings): void {
  const { switchNamespaceName, hostNamespaceName, underlayAddress, vxlanPort, uplink, directory, serviceUserID } = settings;
  const isName = (name: string) => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/.test(name);
  demand(isName(switchNamespaceName), `${quoted(switchNamespaceName)} is not the name of a network namespace`);
  demand(
    hostNamespaceName === undefined || isName(hostNamespaceName),
    `${quoted(hostNamespaceName)} is not the name of a network namespace`,
  );
  demand(underlayAddress === undefined || isIP(underlayAddress) !== 0, `${quoted(underlayAddress)} is not an address of this host`);
  demand(vxlanPort === undefined || isWhole(vxlanPort, 1, 65_535), `${quoted(vxlanPort)} is not a UDP port`);
  demand(
    /^\/[\w./-]{1,200}$/.test(directory),
    `${quoted(directory)} is not the path of a directory, in letters that a configuration may hold`,
  );
  demand(isWhole(serviceUserID, 1, 2 ** 32 - 2), `DHCP servers cannot run as user ${quoted(serviceUserID)}`);
  if (uplink === undefined) return;
  demand(/^[A-Za-z0-9_.@-]{1,15}$/.test(uplink.interfaceName), `${quoted(uplink.interfaceName)} is not the name of an interface`);
  for (const range of [...(uplink.allowedDestinations ?? []), ...(uplink.deniedDestinations ?? [])]) {
    demand(isIP(range) !== 0 || parseRange(range) !== undefined, `${quoted(range)} is not a range of addresses, as 10.1.0.0/16`);
  }
}

function isUID(text: string): boolean {
  return /^[\w.:-]{1,100}$/.test(text);
}

/** Not a group's: the lowest bit of the first byte says that. */
function isMACAddress(text: string): boolean {
  return /^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/.test(text);
}

function isIPv4Range(text: string): boolean {
  const range = parseRange(text);
  return range !== undefined && isIPv4(range.address);
}

function isWhole(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}

function quoted(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new NetworkFailure('Invalid', message);
}

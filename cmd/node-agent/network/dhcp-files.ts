import { isIPv4 } from 'node:net';
import { netmaskOf, parseRange } from './ip-text.ts';
import { serviceInterface } from './network-names.ts';
import { metadataAddress, type HostedNetwork, type PluggedPort } from './network-port.ts';

/** What a DHCP server reads: all of it again on SIGHUP but its configuration. */
export interface DHCPFiles {
  readonly configuration: string;
  readonly hosts: string;
  readonly options: string;
}

/** How long a guest may use what it was told. It asks again at half of that, and gets the same. */
const leaseSeconds = 3600;

/**
 * dnsmasq for one network: an address for each port that is plugged in here and no answer to anybody else. It remembers nothing, and
 * answers no questions about names.
 */
export function dhcpFiles(network: HostedNetwork, ports: readonly PluggedPort[], directory: string): DHCPFiles {
  const range = parseRange(network.cidr);
  const start = range?.address ?? '0.0.0.0';
  const configuration = [
    'port=0',
    `interface=${serviceInterface}`,
    'except-interface=lo',
    'bind-interfaces',
    `dhcp-range=${start},static,${netmaskOf(range?.prefixLength ?? 32)},${leaseSeconds}`,
    // Without a gateway there is no address of the network to know it by.
    ...(network.gateway === undefined ? [`shared-network=${serviceInterface},${start}`] : []),
    'dhcp-ignore=tag:!known',
    // A card is known by its own address, which the switch has looked at; not by what a guest calls itself.
    'dhcp-ignore-clid',
    'dhcp-authoritative',
    'no-ping',
    'leasefile-ro',
    'dhcp-lease-max=65536',
    `dhcp-hostsfile=${directory}/hosts`,
    `dhcp-optsfile=${directory}/options`,
    'quiet-dhcp',
    'log-facility=/dev/null',
    'user=',
    'group=',
  ];
  return { configuration: lines(configuration), hosts: lines(ports.flatMap(hostLine)), options: lines(optionsOf(network)) };
}

/** dnsmasq gives a card one address; a second one is on the config drive. */
function hostLine({ port }: PluggedPort): readonly string[] {
  const address = port.addresses.find(({ ipAddress }) => isIPv4(ipAddress));
  if (address === undefined) return [];
  return [[port.macAddress, address.ipAddress, ...(isHostname(port.hostname) ? [port.hostname] : []), leaseSeconds].join(',')];
}

function optionsOf({ gateway, nameServers, mtu }: HostedNetwork): readonly string[] {
  const servers = nameServers.filter((each) => isIPv4(each));
  const routes =
    gateway === undefined
      ? // The way to the metadata is the network itself.
        ['option:router', `option:classless-static-route,${metadataAddress}/32,0.0.0.0`]
      : [`option:router,${gateway}`];
  // An option without a value is not sent; dnsmasq would otherwise name itself as router and name server.
  return [...routes, servers.length === 0 ? 'option:dns-server' : `option:dns-server,${servers.join(',')}`, `option:mtu,${mtu}`];
}

export function isHostname(text: string): boolean {
  return /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(text);
}

function lines(each: readonly string[]): string {
  return each.map((line) => `${line}\n`).join('');
}

import { isIPv4, isIPv6 } from 'node:net';
import type { MachinePort } from '#apis/infrastructure/instance.ts';
import { netmaskOf, netmaskOfIPv6 } from '../network/ip-text.ts';
import { derivedUUID } from './derived-identifiers.ts';
import type { MetadataSubject } from './metadata-subject.ts';

/**
 * network_data.json (doc/api_schemas/network_data.json of Nova). The first IPv4 address of a port comes by DHCP, as Nova says it of networks that have
 * it; all others are to be set as they are given here.
 */
export function networkData(subject: MetadataSubject): object {
  const { ports } = subject.instance.spec.machine;
  if (ports === undefined) return networkDataOfLoneCard(subject);
  const networks = ports.flatMap((port) => networksOf(port));
  const nameServers = new Set(ports.flatMap(({ network }) => network.nameServers));
  return {
    links: ports.map((port) => ({
      id: linkOf(port),
      vif_id: port.uid,
      type: 'vif',
      mtu: port.network.mtu,
      ethernet_mac_address: port.macAddress,
    })),
    networks: networks.map((network, index) => ({ id: `network${index}`, ...network })),
    services: [...nameServers].map(dnsService),
  };
}

/** A server that was made before there were networks: one card that asks for its address. Its ids are made up from the server's. */
function networkDataOfLoneCard({ instance }: MetadataSubject): object {
  const { server, machine } = instance.spec;
  const link = 'nic0';
  return {
    links: [{ id: link, vif_id: derivedUUID(`port ${server.uid} 0`), type: 'vif', mtu: 1500, ethernet_mac_address: machine.macAddress }],
    networks: [{ id: 'network0', type: 'ipv4_dhcp', link, network_id: derivedUUID(`network ${instance.metadata.namespace ?? ''}`) }],
    services: [],
  };
}

function networksOf(port: MachinePort): readonly object[] {
  const { addresses, network } = port;
  const byDHCP = addresses.find(({ ipAddress }) => isIPv4(ipAddress));
  return addresses.map((address) => {
    const place = { link: linkOf(port), network_id: network.uid };
    return address === byDHCP ? { type: 'ipv4_dhcp', ...place } : { ...staticAddress(address, network.nameServers), ...place };
  });
}

function staticAddress({ ipAddress, prefixLength, gateway }: MachinePort['addresses'][number], nameServers: readonly string[]): object {
  const isOld = isIPv4(ipAddress);
  const everything = isOld ? '0.0.0.0' : '::';
  return {
    type: isOld ? 'ipv4' : 'ipv6',
    ip_address: ipAddress,
    netmask: isOld ? netmaskOf(prefixLength) : netmaskOfIPv6(prefixLength),
    routes: gateway === undefined ? [] : [{ network: everything, netmask: everything, gateway }],
    services: nameServers.filter((server) => isIPv6(server) === isIPv6(ipAddress)).map(dnsService),
  };
}

/** As Nova names it: after the device on the host, whether there is one or not. */
function linkOf({ uid }: MachinePort): string {
  return `tap${uid.slice(0, 11)}`;
}

function dnsService(address: string): object {
  return { type: 'dns', address };
}

import { isIPv4, isIPv6 } from 'node:net';
import { outwardInterface, serviceInterface } from './network-names.ts';
import { metadataAddress, type HostedNetwork, type PluggedPort, type Uplink } from './network-port.ts';

/** The way out of one network. Absent: none. */
export interface WayOut {
  readonly uplink: Uplink;
  readonly vxlanPort: number;
  /** Of hosts, this one's and its peers': their VXLAN takes the word of whoever speaks from a host's address. */
  readonly hostAddresses: readonly string[];
}

/** Connections to the outside that one guest may have open. The host keeps a record of each, and has room for about 262,144. */
export const maximumConnectionsPerGuest = 16_384;

/**
 * What nobody reaches through the uplink unless it is allowed: private and link-local addresses, and all others that are no one host's of
 * the public internet (RFC 6890).
 */
const specialRanges = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** The rules of a network's service namespace, for `nft -f`: who may ask it for what, and what leaves the network. */
export function serviceRuleset(network: HostedNetwork, ports: readonly PluggedPort[], wayOut: WayOut | undefined): string {
  return `${[
    'table inet tycho',
    'delete table inet tycho',
    'table inet tycho {',
    ...refusal,
    ...metadataSources(ports),
    ...inputChain(network),
    ...(wayOut === undefined
      ? ['  chain forward {', '    type filter hook forward priority 0; policy drop;', '    goto refused', '  }']
      : forwardChains(network, wayOut)),
    '}',
  ].join('\n')}\n`;
}

/** A guest that is told no need not wait: much of what boots asks for names first. */
const refusal: readonly string[] = [
  '  chain refused {',
  '    limit rate 200/second burst 100 packets reject with icmpx admin-prohibited',
  '    drop',
  '  }',
];

function metadataSources(ports: readonly PluggedPort[]): readonly string[] {
  const elements = ports.map(({ port, metadataSource }) => `${port.macAddress} : ${metadataSource}`);
  return [
    '  map metadata_sources {',
    '    type ether_addr : ipv4_addr;',
    ...(elements.length === 0 ? [] : [`    elements = { ${elements.join(',\n      ')} };`]),
    '  }',
    // The switch lets no card use another's MAC address. So that, and not the guest's address, says which port a request is from.
    '  chain metadata_source {',
    '    type nat hook input priority 100; policy accept;',
    `    iifname ${serviceInterface} ip daddr ${metadataAddress} tcp dport 80 snat ip to ether saddr map @metadata_sources`,
    '  }',
  ];
}

function inputChain({ gateway }: HostedNetwork): readonly string[] {
  const own = [metadataAddress, ...(gateway !== undefined && isIPv4(gateway) ? [gateway] : [])];
  return [
    '  chain input {',
    '    type filter hook input priority 0; policy drop;',
    `    iifname ${outwardInterface} ct state established,related accept`,
    `    iifname != ${serviceInterface} drop`,
    '    udp sport 68 udp dport 67 accept',
    `    ip daddr ${metadataAddress} tcp dport 80 ether saddr @metadata_sources accept`,
    `    icmp type echo-request ip daddr { ${own.join(', ')} } limit rate 200/second accept`,
    '    goto refused',
    '  }',
  ];
}

function forwardChains({ cidr }: HostedNetwork, { uplink, vxlanPort, hostAddresses }: WayOut): readonly string[] {
  return [
    ...rangeSet('denied', [...(uplink.deniedDestinations ?? []), ...hostAddresses]),
    ...rangeSet('allowed', uplink.allowedDestinations ?? []),
    ...rangeSet('special', specialRanges),
    '  set connections {',
    '    type ether_addr;',
    '    flags dynamic;',
    '  }',
    '  chain forward {',
    '    type filter hook forward priority 0; policy drop;',
    `    iifname ${outwardInterface} oifname ${serviceInterface} ct state established,related accept`,
    `    iifname ${serviceInterface} oifname ${outwardInterface} goto outward`,
    '  }',
    '  chain outward {',
    `    ip saddr != ${cidr} drop`,
    '    ip daddr @denied goto refused',
    `    udp dport ${vxlanPort} goto refused`,
    '    ip daddr @allowed goto limited',
    '    ip daddr @special goto refused',
    '    ip version 4 goto limited',
    '  }',
    '  chain limited {',
    '    ct state established,related accept',
    `    ct state new add @connections { ether saddr ct count over ${maximumConnectionsPerGuest} } drop`,
    '    ct state new accept',
    '  }',
    '  chain as_cable {',
    '    type nat hook postrouting priority 100; policy accept;',
    `    oifname ${outwardInterface} masquerade`,
    '  }',
  ];
}

/** Operators' ranges may lie in each other. */
function rangeSet(name: string, ranges: readonly string[]): readonly string[] {
  const elements = ranges.filter(isIPv4Range);
  return [
    `  set ${name} {`,
    '    type ipv4_addr;',
    '    flags interval;',
    '    auto-merge;',
    ...(elements.length === 0 ? [] : [`    elements = { ${elements.join(', ')} };`]),
    '  }',
  ];
}

function isIPv4Range(range: string): boolean {
  return !isIPv6(range.split('/')[0] ?? '');
}

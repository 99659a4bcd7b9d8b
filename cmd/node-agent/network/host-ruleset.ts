import { isIPv4 } from 'node:net';

/** What a network has of the host's own network. */
export interface HostPart {
  /** Its table, which is all that is ever changed of the host's rules. */
  readonly table: string;
  readonly vni: number;
  readonly vxlanPort: number;
  /** Hosts that may send the network's traffic. Empty: the network ends here. */
  readonly peers: readonly string[];
  /** Absent: the network has no way out. */
  readonly wayOut?: {
    readonly device: string;
    readonly uplinkInterface: string;
    /** Of the service namespace. All that leaves the network comes from it. */
    readonly serviceAddress: string;
  };
}

/**
 * The host's rules for one network, for `nft -f`. An accept of these rules does not overrule another table's drop, so an operator's own
 * rules stay in force; a drop of these is final.
 */
export function hostRuleset({ table, vni, vxlanPort, peers, wayOut }: HostPart): string {
  return `${[
    `table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    '  chain input {',
    '    type filter hook input priority -10; policy accept;',
    ...(wayOut === undefined ? [] : [`    iifname "${wayOut.device}" drop`]),
    ...tunnelGuard(vni, vxlanPort, peers),
    '  }',
    ...(wayOut === undefined ? [] : wayOutChains(wayOut)),
    '}',
  ].join('\n')}\n`;
}

export function withoutHostRuleset(table: string): string {
  return `table inet ${table}\ndelete table inet ${table}\n`;
}

/** VXLAN has no proof of who speaks. Of other people's VXLAN, which has other numbers (bits 96 to 119 behind the UDP header), nothing is said. */
function tunnelGuard(vni: number, vxlanPort: number, peers: readonly string[]): readonly string[] {
  if (peers.length === 0) return [];
  const ofNetwork = `udp dport ${vxlanPort} @th,96,24 ${vni}`;
  const family = (matches: (address: string) => boolean) => peers.filter(matches);
  const [ipv4, ipv6] = [family((address) => isIPv4(address)), family((address) => !isIPv4(address))];
  return [
    ...(ipv4.length === 0 ? [] : [`    ${ofNetwork} ip saddr { ${ipv4.join(', ')} } accept`]),
    ...(ipv6.length === 0 ? [] : [`    ${ofNetwork} ip6 saddr { ${ipv6.join(', ')} } accept`]),
    `    ${ofNetwork} drop`,
  ];
}

function wayOutChains({ device, uplinkInterface, serviceAddress }: NonNullable<HostPart['wayOut']>): readonly string[] {
  return [
    '  chain forward {',
    '    type filter hook forward priority -10; policy accept;',
    `    iifname "${device}" oifname != "${uplinkInterface}" drop`,
    `    iifname "${device}" ip saddr != ${serviceAddress} drop`,
    `    iifname "${device}" meta nfproto != ipv4 drop`,
    `    oifname "${device}" iifname != "${uplinkInterface}" drop`,
    `    oifname "${device}" ct state != { established, related } drop`,
    '  }',
    '  chain as_host {',
    '    type nat hook postrouting priority 100; policy accept;',
    `    ip saddr ${serviceAddress} oifname "${uplinkInterface}" masquerade`,
    '  }',
  ];
}

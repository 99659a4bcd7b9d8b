import { isIPv4, isIPv6 } from 'node:net';
import { gatewayMACAddress, linkLocalAddress, portDevice, serviceDevice } from './network-names.ts';
import { metadataAddress, type HostedNetwork, type PluggedPort } from './network-port.ts';
import { hexOfIPv6 } from './ip-text.ts';

/** A network among the bridges. */
export interface SwitchedNetwork {
  readonly network: HostedNetwork;
  /** The device to the other hosts; absent when there are none. */
  readonly tunnelDevice: string | undefined;
}

/**
 * The rules of the switch namespace, for `nft -f`: what each card may send. The whole table, replaced in one step. What comes from a
 * device that the rules do not know is dropped, so a new device may be there before or after its rules.
 */
export function switchRuleset(networks: readonly SwitchedNetwork[], ports: readonly PluggedPort[]): string {
  const cards = ports.map(cardOf);
  const tunnels = networks.flatMap(({ network, tunnelDevice }) => (tunnelDevice === undefined ? [] : [{ network, device: tunnelDevice }]));
  return `${[
    'table bridge tycho',
    'delete table bridge tycho',
    'table bridge tycho {',
    ...cardSets(cards),
    ...set(
      'services',
      'type ifname',
      networks.map(({ network }) => `"${serviceDevice(network.vni)}"`),
    ),
    ...tunnelSets(tunnels),
    ...guestChains,
    ...tunnelChains,
    '}',
  ].join('\n')}\n`;
}

interface Card {
  readonly device: string;
  readonly macAddress: string;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

function cardOf({ port, plug }: PluggedPort): Card {
  const addresses = port.addresses.map(({ ipAddress }) => ipAddress);
  return {
    device: portDevice(plug.kind, port.uid),
    macAddress: port.macAddress,
    ipv4: addresses.filter((address) => isIPv4(address)),
    ipv6: [linkLocalAddress(port.macAddress), ...addresses.filter((address) => isIPv6(address))],
  };
}

function cardSets(cards: readonly Card[]): readonly string[] {
  const ofEach = (valuesOf: (card: Card) => readonly string[]) =>
    cards.flatMap((card) => valuesOf(card).map((value) => `"${card.device}" . ${value}`));
  return [
    ...set(
      'guests',
      'type ifname',
      cards.map(({ device }) => `"${device}"`),
    ),
    ...set(
      'cards',
      'type ifname . ether_addr',
      ofEach(({ macAddress }) => [macAddress]),
    ),
    ...set(
      'ipv4_owners',
      'type ifname . ipv4_addr',
      ofEach(({ ipv4 }) => ipv4),
    ),
    ...set(
      'ipv6_owners',
      'type ifname . ipv6_addr',
      ofEach(({ ipv6 }) => ipv6),
    ),
    // The card that a DHCP message speaks of, and the address that a neighbour solicitation or advertisement does.
    ...set(
      'dhcp_clients',
      'typeof iifname . @th,288,48',
      ofEach(({ macAddress }) => [`0x${macAddress.replaceAll(':', '')}`]),
    ),
    ...set(
      'neighbours',
      'typeof iifname . @th,64,128',
      ofEach(({ ipv6 }) => ipv6.map((address) => `0x${hexOfIPv6(address)}`)),
    ),
  ];
}

function tunnelSets(tunnels: readonly { readonly network: HostedNetwork; readonly device: string }[]): readonly string[] {
  return [
    ...set(
      'tunnels',
      'type ifname',
      tunnels.map(({ device }) => `"${device}"`),
    ),
    ...set(
      'own_cards',
      'type ifname . ether_addr',
      tunnels.map(({ network, device }) => `"${device}" . ${gatewayMACAddress(network.vni)}`),
    ),
    ...set(
      'own_addresses',
      'type ifname . ipv4_addr',
      tunnels.flatMap(({ network, device }) =>
        [metadataAddress, ...(network.gateway === undefined ? [] : [network.gateway])].map((address) => `"${device}" . ${address}`),
      ),
    ),
  ];
}

function set(name: string, type: string, elements: readonly string[]): readonly string[] {
  return [
    `  set ${name} {`,
    `    ${type};`,
    ...(elements.length === 0 ? [] : [`    elements = { ${elements.join(',\n      ')} };`]),
    '  }',
  ];
}

/** A field that a packet is too short for, or that a fragment hides, matches nothing: so each chain ends with a drop, not with an accept. */
const guestChains: readonly string[] = [
  '  chain sender {',
  '    type filter hook prerouting priority -300; policy drop;',
  '    iifname @guests goto from_guest',
  '    iifname @services accept',
  '    iifname @tunnels goto from_tunnel',
  '  }',
  '  chain from_guest {',
  '    iifname . ether saddr != @cards drop',
  '    ether type arp goto arp_from_guest',
  '    ether type ip goto ipv4_from_guest',
  '    ether type ip6 goto ipv6_from_guest',
  '    drop',
  '  }',
  '  chain arp_from_guest {',
  '    arp htype != 1 drop',
  '    arp ptype != ip drop',
  '    iifname . arp saddr ether != @cards drop',
  '    iifname . arp saddr ip @ipv4_owners accept',
  // Looks whether its own address is free (RFC 5227).
  '    arp operation request arp saddr ip 0.0.0.0 iifname . arp daddr ip @ipv4_owners accept',
  '    drop',
  '  }',
  '  chain ipv4_from_guest {',
  '    udp sport 67 drop',
  '    udp dport 67 iifname . @th,288,48 @dhcp_clients goto dhcp_from_guest',
  '    udp dport 67 drop',
  '    iifname . ip saddr @ipv4_owners accept',
  '    drop',
  '  }',
  '  chain dhcp_from_guest {',
  '    udp sport != 68 drop',
  '    iifname . ip saddr @ipv4_owners accept',
  '    ip saddr 0.0.0.0 ip daddr 255.255.255.255 accept',
  '    drop',
  '  }',
  '  chain ipv6_from_guest {',
  '    ip6 saddr :: goto newcomer',
  '    iifname . ip6 saddr != @ipv6_owners drop',
  // Of a fragment that is not the first nothing is known; without a first one it comes to nothing.
  '    frag frag-off != 0 accept',
  '    meta l4proto icmpv6 goto icmpv6_from_guest',
  '    meta l4proto udp goto udp6_from_guest',
  '    meta l4proto 0-255 accept',
  '    drop',
  '  }',
  // A first fragment may end before the header that tells what it is (RFC 7113): only what can be read is let through.
  '  chain icmpv6_from_guest {',
  '    icmpv6 type { nd-router-advert, nd-redirect } drop',
  '    icmpv6 type nd-neighbor-advert goto neighbour_from_guest',
  '    icmpv6 type 0-255 accept',
  '    drop',
  '  }',
  '  chain udp6_from_guest {',
  '    udp sport 547 drop',
  '    udp sport 0-65535 accept',
  '    drop',
  '  }',
  '  chain neighbour_from_guest {',
  '    iifname . @th,64,128 @neighbours accept',
  '    drop',
  '  }',
  '  chain newcomer {',
  '    icmpv6 type nd-neighbor-solicit goto neighbour_from_guest',
  '    icmpv6 type { nd-router-solicit, mld2-listener-report } accept',
  '    drop',
  '  }',
];

/** Each host serves its own guests under the same addresses: none of that may reach another host. */
const tunnelChains: readonly string[] = [
  '  chain from_tunnel {',
  '    iifname . ether saddr @own_cards drop',
  '    ether type arp iifname . arp saddr ip @own_addresses drop',
  '    ether type ip udp sport 67 drop',
  '    ether type ip6 icmpv6 type nd-router-advert drop',
  '    accept',
  '  }',
  '  chain outward {',
  '    type filter hook forward priority -200; policy accept;',
  '    oifname @tunnels goto to_tunnel',
  '  }',
  '  chain to_tunnel {',
  '    oifname . ether saddr @own_cards drop',
  '    oifname . ether daddr @own_cards drop',
  '    ether type arp oifname . arp daddr ip @own_addresses drop',
  '    ether type ip udp dport 67 drop',
  '    ether type ip6 udp dport 547 drop',
  '    ether type ip6 icmpv6 type nd-router-solicit drop',
  '    accept',
  '  }',
];

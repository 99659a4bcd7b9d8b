import { describe, expect, it } from 'vitest';
import { gatewayMACAddress, linkLocalAddress } from '#cmd/node-agent/network/network-names.ts';
import { hexOfIPv6 } from '#cmd/node-agent/network/ip-text.ts';
import { eventually } from '#test/harness/eventually.ts';
import { Card } from './card.ts';
import { allNodes, arp, dhcp, ethernet, everybody, hex, icmpv6, ipv4, ipv6, text, udp } from './frames.ts';
import { aPort, must, NetworkWorld } from './network-world.ts';

/** The guest that lies, its neighbour on the same host, and the gateway. */
const [guest, neighbour] = [aPort(66), aPort(20)];
const own = { mac: guest.macAddress, ip: '10.10.0.66', ip6: 'fd00::66', local: linkLocalAddress(guest.macAddress) };
const victim = { mac: neighbour.macAddress, ip: '10.10.0.20', ip6: 'fd00::20' };
const gateway = { mac: gatewayMACAddress(guest.network.vni), ip: '10.10.0.1' };
const [arpType, ipv4Type, ipv6Type, udpProtocol, icmpv6Protocol] = [0x0806, 0x0800, 0x86dd, 17, 58];

const fromOwn = (type: number, payload: string, to = everybody) => ethernet({ from: own.mac, to, type }, payload);
const words = (say: string) => udp({ from: 4000, to: 4000 }, text(say));
const broadcast = (from: string, payload: string) => ipv4({ from, to: '255.255.255.255', protocol: udpProtocol }, payload);
const multicast = (from: string, payload: string) => ipv6({ from, to: 'ff02::1', next: icmpv6Protocol }, payload);
const about = (address: string) => `00000000${hexOfIPv6(address)}`;
const dhcpPorts = { from: 68, to: 67 };
const discoverOf = (card: string) => udp(dhcpPorts, dhcp({ operation: 1, card, kind: 1 }));

/** All to everybody, so that all would arrive if nothing stood in their way. */
const attacks: Readonly<Record<string, string>> = {
  "another card's address": ethernet({ from: victim.mac, to: everybody, type: ipv4Type }, broadcast(own.ip, words('wrong card'))),
  "the gateway's card": ethernet({ from: gateway.mac, to: everybody, type: ipv4Type }, broadcast(own.ip, words('gateway card'))),
  "a neighbour's address": fromOwn(ipv4Type, broadcast(victim.ip, words('wrong address'))),
  "nobody's address": fromOwn(ipv4Type, broadcast('10.10.0.99', words('free address'))),
  'no address, but for DHCP': fromOwn(ipv4Type, broadcast('0.0.0.0', words('no address'))),
  'ARP: I am the gateway': fromOwn(
    arpType,
    arp({ operation: 'reply', senderMAC: own.mac, sender: gateway.ip, target: victim.ip, targetMAC: victim.mac }),
  ),
  'ARP: I am my neighbour': fromOwn(arpType, arp({ operation: 'request', senderMAC: own.mac, sender: victim.ip, target: victim.ip })),
  'ARP: I am the metadata service': fromOwn(
    arpType,
    arp({ operation: 'reply', senderMAC: own.mac, sender: '169.254.169.254', target: victim.ip }),
  ),
  'ARP: my address is at another card': fromOwn(
    arpType,
    arp({ operation: 'reply', senderMAC: victim.mac, sender: own.ip, target: victim.ip }),
  ),
  "ARP: is my neighbour's address free?": fromOwn(
    arpType,
    arp({ operation: 'request', senderMAC: own.mac, sender: '0.0.0.0', target: victim.ip }),
  ),
  'ARP of another kind': fromOwn(
    arpType,
    arp({ operation: 'request', senderMAC: own.mac, sender: own.ip, target: victim.ip }).replace('00010800', '00060800'),
  ),
  'a DHCP offer': fromOwn(
    ipv4Type,
    broadcast(own.ip, udp({ from: 67, to: 68 }, dhcp({ operation: 2, card: victim.mac, kind: 2, offered: '10.10.0.77' }))),
  ),
  "a DHCP offer from the gateway's address": fromOwn(
    ipv4Type,
    broadcast(gateway.ip, udp({ from: 67, to: 68 }, dhcp({ operation: 2, card: victim.mac, kind: 2 }))),
  ),
  'a DHCP request for another card': fromOwn(ipv4Type, broadcast('0.0.0.0', discoverOf(victim.mac))),
  'a DHCP refusal for another card': fromOwn(
    ipv4Type,
    broadcast(own.ip, udp(dhcpPorts, dhcp({ operation: 1, card: victim.mac, kind: 4 }))),
  ),
  'a DHCP request that is cut before it says for which card': fromOwn(
    ipv4Type,
    ipv4({ from: own.ip, to: '255.255.255.255', protocol: udpProtocol, fragment: 0x2000 }, discoverOf(victim.mac).slice(0, 48)),
  ),
  "IPv6 from a neighbour's address": fromOwn(
    ipv6Type,
    ipv6({ from: victim.ip6, to: 'ff02::1', next: udpProtocol }, words('wrong six')),
    allNodes,
  ),
  'IPv6 from no address': fromOwn(ipv6Type, ipv6({ from: '::', to: 'ff02::1', next: udpProtocol }, words('no six')), allNodes),
  'a router advertisement': fromOwn(ipv6Type, multicast(own.local, icmpv6(134, '40000708000000000000000001010000')), allNodes),
  'a redirect': fromOwn(ipv6Type, multicast(own.local, icmpv6(137, `${about(own.local)}${hexOfIPv6(victim.ip6)}`)), allNodes),
  "ND: my neighbour's address is here": fromOwn(ipv6Type, multicast(own.ip6, icmpv6(136, `20000000${hexOfIPv6(victim.ip6)}`)), allNodes),
  "ND: I take my neighbour's address": fromOwn(ipv6Type, multicast('::', icmpv6(135, about(victim.ip6))), allNodes),
  'a DHCPv6 reply': fromOwn(
    ipv6Type,
    ipv6({ from: own.local, to: 'ff02::1', next: udpProtocol }, udp({ from: 547, to: 546 }, text('reply'))),
    allNodes,
  ),
  'a router advertisement whose head is in the second fragment': fromOwn(
    ipv6Type,
    // A fragment header, and destination options that are longer than the fragment (RFC 7113).
    ipv6({ from: own.local, to: 'ff02::1', next: 44 }, `3c00000112345678${`3a02`.padEnd(32, '0')}`),
    allNodes,
  ),
  'a DHCPv6 reply whose head is in the second fragment': fromOwn(
    ipv6Type,
    ipv6({ from: own.local, to: 'ff02::1', next: 44 }, `3c00000112345679${`1102`.padEnd(32, '0')}`),
    allNodes,
  ),
  'a router advertisement behind an option': fromOwn(
    ipv6Type,
    ipv6({ from: own.local, to: 'ff02::1', next: 60 }, `3a00010400000000${icmpv6(134, '4000070800000000')}`),
    allNodes,
  ),
  'a VLAN': fromOwn(0x8100, `0005${hex(ipv4Type, 2)}${broadcast(own.ip, words('vlan'))}`),
  'LLDP to all': fromOwn(0x88cc, text('I am a switch')),
};

const honest: Readonly<Record<string, string>> = {
  'an ARP request': fromOwn(arpType, arp({ operation: 'request', senderMAC: own.mac, sender: own.ip, target: victim.ip })),
  'ARP: is my address free?': fromOwn(arpType, arp({ operation: 'request', senderMAC: own.mac, sender: '0.0.0.0', target: own.ip })),
  'an ARP reply': fromOwn(
    arpType,
    arp({ operation: 'reply', senderMAC: own.mac, sender: own.ip, target: victim.ip, targetMAC: victim.mac }),
    victim.mac,
  ),
  'IPv4 to a neighbour': fromOwn(ipv4Type, ipv4({ from: own.ip, to: victim.ip, protocol: udpProtocol }, words('hello')), victim.mac),
  'IPv4 to everybody': fromOwn(ipv4Type, broadcast(own.ip, words('hello all'))),
  'a DHCP request': fromOwn(ipv4Type, broadcast('0.0.0.0', discoverOf(own.mac))),
  'IPv6 to a neighbour': fromOwn(ipv6Type, ipv6({ from: own.ip6, to: victim.ip6, next: udpProtocol }, words('hello six')), victim.mac),
  'IPv6 from the own link': fromOwn(ipv6Type, multicast(own.local, icmpv6(135, about(victim.ip6))), allNodes),
  'ND: is my address free?': fromOwn(ipv6Type, multicast('::', icmpv6(135, about(own.ip6))), allNodes),
  'ND: my address is here': fromOwn(ipv6Type, multicast(own.ip6, icmpv6(136, `20000000${hexOfIPv6(own.ip6)}`)), allNodes),
  'the first part of a large ping': fromOwn(
    ipv6Type,
    ipv6({ from: own.ip6, to: victim.ip6, next: 44 }, `3a00000112345680${icmpv6(128, '00000000')}`),
    victim.mac,
  ),
  'the second part of a large ping': fromOwn(
    ipv6Type,
    ipv6({ from: own.ip6, to: victim.ip6, next: 44 }, `3a00000812345680${text('the rest')}`),
    victim.mac,
  ),
  'TCP over IPv6': fromOwn(
    ipv6Type,
    ipv6({ from: own.ip6, to: victim.ip6, next: 6 }, `0fa00fa0000000010000000050020000${'0'.repeat(8)}`),
    victim.mac,
  ),
  'a search for routers': fromOwn(ipv6Type, multicast('::', icmpv6(133, '00000000')), allNodes),
};

/** What is sent in the end: what came before it on the same way and has not arrived was dropped. */
const last = fromOwn(ipv4Type, ipv4({ from: own.ip, to: victim.ip, protocol: udpProtocol }, words('that was all')), victim.mac);

describe.each(['Tap', 'Interface'] as const)('a guest that lies, with a card of the kind %s', (kind) => {
  it('is not heard by anybody, and heard when it is honest', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const plug = kind === 'Tap' ? ({ kind, ownerUserID: 0 } as const) : ({ kind, namespaceKey: 'liar' } as const);
    const attached = await network.ensure(guest, plug);
    await network.ensure(neighbour, { kind: 'Interface', namespaceKey: 'victim' });
    const place = kind === 'Tap' ? `${world.id}-1` : `${world.id}-1-i-liar`;
    await using liar = await Card.open(place, kind === 'Tap' ? 'tap' : 'packet', 'interfaceName' in attached ? attached.interfaceName : '');
    await using heardByNeighbour = await Card.open(`${world.id}-1-i-victim`, 'packet', 'eth0');
    await using heardByService = await Card.open(`${world.id}-1-100`, 'packet', 'net0');

    liar.send(...Object.values(attacks), ...Object.values(honest), last);
    await eventually(() => expect(heardByNeighbour.has(last)).toBe(true));

    const arrived = (frames: Readonly<Record<string, string>>) =>
      Object.keys(frames).filter((name) => heardByNeighbour.has(frames[name] ?? '') || heardByService.has(frames[name] ?? ''));
    expect(arrived(attacks)).toEqual([]);
    expect(arrived(honest)).toEqual(Object.keys(honest));

    // Without the rules all of it arrives: it is they that stand in the way.
    await must('nsenter', `--net=/run/netns/${world.id}-1`, 'nft', 'delete', 'table', 'bridge', 'tycho');
    const again = fromOwn(ipv4Type, broadcast(own.ip, words('without rules')));
    liar.send(...Object.values(attacks), again);
    await eventually(() => expect(heardByNeighbour.has(again)).toBe(true));

    expect(arrived(attacks)).toEqual(Object.keys(attacks));
  });
});

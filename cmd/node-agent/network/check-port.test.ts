import { describe, expect, it } from 'vitest';
import { checkPeers, checkPort, checkSettings } from './check-port.ts';
import { NetworkFailure } from './network-failure.ts';
import type { HostNetworkSettings, NetworkPort } from './network-port.ts';

const port: NetworkPort = {
  uid: '0f3c9a52-1111-4222-8333-444455556666',
  instanceUID: 'instance',
  macAddress: 'fa:16:3e:00:00:05',
  addresses: [{ ipAddress: '10.10.0.5', prefixLength: 24, gateway: '10.10.0.1' }],
  network: { uid: 'network', vni: 1, cidr: '10.10.0.0/24', gateway: '10.10.0.1', nameServers: ['9.9.9.9'], mtu: 1450, nat: true },
  hostname: 'any text;\n goes',
};
const tap = { kind: 'Tap', ownerUserID: 0 } as const;
const settings: HostNetworkSettings = { switchNamespaceName: 'tycho-1', directory: '/run/tycho', serviceUserID: 65_534 };
const injection = '9.9.9.9 } ; flush ruleset';

describe('checkPort', () => {
  it('lets a port pass that is one', () => {
    expect(() => checkPort(port, tap)).not.toThrow();
    expect(() => checkPort({ ...port, addresses: [] }, { kind: 'Interface', namespaceKey: 'a-1' })).not.toThrow();
  });

  it.each<[string, Partial<NetworkPort>]>([
    ['a uid', { uid: 'a b' }],
    ['a uid that is a path', { uid: '../x' }],
    ['a MAC address', { macAddress: `fa:16:3e:00:00:05 ${injection}` }],
    ["a group's MAC address", { macAddress: 'ff:ff:ff:ff:ff:ff' }],
    ['an address', { addresses: [{ ipAddress: injection, prefixLength: 24 }] }],
    ['a prefix', { addresses: [{ ipAddress: '10.0.0.1', prefixLength: 33 }] }],
    ['a gateway', { addresses: [{ ipAddress: '10.0.0.1', prefixLength: 24, gateway: injection }] }],
    ['too many addresses', { addresses: Array.from({ length: 33 }, () => ({ ipAddress: '10.0.0.1', prefixLength: 24 })) }],
    ['a number', { network: { ...port.network, vni: 16_777_216 } }],
    ['a range', { network: { ...port.network, cidr: injection } }],
    ['a range of IPv6', { network: { ...port.network, cidr: 'fd00::/64' } }],
    ["the network's gateway", { network: { ...port.network, gateway: injection } }],
    ['a name server', { network: { ...port.network, nameServers: [injection] } }],
    ['an MTU', { network: { ...port.network, mtu: 100_000 } }],
    ["the network's uid", { network: { ...port.network, uid: injection } }],
  ])('refuses what is not %s', (_, change) => {
    expect(() => checkPort({ ...port, ...change }, tap)).toThrow(NetworkFailure);
  });

  it('refuses users and namespaces that are none', () => {
    expect(() => checkPort(port, { kind: 'Tap', ownerUserID: -1 })).toThrow(NetworkFailure);
    expect(() => checkPort(port, { kind: 'Interface', namespaceKey: '../../proc/1/ns/net' })).toThrow(NetworkFailure);
  });
});

describe('checkPeers', () => {
  it('asks for addresses of the kind that this host has', () => {
    const own = { ...settings, underlayAddress: '192.0.2.1' };
    expect(() => checkPeers(['192.0.2.2'], own)).not.toThrow();
    expect(() => checkPeers([], settings)).not.toThrow();
    expect(() => checkPeers(['192.0.2.2'], settings)).toThrow('this host has no address');
    expect(() => checkPeers(['fd00::2'], own)).toThrow(NetworkFailure);
    expect(() => checkPeers([injection], own)).toThrow(NetworkFailure);
  });
});

describe('checkSettings', () => {
  it.each<[string, Partial<HostNetworkSettings>]>([
    ['a namespace', { switchNamespaceName: 'a/b' }],
    ["the host's namespace", { hostNamespaceName: '..' }],
    ['an address', { underlayAddress: 'eth0' }],
    ['a UDP port', { vxlanPort: 0 }],
    ['a directory', { directory: 'relative' }],
    ['a directory in a configuration', { directory: '/run/a\nuser=root' }],
    ['a user who is not root', { serviceUserID: 0 }],
    ['an interface', { uplink: { interfaceName: 'a-name-that-is-far-too-long' } }],
    ['ranges', { uplink: { interfaceName: 'eth0', deniedDestinations: ['everything'] } }],
  ])('refuses what is not %s', (_, change) => {
    expect(() => checkSettings(settings)).not.toThrow();
    expect(() => checkSettings({ ...settings, ...change })).toThrow(NetworkFailure);
  });
});

import * as fc from 'fast-check';
import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { hexOfIPv6, isInRange, netmaskOf, netmaskOfIPv6, parseRange } from './ip-text.ts';
import {
  bridgeDevice,
  cableOf,
  gatewayMACAddress,
  linkAddresses,
  linkLocalAddress,
  metadataSource,
  NetworkNames,
  portAlias,
  portDevice,
  portOfAlias,
  serviceDevice,
} from './network-names.ts';

const names = new NetworkNames('tycho-0a1b2c3d');
const vnis = fc.integer({ min: 1, max: 16_777_215 });

describe('names of devices', () => {
  it('have room for 15 characters, whatever they are made from', () => {
    fc.assert(
      fc.property(vnis, fc.uuid(), (vni, uid) => {
        const devices = [bridgeDevice(vni), serviceDevice(vni), names.uplinkDevice(vni), names.tunnelDevice(vni), portDevice('Tap', uid)];
        for (const device of devices) expect(device).toMatch(/^[a-z0-9-]{1,15}$/);
      }),
    );
  });

  it('tell what they were made from', () => {
    expect(names.vniOfServiceNamespace(names.serviceNamespace(4711))).toBe(4711);
    expect(names.keyOfInstanceNamespace(names.instanceNamespace('web-1'))).toBe('web-1');
    expect(portOfAlias(portAlias('port-1', 1000))).toBe('port-1');
    expect(names.vniOfServiceNamespace('tycho-0a1b2c3d')).toBeUndefined();
    expect(names.vniOfServiceNamespace('tycho-0a1b2c3d-i-7')).toBeUndefined();
    expect(names.vniOfServiceNamespace('tycho-other-7')).toBeUndefined();
    expect(names.keyOfInstanceNamespace('tycho-0a1b2c3d-7')).toBeUndefined();
    expect(portOfAlias('uplink to the world')).toBeUndefined();
  });
});

describe('addresses', () => {
  it('are those that a card gives itself', () => {
    expect(linkLocalAddress('fa:16:3e:00:00:05')).toBe('fe80::f816:3eff:fe00:5');
    expect(linkLocalAddress('02:00:00:00:00:00')).toBe('fe80::0:ff:fe00:0');
  });

  it('are of a single card for a gateway, and its own for each network', () => {
    expect(gatewayMACAddress(1)).toBe('0a:74:79:00:00:01');
    expect(gatewayMACAddress(16_777_215)).toBe('0a:74:79:ff:ff:ff');
  });

  it('stand for ports where no network can be, and for one each', () => {
    const taken = new Set<string>();
    fc.assert(
      fc.property(fc.uuid(), (uid) => {
        const source = metadataSource(uid, taken);
        expect(isIPv4(source) && isInRange(source, '240.0.0.0/8')).toBe(true);
        expect(taken.has(source)).toBe(false);
        taken.add(source);
        expect(metadataSource(uid, taken)).not.toBe(source);
      }),
    );
  });

  it('are pairs of one small network for a cable', () => {
    expect(linkAddresses(0)).toEqual({ host: '100.64.0.1', service: '100.64.0.2' });
    expect(linkAddresses(2 ** 20 - 1)).toEqual({ host: '100.127.255.253', service: '100.127.255.254' });
    expect(cableOf('100.64.0.1')).toEqual(linkAddresses(0));
  });
});

describe('text of addresses', () => {
  it.each([
    ['::', '0'.repeat(32)],
    ['fe80::1', `fe80${'0'.repeat(27)}1`],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['::ffff:10.0.0.1', `${'0'.repeat(20)}ffff0a000001`],
  ])('%s has the bits %s', (address, hex) => {
    expect(isIPv6(address)).toBe(true);
    expect(hexOfIPv6(address)).toBe(hex);
  });

  it('makes netmasks', () => {
    expect([0, 1, 8, 24, 29, 32].map(netmaskOf)).toEqual([
      '0.0.0.0',
      '128.0.0.0',
      '255.0.0.0',
      '255.255.255.0',
      '255.255.255.248',
      '255.255.255.255',
    ]);
    expect([0, 10, 64, 128].map(netmaskOfIPv6)).toEqual([
      '::',
      'ffc0::',
      'ffff:ffff:ffff:ffff::',
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    ]);
  });

  it('knows a range from other text', () => {
    expect(parseRange('10.0.0.0/24')).toEqual({ address: '10.0.0.0', prefixLength: 24 });
    expect(parseRange('fd00::/64')).toEqual({ address: 'fd00::', prefixLength: 64 });
    expect(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0/8', '10.0.0.0/8/8', 'x/8', '10.0.0.0/ 8'].map(parseRange)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
  });
});

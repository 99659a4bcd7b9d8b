import { describe, expect, it } from 'vitest';
import { dhcpFiles } from './dhcp-files.ts';
import { hostRuleset } from './host-ruleset.ts';
import { bridgeLines, interfaceLines, portLines, serviceLines, tunnelLines, uplinkLines } from './link-plan.ts';
import type { HostedNetwork, PluggedPort } from './network-port.ts';
import { serviceRuleset } from './service-ruleset.ts';
import { switchRuleset } from './switch-ruleset.ts';

const network: HostedNetwork = {
  uid: 'network-a',
  vni: 4711,
  cidr: '10.10.0.0/24',
  gateway: '10.10.0.1',
  nameServers: ['9.9.9.9', '2620:fe::fe', '1.1.1.1'],
  mtu: 1450,
  nat: true,
};
const { gateway: _, ...closed } = { ...network, uid: 'network-b', vni: 12, nameServers: [] };

const machine: PluggedPort = {
  port: {
    uid: 'port-one',
    instanceUID: 'instance-one',
    macAddress: 'fa:16:3e:00:00:05',
    addresses: [
      { ipAddress: '10.10.0.5', prefixLength: 24, gateway: '10.10.0.1' },
      { ipAddress: 'fd00::5', prefixLength: 64 },
    ],
    network,
    hostname: 'web-1',
  },
  plug: { kind: 'Tap', ownerUserID: 1_900_000_001 },
  metadataSource: '240.1.2.3',
};
const container: PluggedPort = {
  port: {
    ...machine.port,
    uid: 'port-two',
    macAddress: 'fa:16:3e:00:00:06',
    addresses: [{ ipAddress: '10.10.0.6', prefixLength: 24 }],
    hostname: 'Ünicode',
  },
  plug: { kind: 'Interface', namespaceKey: 'two' },
  metadataSource: '240.1.2.4',
  guestInterface: 'eth1',
};
const noLinks = new Map<string, never>();

function listed(parts: Readonly<Record<string, string | readonly string[]>>): string {
  return Object.entries(parts)
    .map(([name, part]) => `## ${name}\n${typeof part === 'string' ? part : part.map((line) => `${line}\n`).join('')}`)
    .join('\n');
}

describe('what the kernel is told of networks', () => {
  it('are the rules of the switch', async () => {
    const rules = switchRuleset(
      [
        { network, tunnelDevice: 'tyx-0123456789' },
        { network: closed, tunnelDevice: undefined },
      ],
      [machine, container],
    );

    await expect(rules).toMatchFileSnapshot('goldens/switch.nft');
  });

  it('are rules that let nothing through, for a host without networks', () => {
    expect(switchRuleset([], [])).not.toContain('elements');
    expect(switchRuleset([], [])).toContain('priority -300; policy drop;');
  });

  it("are the rules of a network's service namespace", async () => {
    const uplink = { interfaceName: 'eth0', allowedDestinations: ['192.168.7.0/24', 'fd00::/8'], deniedDestinations: ['198.51.100.7'] };
    const wayOut = { uplink, vxlanPort: 4789, hostAddresses: ['192.0.2.1', '192.0.2.2'] };

    await expect(serviceRuleset(network, [machine, container], wayOut)).toMatchFileSnapshot('goldens/service-with-way-out.nft');
    await expect(serviceRuleset(closed, [], undefined)).toMatchFileSnapshot('goldens/service-closed.nft');
  });

  it("are the host's own rules for a network", async () => {
    const way = { device: 'tyu-0123456789', uplinkInterface: 'eth0', serviceAddress: '100.64.0.2' };
    const shown = listed({
      'with peers and a way out': hostRuleset({
        table: 'tycho_a_4711',
        vni: 4711,
        vxlanPort: 4789,
        peers: ['192.0.2.2', 'fd00::2'],
        wayOut: way,
      }),
      'with neither': hostRuleset({ table: 'tycho_a_4711', vni: 4711, vxlanPort: 4789, peers: [] }),
    });

    await expect(shown).toMatchFileSnapshot('goldens/host.nft');
  });

  it('are devices, addresses and routes', async () => {
    const parts = {
      found: noLinks,
      serviceNamespace: 'tycho-a-4711',
      isServiceNew: true,
      tunnel: { device: 'tyx-0123456789', alias: 'tycho-tunnel:192.0.2.1/4789' },
    };
    const tunnel = {
      device: 'tyx-0123456789',
      switchNamespace: 'tycho-a',
      underlayAddress: '192.0.2.1',
      vxlanPort: 4789,
      hostLinks: noLinks,
    };
    const uplink = { device: 'tyu-0123456789', serviceNamespace: 'tycho-a-4711', hostAddress: '100.64.0.1', hasCable: false, mtu: 1450 };
    const shown = listed({
      'on the host: tunnel': tunnelLines(4711, tunnel),
      'on the host: way out': uplinkLines(uplink),
      'in the switch namespace: network': bridgeLines(network, parts),
      'in the switch namespace: tap': portLines(machine, undefined, noLinks),
      'in the switch namespace: interface': portLines(container, 'tycho-a-i-two', noLinks),
      'in the service namespace, with a way out': serviceLines(network, { host: '100.64.0.1', service: '100.64.0.2' }),
      'in the service namespace of a network without a gateway': serviceLines(closed, undefined),
      'in the namespace of an instance': interfaceLines(container),
    });

    await expect(shown).toMatchFileSnapshot('goldens/devices.txt');
  });

  it('are the files of a DHCP server', async () => {
    const [open, shut] = [dhcpFiles(network, [machine, container], '/run/dhcp/4711'), dhcpFiles(closed, [], '/run/dhcp/12')];

    await expect(listed({ ...open, 'options without a gateway': shut.options })).toMatchFileSnapshot('goldens/dhcp.txt');
    expect(shut.configuration).toContain('shared-network=net0,10.10.0.0\n');
  });
});

describe('portLines', () => {
  const made = { name: 'tap-e4a6b87a2c', alias: 'tycho-port:port-one/1900000001', bridge: 'br-4711', mtu: 1450, isUp: true };
  const name = portLines(machine, undefined, noLinks)[0]?.split(' ')[3] ?? '';
  const linesFor = (change: Partial<typeof made> & { alias?: string | undefined }) =>
    portLines(machine, undefined, new Map([[name, { ...made, name, ...change }]]));

  it('leaves a device alone that is as it should be', () => {
    expect(linesFor({})).toEqual([]);
  });

  it.each([{ bridge: 'br-1' }, { mtu: 1500 }, { isUp: false }])('mends one that has %o', (change) => {
    expect(linesFor(change)).toEqual([`link set dev ${name} addrgenmode none`, expect.stringContaining(`link set dev ${name} alias`)]);
  });

  it.each([{ alias: undefined }, { alias: 'tycho-port:port-one/7' }])('makes one anew that has %o', (change) => {
    expect(linesFor(change as never).slice(0, 2)).toEqual([`link delete dev ${name}`, expect.stringContaining('tuntap add')]);
  });
});

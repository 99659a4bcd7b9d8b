import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { NetworkFailure } from '#cmd/node-agent/network/network-failure.ts';
import { gatewayMACAddress } from '#cmd/node-agent/network/network-names.ts';
import type { NetworkTools } from '#cmd/node-agent/network/network-tools.ts';
import { SystemNetworkTools } from '#cmd/node-agent/network/system-network-tools.ts';
import { eventually } from '#test/harness/eventually.ts';
import { Card } from './card.ts';
import { arp, dhcp, ethernet, everybody, hex, ipv4, text, udp } from './frames.ts';
import { aNetwork, aPort, must, NetworkWorld } from './network-world.ts';

const guest = (key: string) => ({ kind: 'Interface', namespaceKey: key }) as const;

/** Two tenants who chose the same addresses. */
const [red, blue] = [aNetwork({ uid: 'red', vni: 101 }), aNetwork({ uid: 'blue', vni: 202 })];

/** The real tools, those in the set excepted, which fail. */
function breaking(broken: ReadonlySet<string>): NetworkTools {
  return new Proxy<NetworkTools>(new SystemNetworkTools({ clock: new SystemClock() }), {
    get: (tools, name) => {
      if (broken.has(String(name))) return () => Promise.reject(new NetworkFailure('HostBroken', 'broken on purpose'));
      const tool = Reflect.get(tools, name) as unknown;
      return typeof tool === 'function' ? (tool.bind(tools) as unknown) : tool;
    },
  });
}

async function twoHosts(world: NetworkWorld) {
  await world.host(1);
  await world.host(2);
  const [one, two] = [await world.networkOf(1), await world.networkOf(2)];
  return { one, two };
}

describe('a network on two hosts', () => {
  it('joins its own guests and nobody else, whatever addresses others have', async () => {
    await using world = await NetworkWorld.create();
    const { one, two } = await twoHosts(world);
    await one.ensure(aPort(5, red), guest('red'));
    await one.ensure(aPort(5, blue), guest('blue'));
    await two.ensure(aPort(6, red), guest('red'));
    await two.ensure(aPort(6, blue), guest('blue'));
    await one.setPeers('red', ['192.0.2.2'], 'Interface');
    await two.setPeers('red', ['192.0.2.1'], 'Interface');
    await using redOnTwo = await Card.open(`${world.id}-2-i-red`, 'packet', 'eth0');
    await using blueOnTwo = await Card.open(`${world.id}-2-i-blue`, 'packet', 'eth0');

    expect(await world.reaches('1-i-red', '10.10.0.6')).toBe(true);
    expect(await world.reaches('1-i-red', '10.10.0.6', { bytes: red.mtu - 28 }), 'as large as may be').toBe(true);
    expect(await world.reaches('1-i-red', 'fd00::6')).toBe(true);
    expect(await world.reaches('1-i-blue', '10.10.0.6'), 'without peers').toBe(false);
    const pings = (card: Card) => card.received.filter((frame) => frame.slice(24, 28) === '0800' && frame.slice(46, 48) === '01');
    expect(pings(redOnTwo).length).toBeGreaterThanOrEqual(2);
    expect(pings(blueOnTwo)).toEqual([]);

    await one.setPeers('blue', ['192.0.2.2'], 'Interface');
    await two.setPeers('blue', ['192.0.2.1'], 'Interface');
    expect(await world.reaches('1-i-blue', '10.10.0.6')).toBe(true);
    await one.setPeers('red', [], 'Interface');
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'no peers any more').toBe(false);
    expect(await world.reaches('1-i-blue', '10.10.0.6')).toBe(true);
  });

  it("serves each guest from its own host: neither host's gateway nor its DHCP server is heard on the other", async () => {
    await using world = await NetworkWorld.create();
    const { one, two } = await twoHosts(world);
    const [near, far] = [aPort(5, red), aPort(6, red)];
    await one.ensure(near, guest('red'));
    await two.ensure(far, guest('red'));
    await one.setPeers('red', ['192.0.2.2'], 'Interface');
    await two.setPeers('red', ['192.0.2.1'], 'Interface');
    await using card = await Card.open(`${world.id}-1-i-red`, 'packet', 'eth0');
    await using onTwo = await Card.open(`${world.id}-2-i-red`, 'packet', 'eth0');
    await using gatewayOfTwo = await Card.open(`${world.id}-2-101`, 'packet', 'net0');
    const from = { from: near.macAddress, to: everybody };
    const ask = (target: string) =>
      ethernet({ ...from, type: 0x0806 }, arp({ operation: 'request', senderMAC: near.macAddress, sender: '10.10.0.5', target }));
    const discover = udp({ from: 68, to: 67 }, dhcp({ operation: 1, card: near.macAddress, kind: 1 }));
    const last = ask('10.10.0.6');

    card.send(
      ask('10.10.0.1'),
      ask('169.254.169.254'),
      ethernet({ ...from, type: 0x0800 }, ipv4({ from: '0.0.0.0', to: '255.255.255.255', protocol: 17 }, discover)),
      last,
    );
    await eventually(() => expect(onTwo.has(last)).toBe(true));
    await eventually(() => expect(card.received.filter((frame) => frame.includes('00430044'))).toHaveLength(1));

    const mine = near.macAddress.replaceAll(':', '');
    // The kernel of the guest asks at some time whether anybody has its IPv6 address.
    const crossed = [...onTwo.received, ...gatewayOfTwo.received].filter((frame) => frame.slice(24, 28) !== '86dd');
    expect(crossed.filter((frame) => frame.slice(12, 24) === mine && frame !== last)).toEqual([]);
    const answers = card.received.filter((frame) => frame.slice(0, 24) === `${mine}${gatewayMACAddress(101).replaceAll(':', '')}`);
    expect(answers.filter((frame) => frame.slice(24, 28) === '0806')).toHaveLength(2);
  });

  it('goes on while one of those who run guests on a machine says so, over a restart of the agent too', async () => {
    await using world = await NetworkWorld.create();
    const { one, two } = await twoHosts(world);
    await one.ensure(aPort(5, red), guest('red'));
    await one.ensure(aPort(7, red), { kind: 'Tap', ownerUserID: 0 });
    await two.ensure(aPort(6, red), guest('red'));
    await two.setPeers('red', ['192.0.2.1'], 'Interface');
    await one.setPeers('red', ['192.0.2.2'], 'Interface');
    await one.setPeers('red', ['192.0.2.2'], 'Tap');

    await one.setPeers('red', [], 'Tap');
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'one has left').toBe(true);
    await one.remove(aPort(7, red).uid);
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'and its last port').toBe(true);
    await one.close();
    const after = await world.networkOf(1);
    await after.ensure(aPort(5, red), guest('red'));
    await after.setPeers('red', [], 'Tap');
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'the agent has come back').toBe(true);
    await after.setPeers('red', [], 'Interface');
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'nobody says so any more').toBe(false);
  });

  it('goes on when the last of its guests on a host is stopped and started, over a restart of the agent too', async () => {
    await using world = await NetworkWorld.create();
    const { one, two } = await twoHosts(world);
    await one.ensure(aPort(5, red), guest('red'));
    await two.ensure(aPort(6, red), guest('red'));
    await two.setPeers('red', ['192.0.2.1'], 'Interface');
    await one.setPeers('red', ['192.0.2.2'], 'Interface');

    await one.remove(aPort(5, red).uid);
    await one.ensure(aPort(5, red), guest('red'));
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'started again').toBe(true);
    await one.remove(aPort(5, red).uid);
    await one.close();
    const after = await world.networkOf(1);
    await after.ensure(aPort(5, red), guest('red'));
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'started by another agent').toBe(true);
  });

  it('is remembered while somebody speaks of it, and not by an agent that comes back to other guests', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const records = () => readdir(join(world.folder, '1', 'peers'));
    const onlyRed = { plugKind: 'Interface', ports: new Set([aPort(5, red).uid]), instanceNamespaces: new Set(['red']) } as const;
    await network.ensure(aPort(5, red), guest('red'));
    await network.setPeers('red', ['192.0.2.2'], 'Interface');
    await network.setPeers('blue', ['192.0.2.2'], 'Interface');
    await network.setPeers('blue', ['192.0.2.2'], 'Tap');
    expect(await records()).toHaveLength(2);

    await network.retain(onlyRed);
    expect(await records(), 'the other one still speaks of it').toHaveLength(2);
    await network.retain({ ...onlyRed, plugKind: 'Tap' });
    expect(await records()).toHaveLength(1);
    await network.remove(aPort(5, red).uid);
    expect(await records()).toHaveLength(1);
    await network.setPeers('red', [], 'Interface');
    expect(await records()).toEqual([]);
  });

  it('is there when that was said to have been done, though it failed at first', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    await world.host(2);
    const breaks = new Set<string>();
    const [one, two] = [await world.networkOf(1, {}, undefined, breaking(breaks)), await world.networkOf(2)];
    await one.ensure(aPort(5, red), guest('red'));
    await two.ensure(aPort(6, red), guest('red'));
    await two.setPeers('red', ['192.0.2.1'], 'Interface');
    const peers = join(world.folder, '1', 'peers');

    breaks.add('configureBridge');
    await expect(one.setPeers('red', ['192.0.2.2'], 'Interface')).rejects.toThrow('broken on purpose');
    await expect(one.setPeers('red', ['192.0.2.2'], 'Interface')).rejects.toThrow('broken on purpose');
    breaks.clear();
    await one.setPeers('red', ['192.0.2.2'], 'Interface');
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'after the kernel said no').toBe(true);

    await rm(peers, { recursive: true });
    await expect(one.setPeers('red', [], 'Interface'), 'nothing is left of the record').resolves.toBeUndefined();
    await expect(one.setPeers('red', ['192.0.2.2'], 'Interface')).rejects.toThrow('ENOENT');
    await mkdir(peers);
    await one.setPeers('red', ['192.0.2.2'], 'Interface');
    expect(await world.reaches('1-i-red', '10.10.0.6'), 'after it could not be written down').toBe(true);
    expect(await readdir(peers)).toHaveLength(1);
  });

  it('is written down once and as it is in the end, though the hosts of a machine speak of it at once', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const peers = join(world.folder, '1', 'peers');

    const last = ['192.0.2.39'];
    for (let round = 0; round < 10; round += 1) {
      const said = [...Array.from({ length: 9 }, (_, index) => [`192.0.2.${round + index + 10}`]), last];
      await Promise.all(said.flatMap((each) => [network.setPeers('red', each, 'Tap'), network.setPeers('red', each, 'Interface')]));

      const files = await readdir(peers);
      expect(files).toHaveLength(1);
      expect(JSON.parse(await readFile(join(peers, files[0]!), 'utf8'))).toEqual({
        networkUID: 'red',
        said: { Tap: last, Interface: last },
      });
    }
  });

  it('goes on when a host has got another address', async () => {
    await using world = await NetworkWorld.create();
    const { one, two } = await twoHosts(world);
    await one.ensure(aPort(5, red), guest('red'));
    await two.ensure(aPort(6, red), guest('red'));
    await one.setPeers('red', ['192.0.2.2'], 'Interface');
    await two.setPeers('red', ['192.0.2.1'], 'Interface');
    await one.close();
    await must('ip', '-n', `${world.id}-host1`, 'address', 'delete', '192.0.2.1/24', 'dev', 'under0');
    await must('ip', '-n', `${world.id}-host1`, 'address', 'add', '192.0.2.11/24', 'dev', 'under0');

    const moved = await world.networkOf(1, { underlayAddress: '192.0.2.11' });
    await moved.ensure(aPort(5, red), guest('red'));
    await two.setPeers('red', ['192.0.2.11'], 'Interface');

    expect(await world.reaches('1-i-red', '10.10.0.6')).toBe(true);
  });

  it('takes traffic from its peers only', async () => {
    await using world = await NetworkWorld.create();
    const { one } = await twoHosts(world);
    await world.host(3);
    await one.ensure(aPort(5, red), guest('red'));
    await one.setPeers('red', ['192.0.2.2'], 'Interface');
    await using card = await Card.open(`${world.id}-1-i-red`, 'packet', 'eth0');
    const frame = (words: string) =>
      ethernet(
        { from: 'fa:16:3e:00:00:06', to: everybody, type: 0x0800 },
        ipv4({ from: '10.10.0.6', to: '255.255.255.255', protocol: 17 }, udp({ from: 4000, to: 4000 }, text(words))),
      );
    // As VXLAN: its flags, the network's number, the frame.
    const inject = (host: number, words: string) => {
      const packet = `0800000000${hex(101, 3).slice(0, 6)}00${frame(words)}`.replace('0800000000', '08000000');
      const program = `import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(bytes.fromhex("${packet}"), ("192.0.2.1", 4789))`;
      return must('nsenter', `--net=/run/netns/${world.id}-host${host}`, '/usr/bin/python3', '-c', program);
    };

    await inject(3, 'a stranger');
    await inject(2, 'a peer');
    await eventually(() => expect(card.has(frame('a peer'))).toBe(true));

    expect(card.has(frame('a stranger'))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { Card } from './card.ts';
import { aNetwork, aPort, must, NetworkWorld } from './network-world.ts';

const guest = (key: string) => ({ kind: 'Interface', namespaceKey: key }) as const;

/** A host whose interface `wan0` leads to somebody who has these addresses. */
async function hostWithOutside(world: NetworkWorld): Promise<void> {
  const host = await world.host(1);
  const outside = `${world.id}-outside`;
  const lines = [
    ['netns', 'add', outside],
    ['-n', host, 'link', 'add', 'wan0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', outside],
    ['-n', host, 'address', 'add', '5.5.5.1/24', 'dev', 'wan0'],
    ['-n', host, 'link', 'set', 'wan0', 'up'],
    ['-n', host, 'route', 'add', 'default', 'via', '5.5.5.2'],
    ['-n', outside, 'link', 'set', 'eth0', 'up'],
    ...['5.5.5.2/24', '5.5.5.3/24', '8.8.8.8/32', '10.99.0.1/32', '192.168.7.1/32'].map((each) => [
      '-n',
      outside,
      'address',
      'add',
      each,
      'dev',
      'eth0',
    ]),
    // It would send to guests' networks if it could.
    ['-n', outside, 'route', 'add', 'default', 'via', '5.5.5.1'],
  ];
  for (const line of lines) await must('ip', ...line);
}

const uplink = {
  interfaceName: 'wan0',
  allowedDestinations: ['192.168.7.0/24'],
  deniedDestinations: ['5.5.5.3', '5.5.5.0/30'.replace('/30', '/32')],
};

describe('the way out of a network', () => {
  it('is closed unless the operator opens it, and for a network that is not to have it', async () => {
    await using world = await NetworkWorld.create();
    await hostWithOutside(world);
    const closed = await world.networkOf(1);
    await closed.ensure(aPort(5), guest('a'));
    expect(await world.reaches('1-i-a', '8.8.8.8')).toBe(false);
    await closed.close();

    const open = await world.networkOf(1, { uplink });
    await open.ensure(aPort(5), guest('a'));
    await open.ensure(aPort(5, aNetwork({ uid: 'inner', vni: 200, nat: false })), guest('b'));
    expect(await world.reaches('1-i-a', '8.8.8.8')).toBe(true);
    expect(await world.reaches('1-i-b', '8.8.8.8')).toBe(false);
  });

  it("shows guests as their host, and leads to public addresses and the operator's own choice only", async () => {
    await using world = await NetworkWorld.create();
    await hostWithOutside(world);
    const network = await world.networkOf(1, { uplink });
    await network.ensure(aPort(5), guest('a'));
    // The same addresses once more, and the same way out.
    await network.ensure(aPort(5, aNetwork({ uid: 'other', vni: 200 })), guest('b'));
    await using outside = await Card.open(`${world.id}-outside`, 'packet', 'eth0');

    const reached = async (from: string, addresses: readonly string[]) => {
      const found = await Promise.all(addresses.map(async (address) => ((await world.reaches(from, address)) ? [address] : [])));
      return found.flat();
    };
    const everything = ['8.8.8.8', '5.5.5.2', '192.168.7.1', '10.99.0.1', '5.5.5.3', '5.5.5.1', '192.0.2.1'];

    expect(await reached('host1', everything), 'all of it is there').toEqual(everything);
    expect(await reached('1-i-a', everything)).toEqual(['8.8.8.8', '5.5.5.2', '192.168.7.1']);
    expect(await reached('1-i-b', ['8.8.8.8', '10.10.0.1'])).toEqual(['8.8.8.8', '10.10.0.1']);
    const sources = new Set(outside.received.filter((frame) => frame.slice(24, 28) === '0800').map((frame) => frame.slice(52, 60)));
    expect([...sources], 'who the outside has seen').toEqual(['05050501']);
  });

  it('leads out only: neither the host nor what is behind it is reached by guests, nor guests from outside', async () => {
    await using world = await NetworkWorld.create();
    await hostWithOutside(world);
    const network = await world.networkOf(1, { uplink });
    await network.ensure(aPort(5), guest('a'));
    await network.ensure(aPort(6, aNetwork({ uid: 'other', vni: 200, cidr: '10.20.0.0/24', gateway: '10.20.0.1' })), guest('b'));
    const cable = /inet (100\.\S+)\/30/.exec(await must('ip', '-n', `${world.id}-host1`, 'address', 'show'))?.[1] ?? 'none';

    expect(await world.reaches('1-i-a', cable), "the host's end of the cable").toBe(false);
    expect(await world.reaches('1-i-a', '10.20.0.6'), "another tenant's guest").toBe(false);
    await must('ip', '-n', `${world.id}-1-100`, 'link', 'show', 'up0');
    expect(await world.reaches('outside', '10.10.0.5'), 'a guest').toBe(false);
    expect(
      await world.reaches(
        'outside',
        cable.replace(/\d+$/, (last) => String(Number(last) + 1)),
      ),
      "the network's end of the cable",
    ).toBe(false);
    expect(await world.reaches('outside', '5.5.5.1'), 'while the host answers').toBe(true);
  });

  it('does not carry what would pass for the traffic between hosts', async () => {
    await using world = await NetworkWorld.create();
    await hostWithOutside(world);
    const network = await world.networkOf(1, { uplink });
    await network.ensure(aPort(5), guest('a'));
    await using outside = await Card.open(`${world.id}-outside`, 'packet', 'eth0');
    const send = (port: number) =>
      world.inside(
        '1-i-a',
        '/usr/bin/python3',
        '-c',
        `import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x" * 40, ("8.8.8.8", ${port}))`,
      );

    await send(4789);
    await send(4790);
    expect(await world.reaches('1-i-a', '8.8.8.8')).toBe(true);

    const ports = outside.received.filter((frame) => frame.slice(46, 48) === '11').map((frame) => Number.parseInt(frame.slice(72, 76), 16));
    expect(ports).toEqual([4790]);
  });

  it('is forgotten with the network, and the rest of the host is as it was', async () => {
    await using world = await NetworkWorld.create();
    await hostWithOutside(world);
    await must('nsenter', `--net=/run/netns/${world.id}-host1`, 'nft', 'add', 'table', 'inet', 'operators_own');
    const state = async () => [
      await must('nsenter', `--net=/run/netns/${world.id}-host1`, 'nft', 'list', 'ruleset'),
      await must('ip', '-n', `${world.id}-host1`, '-brief', 'address', 'show'),
    ];
    const before = await state();
    const network = await world.networkOf(1, { uplink });
    await network.ensure(aPort(5), guest('a'));
    expect(await state()).not.toEqual(before);

    await network.remove(aPort(5).uid);

    expect(await state()).toEqual(before);
  });
});

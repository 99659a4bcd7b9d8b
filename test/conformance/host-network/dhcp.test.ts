import { describe, expect, it } from 'vitest';
import { sleepOn, SystemClock, type Clock } from '#apis/machinery/clock.ts';
import { eventually } from '#test/harness/eventually.ts';
import { Card } from './card.ts';
import { dhcp, ethernet, everybody, ipv4, udp } from './frames.ts';
import { aNetwork, aPort, must, NetworkWorld } from './network-world.ts';

const guestNamespace = { kind: 'Interface', namespaceKey: 'guest' } as const;

describe('DHCP', () => {
  it('tells a guest the address of its port and the way out', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(20), guestNamespace);

    expect(await world.lease('1-i-guest', 'eth0')).toMatchObject({
      ip: '10.10.0.20',
      mask: '24',
      router: '10.10.0.1',
      dns: '9.9.9.9',
      mtu: '1450',
      hostname: 'guest-20',
      serverid: '10.10.0.1',
      lease: '3600',
    });
  });

  it('tells a guest of a network without a gateway the way to its metadata, and no other', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const { gateway: _, ...closed } = aNetwork({ nameServers: [] });
    await network.ensure(aPort(20, closed), guestNamespace);

    const lease = await world.lease('1-i-guest', 'eth0');

    expect(lease).toMatchObject({ ip: '10.10.0.20', staticroutes: '169.254.169.254/32 0.0.0.0' });
    expect(lease).not.toHaveProperty('router');
    expect(lease).not.toHaveProperty('dns');
  });

  it('knows a card that is plugged in while the server runs, and forgets one that is pulled out', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(20), guestNamespace);
    const servers = await world.servers();
    // At once, while the server may not even listen yet; and again.
    await network.ensure(aPort(21), guestNamespace);
    expect(await world.lease('1-i-guest', 'eth1')).toMatchObject({ ip: '10.10.0.21' });
    await network.ensure(aPort(22), guestNamespace);
    expect(await world.lease('1-i-guest', 'eth2')).toMatchObject({ ip: '10.10.0.22' });

    await network.remove(aPort(21).uid);
    expect(await world.lease('1-i-guest', 'eth2')).toMatchObject({ ip: '10.10.0.22' });
    await must('nsenter', `--net=/run/netns/${world.id}-1`, 'nft', 'delete', 'table', 'bridge', 'tycho');
    await using card = await Card.open(`${world.id}-1-i-guest`, 'packet', 'eth0');
    const ask = (mac: string) =>
      ethernet(
        { from: mac, to: everybody, type: 0x0800 },
        ipv4(
          { from: '0.0.0.0', to: '255.255.255.255', protocol: 17 },
          udp({ from: 68, to: 67 }, dhcp({ operation: 1, card: mac, kind: 1 })),
        ),
      );
    const offersTo = (mac: string) =>
      card.received.filter((frame) => frame.includes('00430044') && frame.includes(mac.replaceAll(':', '')));

    card.send(ask(aPort(21).macAddress), ask('fa:16:3e:99:99:99'), ask(aPort(22).macAddress));
    await eventually(() => expect(offersTo(aPort(22).macAddress)).toHaveLength(1));

    expect(offersTo(aPort(21).macAddress), 'was pulled out').toEqual([]);
    expect(offersTo('fa:16:3e:99:99:99'), 'was never here').toEqual([]);
    expect(await world.servers(), 'the same server').toEqual(servers);
  });

  it('is there again when its server has died, and ends with the last port', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1, {}, new HastyClock());
    await network.ensure(aPort(20), guestNamespace);
    const [server = ''] = await world.servers();

    process.kill(Number(server.trim().split(' ')[0]), 'SIGKILL');

    await eventually(async () => expect((await world.servers()).filter((each) => each !== server)).toHaveLength(1));
    expect(await world.lease('1-i-guest', 'eth0')).toMatchObject({ ip: '10.10.0.20' });
    await network.remove(aPort(20).uid);
    expect(await world.servers()).toEqual([]);
  });

  it('is served by a process without rights outside of its own network namespace', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(20), guestNamespace);

    const pid = Number((await world.servers())[0]?.trim().split(' ')[0]);
    const status = await must('cat', `/proc/${pid}/status`);

    expect(status).toMatch(/^Uid:(\s+189\d{7}){4}$/m);
    expect(status).toMatch(/^Groups:\s*$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    // Network administration, raw sockets and low ports: no more can be had.
    expect(status).toMatch(/^CapBnd:\s+0000000000003400$/m);
  });
});

/** Twenty times as fast. */
class HastyClock extends SystemClock {
  override monotonicMilliseconds(): number {
    return super.monotonicMilliseconds() * 20;
  }

  override setTimer(callback: () => void, delayMilliseconds: number): ReturnType<Clock['setTimer']> {
    return super.setTimer(callback, delayMilliseconds / 20);
  }

  override sleep(delayMilliseconds: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn({ setTimer: (callback, delay) => super.setTimer(callback, delay) }, delayMilliseconds, options.signal);
  }
}

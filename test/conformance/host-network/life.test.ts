import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aNetwork, aPort, must, NetworkWorld, run } from './network-world.ts';

const guest = (key: string) => ({ kind: 'Interface', namespaceKey: key }) as const;
const nothing = { ports: new Set<string>(), instanceNamespaces: new Set<string>() };

describe('the networks of a host', () => {
  it('keep overlapping networks of tenants apart', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const [red, blue] = [aNetwork({ uid: 'red', vni: 101 }), aNetwork({ uid: 'blue', vni: 202 })];
    await network.ensure(aPort(5, red), guest('red-5'));
    await network.ensure(aPort(6, red), guest('red-6'));
    await network.ensure(aPort(5, blue), guest('blue-5'));

    expect(await world.reaches('1-i-red-5', '10.10.0.6')).toBe(true);
    expect(await world.reaches('1-i-blue-5', '10.10.0.6')).toBe(false);
    expect(await world.reaches('1-i-blue-5', '10.10.0.1')).toBe(true);
  });

  it('give bridges and devices no address, so that whatever runs among them reaches nobody', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    await world.host(2);
    const network = await world.networkOf(1);
    await network.ensure(aPort(5), guest('a'));
    await network.ensure(aPort(6), { kind: 'Tap', ownerUserID: 4242 });
    await network.setPeers('network-a', ['192.0.2.2'], 'Interface');

    const addresses = (await world.inside('1', 'ip', '-oneline', 'address', 'show')).stdout;

    expect(addresses).toBe('');
  });

  it('let nobody but its owner open a tap', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const attached = await network.ensure(aPort(6), { kind: 'Tap', ownerUserID: 1_899_000_001 });
    const name = attached.kind === 'Tap' ? attached.interfaceName : '';
    const open = (userID: number) =>
      world.inside(
        '1',
        'setpriv',
        `--reuid=${userID}`,
        `--regid=${userID}`,
        '--clear-groups',
        '/usr/bin/python3',
        '-c',
        `import os,fcntl,struct; fcntl.ioctl(os.open("/dev/net/tun", os.O_RDWR), 0x400454ca, struct.pack("16sH22x", b"${name}", 0x5002))`,
      );

    expect(await open(1_899_000_002)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('not permitted') });
    expect(await open(1_899_000_001)).toMatchObject({ exitCode: 0 });

    await network.ensure(aPort(6), { kind: 'Tap', ownerUserID: 1_899_000_002 });
    expect(await open(1_899_000_001)).toMatchObject({ exitCode: 1 });
    expect(await open(1_899_000_002)).toMatchObject({ exitCode: 0 });
  });

  it('are found again by an agent that was restarted, and nobody notices', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const before = await world.networkOf(1);
    await before.ensure(aPort(5), guest('a'));
    await before.ensure(aPort(6), guest('b'));
    const source = before.metadataAccess(aPort(5).uid);
    const [servers, links] = [await world.servers(), await must('ip', '-n', `${world.id}-1`, '-oneline', 'link', 'show')];
    await before.close();

    const after = await world.networkOf(1);
    expect(await world.reaches('1-i-a', '10.10.0.6'), 'before anything is asked for').toBe(true);
    const recovered = await after.recover();
    // Asked for one by one: those who wait their turn are not cut off.
    const attached = await after.ensure(aPort(5), guest('a'));
    expect(await world.reaches('1-i-b', '10.10.0.5')).toBe(true);
    await after.ensure(aPort(6), guest('b'));

    expect(recovered.ports.toSorted()).toEqual([aPort(5).uid, aPort(6).uid]);
    expect(recovered.instanceNamespaces.toSorted()).toEqual(['a', 'b']);
    expect(attached).toEqual({ kind: 'Interface', interfaceName: 'eth0', networkNamespacePath: `/run/netns/${world.id}-1-i-a` });
    expect(after.metadataAccess(aPort(5).uid)).toEqual(source);
    expect(await world.servers()).toEqual(servers);
    expect(await must('ip', '-n', `${world.id}-1`, '-oneline', 'link', 'show')).toBe(links);
  });

  it('lose what nobody wants any more, and keep what is not theirs', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(5), guest('a'));
    await network.ensure(aPort(6), guest('b'));
    await network.ensure(aPort(7, aNetwork({ uid: 'other', vni: 300 })), { kind: 'Tap', ownerUserID: 0 });
    await must('ip', '-n', `${world.id}-1`, 'link', 'add', 'theirs', 'type', 'bridge');
    await must('ip', 'netns', 'add', `${world.id}-1-theirs`);
    await network.close();

    const after = await world.networkOf(1);
    await after.retain({ plugKind: 'Interface', ports: new Set([aPort(5).uid]), instanceNamespaces: new Set(['a']) });
    await after.retain({ plugKind: 'Tap', ...nothing });

    expect(await world.namespaces()).toEqual(['1', '1-100', '1-i-a', '1-theirs', 'cable', 'host1'].map((name) => `${world.id}-${name}`));
    const links = await must('ip', '-n', `${world.id}-1`, '-brief', 'link', 'show');
    expect(links.split('\n').map((line) => line.split(/[\s@]/)[0]?.split('-')[0])).toEqual(['lo', 'br', 'sv', 'vp', 'theirs', '']);
    expect(await world.servers()).toHaveLength(1);
    await after.retain({ plugKind: 'Interface', ...nothing });
    expect(await world.namespaces()).toEqual(['1', '1-theirs', 'cable', 'host1'].map((name) => `${world.id}-${name}`));
    expect((await world.inside('host1', 'nft', 'list', 'ruleset')).stdout).toBe('');
  });

  it.each([
    ['Tap', 'Interface', 'vp-'],
    ['Interface', 'Tap', 'tap-'],
  ] as const)('lose nothing of other guests when nobody wants those with a %s any more', async (gone, kept, device) => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const before = await world.networkOf(1);
    const plugs = { Tap: { kind: 'Tap', ownerUserID: 0 }, Interface: guest('a') } as const;
    await before.ensure(aPort(5), plugs.Interface);
    await before.ensure(aPort(6), plugs.Tap);
    await before.close();
    // A device without a record tells by its name whose it is.
    await rm(join(world.folder, '1', 'ports'), { recursive: true });
    const network = await world.networkOf(1);

    await network.retain({ plugKind: gone, ...nothing });

    const devices = await must('ip', '-n', `${world.id}-1`, '-brief', 'link', 'show', 'master', 'br-100');
    expect(devices.split('\n').flatMap((line) => /^(tap-|vp-)/.exec(line)?.[0] ?? [])).toEqual([device]);
    expect((await world.namespaces()).includes(`${world.id}-1-i-a`)).toBe(kept === 'Interface');
    expect(await world.servers()).toHaveLength(1);
    await network.retain({ plugKind: kept, ...nothing });
    expect(await world.namespaces()).toEqual(['1', 'cable', 'host1'].map((name) => `${world.id}-${name}`));
  });

  it('lose nothing of other guests either when it is remembered whose they are', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(5), guest('a'));
    await network.ensure(aPort(6), guest('b'));
    await network.ensure(aPort(7), { kind: 'Tap', ownerUserID: 0 });

    await network.retain({ plugKind: 'Tap', ...nothing });

    expect([5, 6, 7].map((number) => network.portsOf(`instance-${number}`).length)).toEqual([1, 1, 0]);
    expect(await world.reaches('1-i-a', '10.10.0.6')).toBe(true);
  });

  it('go altogether with the last port', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1, { ownsSwitchNamespace: true });
    await network.ensureInstanceNamespace('without-ports');
    await network.ensure(aPort(5), guest('a'));

    await network.remove(aPort(5).uid);
    await network.removeInstanceNamespace('a');
    await network.removeInstanceNamespace('without-ports');

    expect(await world.namespaces()).toEqual([`${world.id}-cable`, `${world.id}-host1`]);
    await network.ensure(aPort(5), guest('a'));
    expect(await world.reaches('1-i-a', '10.10.0.1')).toBe(true);
  });

  it('leave no namespace behind that their driver has removed', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(5), { kind: 'Tap', ownerUserID: 0 });

    await must('ip', 'netns', 'delete', `${world.id}-1`);
    await network.remove(aPort(5).uid);

    expect(await world.namespaces()).toEqual([`${world.id}-cable`, `${world.id}-host1`]);
    expect(await world.servers()).toEqual([]);
  });

  it('are made again when something of them has gone', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const plugAll = () => Promise.all([network.ensure(aPort(5), guest('a')), network.ensure(aPort(6), guest('b'))]);
    await plugAll();
    const losses: readonly (readonly string[])[] = [
      ['ip', '-n', `${world.id}-1`, 'link', 'delete', 'br-100'],
      ['ip', '-n', `${world.id}-1`, 'link', 'delete', 'sv-100'],
      ['ip', '-n', `${world.id}-1-i-a`, 'link', 'delete', 'eth0'],
      ['ip', 'netns', 'delete', `${world.id}-1-100`],
      ['ip', 'netns', 'delete', `${world.id}-1-i-b`],
      ['ip', 'netns', 'delete', `${world.id}-1`],
    ];

    for (const [program = '', ...theArguments] of losses) {
      await must(program, ...theArguments);
      // The kernel may still be taking away what was in a namespace.
      await plugAll().catch(() => plugAll());
      const reached = [
        await world.reaches('1-i-a', '10.10.0.6'),
        await world.reaches('1-i-b', '10.10.0.1'),
        (await world.lease('1-i-a', 'eth0'))?.['ip'],
      ];
      expect({ after: theArguments.join(' '), reached }).toEqual({ after: theArguments.join(' '), reached: [true, true, '10.10.0.5'] });
    }
  });

  it('do for the others what cannot be done for one', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensureInstanceNamespace('a');
    await must('ip', '-n', `${world.id}-1-i-a`, 'link', 'add', 'eth0', 'type', 'bridge');

    const [broken, whole] = await Promise.allSettled([network.ensure(aPort(5), guest('a')), network.ensure(aPort(6), guest('b'))]);

    expect(broken).toMatchObject({ status: 'rejected', reason: { name: 'NetworkFailure', reason: 'HostBroken' } });
    expect(whole).toMatchObject({ status: 'fulfilled' });
    expect(await world.reaches('1-i-b', '10.10.0.1')).toBe(true);
    await must('ip', '-n', `${world.id}-1-i-a`, 'link', 'delete', 'eth0');
    await network.ensure(aPort(5), guest('a'));
    expect(await world.reaches('1-i-a', '10.10.0.6')).toBe(true);
  });

  it('follow a card to the namespace of another instance', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(5), guest('a'));

    await network.ensure(aPort(5), guest('b'));

    expect(await world.reaches('1-i-b', '10.10.0.1')).toBe(true);
    expect((await world.inside('1-i-a', 'ip', 'link', 'show', 'eth0')).exitCode).toBe(1);
  });

  it('hold for the others when two cards have the same addresses', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(5), guest('a'));
    await network.ensure({ ...aPort(5), uid: 'twin' }, { kind: 'Tap', ownerUserID: 0 });
    await network.ensure(aPort(6, aNetwork(), { hostname: aPort(5).hostname }), guest('b'));

    expect(await world.lease('1-i-b', 'eth0')).toMatchObject({ ip: '10.10.0.6', hostname: 'guest-5' });
    await network.remove('twin');
    expect(await world.lease('1-i-a', 'eth0')).toMatchObject({ ip: '10.10.0.5', hostname: 'guest-5' });
    expect(await world.reaches('1-i-a', '10.10.0.6')).toBe(true);
  });

  it('plug many cards in at once', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const ports = Array.from({ length: 40 }, (_, index) => aPort(index + 10));

    await Promise.all(ports.map((port) => network.ensure(port, { kind: 'Tap', ownerUserID: 1_899_000_000 })));

    const { stdout } = await run('ip', '-n', `${world.id}-1`, '-brief', 'link', 'show', 'master', 'br-100');
    expect(stdout.split('\n').filter((line) => line.startsWith('tap-'))).toHaveLength(40);
    await Promise.all(ports.map(({ uid }) => network.remove(uid)));
    expect(await world.namespaces()).not.toContain(`${world.id}-1-100`);
  });

  it('refuse a namespace and a network that make no sense', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await network.ensure(aPort(5), guest('a'));

    const attempts = [
      network.ensure(aPort(6), guest('../a')),
      network.ensure(aPort(6, aNetwork({ nameServers: ['9.9.9.9\nuser=root'] })), guest('b')),
      network.ensure(aPort(6, aNetwork({ uid: 'another' })), guest('b')),
      network.ensure(aPort(6, aNetwork(), { macAddress: 'fa:16:3e:00:00:06 accept' }), guest('b')),
      network.setPeers('network-a', ['fd00::1'], 'Interface'),
    ];

    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes).toEqual(attempts.map(() => expect.objectContaining({ reason: expect.objectContaining({ reason: 'Invalid' }) })));
  });
});

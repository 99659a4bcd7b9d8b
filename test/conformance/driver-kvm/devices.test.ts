import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aGuestPort } from '#test/builders/guest.ts';
import { eventually } from '#test/harness/eventually.ts';
import { bootMilliseconds, consoleShows, KVMWorld, run } from './kvm-world.ts';

const mebibyte = 1024 ** 2;

/** Writes to a disk as soon as it is there, and says where on the bus it is. */
function writesTo(serial: string, text: string): string {
  return `(while true; do
    for disk in /sys/block/vd*; do
      [ "$(cat $disk/serial)" = "${serial}" ] || continue
      path=$(readlink -f $disk); path=\${path%/virtio*}; path=\${path##*/pci0000:00/}
      echo "${text}" | dd of=/dev/\${disk##*/} conv=notrunc 2>/dev/null && sync && echo "wrote ${text} to $path" >/dev/ttyS0
      while [ -d $disk ]; do sleep 0.2; done
    done
    sleep 0.2
  done) &`;
}

describe('devices that come and go while a guest runs', { timeout: 5 * bootMilliseconds }, () => {
  it('are volumes, whose files are closed to all others, that grow, and that keep their places', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const { hotPlugging } = driver.abilities;
    const volume = await world.volume({ serial: 'the-volume' });
    const guest = world.guest(writesTo('the-volume', 'hello'));
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'READY');

    await hotPlugging?.attachVolume(guest.mark, volume);
    await consoleShows(driver, guest.mark, 'disk vdb added, 64 MiB, serial the-volume');
    const place = await placeOf(consoleShows(driver, guest.mark, 'wrote hello to'));
    expect((await stat(volume.file.path)).mode & 0o777).toBe(0o660);
    await hotPlugging?.extendVolume(guest.mark, volume, { sizeBytes: 128 * mebibyte });
    await consoleShows(driver, guest.mark, 'disk vdb is now 128 MiB');
    expect((await stat(volume.file.path)).size).toBe(128 * mebibyte);
    await hotPlugging?.detachVolume(guest.mark, volume);
    await consoleShows(driver, guest.mark, 'disk vdb removed');

    expect((await readFile(volume.file.path)).subarray(0, 6).toString()).toBe('hello\n');
    expect(await stat(volume.file.path)).toMatchObject({ gid: 0, nlink: 1 });
    expect((await stat(volume.file.path)).mode & 0o777).toBe(0o600);

    await hotPlugging?.attachVolume(guest.mark, { ...volume, epoch: 2 });
    await consoleShows(driver, guest.mark, 'wrote hello to', { times: 2 });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    const before = await world.volume();
    await driver.start({ ...guest, volumes: [before, { ...volume, epoch: 2 }] });
    const shown = await consoleShows(driver, guest.mark, 'wrote hello to', { times: 3 });

    expect(
      new Set(
        shown
          .split('\n')
          .filter((line) => line.startsWith('wrote hello to'))
          // A guest that is cut off in the middle of a line has the first words of the next one behind it.
          .map((line) => line.replace(/tycho-guest: .*/, '').trim()),
      ),
    ).toEqual(new Set([`wrote hello to ${place}`]));
    await driver.destroy(guest.mark);
    expect(await world.traces()).toEqual([]);
    expect(await stat(volume.file.path)).toMatchObject({ gid: 0, nlink: 1 });
  });

  it('are volumes that may only be read, and volumes that several guests share', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const readOnly = await world.volume({ serial: 'read-only', isReadOnly: true });
    const shared = await world.volume({ serial: 'shared', isShareable: true });
    const second = { ...shared, attachmentUID: 'the-second' };
    const writer = world.guest(`cat /sys/block/vdb/ro; ${writesTo('shared', 'one for all')}`);
    const reader = world.guest('while true; do head -c 11 /dev/vdb; echo; sleep 0.5; done');
    for (const guest of [writer, reader]) await driver.prepare(guest);

    await driver.start({ ...writer, volumes: [readOnly, shared] });
    await consoleShows(driver, writer.mark, 'user-data | 1');
    await consoleShows(driver, writer.mark, 'wrote one for all');
    await driver.start({ ...reader, volumes: [second] });

    await consoleShows(driver, reader.mark, 'user-data | one for all');
    await driver.abilities.hotPlugging?.detachVolume(writer.mark, shared);
    await consoleShows(driver, reader.mark, 'user-data | one for all', { times: 5 });
    expect((await readFile(shared.file.path)).subarray(0, 11).toString()).toBe('one for all');
  });

  it('are cards on tap devices, which the guest gets with their size of packets', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const { hotPlugging } = driver.abilities;
    const guest = world.guest('true');
    await driver.prepare(guest);
    const inNamespace = ['-netns', world.networkNamespaceName];
    for (const name of ['tap-a', 'tap-b']) {
      await run('ip', [...inNamespace, 'tuntap', 'add', name, 'mode', 'tap']);
      await run('ip', [...inNamespace, 'link', 'set', name, 'up']);
    }
    const port = (name: string) =>
      aGuestPort({
        uid: `port-${name}`,
        macAddress: name === 'a' ? '52:54:00:00:00:0a' : '52:54:00:00:00:0b',
        mtu: 1450,
        addresses: [{ ipAddress: '10.1.0.4', prefixLength: 24, nameServers: [] }],
        attachment: { kind: 'Tap', interfaceName: `tap-${name}`, networkNamespacePath: `/run/netns/${world.networkNamespaceName}` },
      });
    const receivedPackets = async (name: string): Promise<number> => {
      const { stdout } = await run('ip', [...inNamespace, '-json', '-statistics', 'link', 'show', name]);
      return (JSON.parse(stdout) as [{ stats64: { rx: { packets: number } } }])[0].stats64.rx.packets;
    };

    await driver.start({ ...guest, ports: [port('a')] });
    await consoleShows(driver, guest.mark, 'READY');
    await hotPlugging?.attachPort(guest.mark, port('b'));
    await consoleShows(driver, guest.mark, 'card eth1 added, 52:54:00:00:00:0b, MTU 1450');
    await eventually(async () => {
      expect(await receivedPackets('tap-a')).toBeGreaterThan(0);
      expect(await receivedPackets('tap-b')).toBeGreaterThan(0);
    });
    expect(await driver.observe(guest.mark)).toMatchObject({
      portUIDs: ['port-a', 'port-b'],
      addresses: [{ macAddress: '52:54:00:00:00:0a', ipAddress: '10.1.0.4' }, { macAddress: '52:54:00:00:00:0b' }],
    });
    await hotPlugging?.detachPort(guest.mark, 'port-a');
    await consoleShows(driver, guest.mark, 'card eth0 removed');

    expect(await driver.observe(guest.mark)).toMatchObject({ portUIDs: ['port-b'] });
    await driver.destroy(guest.mark);
    // The taps are somebody else's, and so is now the namespace that they are in.
    expect(await world.traces()).toEqual([world.networkNamespaceName]);
  });

  it('are as many as a guest may have, and are all there after the next start', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const volumes = await Promise.all(Array.from({ length: 16 }, (_, index) => world.volume({ serial: `volume-${index}` })));
    const ports = Array.from({ length: 8 }, (_, index) => aGuestPort({ uid: `port-${index}`, macAddress: `52:54:00:00:01:0${index}` }));
    const guest = world.guest('echo "$(ls -d /sys/block/vd* | wc -l) disks and $(ls -d /sys/class/net/eth* | wc -l) cards"');
    await driver.prepare(guest);

    await driver.start({ ...guest, ports, volumes });
    await consoleShows(driver, guest.mark, '17 disks and 8 cards');

    const another = await world.volume();
    await expect(driver.abilities.hotPlugging?.attachVolume(guest.mark, another)).rejects.toMatchObject({ reason: 'Unsupported' });
  });
});

async function placeOf(shown: Promise<string>): Promise<string | undefined> {
  return /wrote hello to (\S+)/.exec(await shown)?.[1];
}

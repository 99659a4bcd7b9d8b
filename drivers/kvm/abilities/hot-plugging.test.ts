import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aGuestPort } from '#test/builders/guest.ts';
import { ScriptedKVMWorld } from '#test/harness/scripted-kvm-world.ts';

const another = aGuestPort({ uid: 'another', macAddress: '52:54:00:00:00:77' });

describe('plugging in and out', () => {
  it('keeps a device that the guest does not let go of, until it does', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    const { hotPlugging } = driver.abilities;
    const volume = await world.volume();
    await hotPlugging?.attachVolume(guest.mark, volume);
    world.host.machine.pulling = 'Ignored';

    await expect(hotPlugging?.detachVolume(guest.mark, volume)).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('has not let go'),
    });
    expect(await driver.observe(guest.mark)).toMatchObject({ volumes: [{ attachmentUID: volume.attachmentUID }] });
    expect(await readdir(world.pathOf(guest.mark, 'machine'))).toContain('volume-8');
    world.host.machine.pulling = 'LetsGo';
    await hotPlugging?.detachVolume(guest.mark, volume);

    expect(await driver.observe(guest.mark)).not.toHaveProperty('volumes');
    expect([...world.host.machine.nodes.keys()]).not.toContain('volume8');
    expect(await readdir(world.pathOf(guest.mark, 'machine'))).not.toContain('volume-8');
    expect((await stat(volume.file.path)).mode & 0o777).toBe(0o600);
  });

  it('closes the file of a volume that the guest let go of while nobody watched', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    const volume = await world.volume();
    await driver.abilities.hotPlugging?.attachVolume(guest.mark, volume);
    await driver.close();
    for (const name of world.host.machine.devices) if (name.startsWith('volume')) world.host.machine.devices.delete(name);

    const next = world.driver();
    expect(await next.observe(guest.mark)).not.toHaveProperty('volumes');
    await next.abilities.hotPlugging?.detachVolume(guest.mark, volume);

    expect([...world.host.machine.nodes.keys()]).not.toContain('volume8');
  });

  it('leaves nothing behind of a device that QEMU refuses', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    world.host.machine.refused = 'port-another';

    await expect(driver.abilities.hotPlugging?.attachPort(guest.mark, another)).rejects.toMatchObject({ reason: 'Temporary' });

    expect([...world.host.machine.networks]).toEqual(['network0']);
    world.host.machine.refused = undefined;
    await driver.abilities.hotPlugging?.attachPort(guest.mark, another);
    expect(await driver.observe(guest.mark)).toMatchObject({ portUIDs: [guest.ports[0]?.uid, 'another'] });
  });

  it('obeys the newest of the orders about an attachment', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    const { hotPlugging } = driver.abilities;
    const volume = await world.volume({ epoch: 7 });
    await hotPlugging?.attachVolume(guest.mark, volume);

    await hotPlugging?.attachVolume(guest.mark, { ...volume, epoch: 6 });
    await hotPlugging?.detachVolume(guest.mark, { ...volume, epoch: 6 });
    expect(await driver.observe(guest.mark)).toMatchObject({ volumes: [{ epoch: 7 }] });
    await hotPlugging?.attachVolume(guest.mark, { ...volume, epoch: 8 });

    expect(await driver.observe(guest.mark)).toMatchObject({ volumes: [{ attachmentUID: volume.attachmentUID, epoch: 8 }] });
    await expect(hotPlugging?.extendVolume(guest.mark, volume, { sizeBytes: 2 * 1024 ** 3 })).rejects.toMatchObject({
      reason: 'Temporary',
    });
    await hotPlugging?.extendVolume(guest.mark, { ...volume, epoch: 8 }, { sizeBytes: 2 * 1024 ** 3 });
    expect(world.host.machine.nodes.get('volume8')?.sizeBytes).toBe(2 * 1024 ** 3);
  });

  it('gives a device its place back at the next start', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    const { hotPlugging } = driver.abilities;
    const [first, second] = [await world.volume({ attachmentUID: 'first' }), await world.volume({ attachmentUID: 'second' })];
    await hotPlugging?.attachVolume(guest.mark, first);
    await hotPlugging?.attachVolume(guest.mark, second);
    await hotPlugging?.detachVolume(guest.mark, first);
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });

    await driver.start({ ...guest, volumes: [first, second] });

    expect([...world.host.machine.devices].filter((name) => name.startsWith('volume'))).toEqual(['volume-first.1.8', 'volume-second.1.9']);
  });

  it('refuses what cannot be', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    const { hotPlugging } = driver.abilities;
    const volume = await world.volume({ isShareable: true, file: { format: 'Qcow2', path: '', sizeBytes: 1 } });
    const elsewhere = { kind: 'Tap', interfaceName: 'tap0', networkNamespacePath: '/run/netns/other' } as const;
    const interfaceAttachment = { ...elsewhere, kind: 'Interface' } as const;

    await expect(hotPlugging?.attachVolume(guest.mark, volume)).rejects.toMatchObject({ reason: 'Unsupported' });
    await expect(hotPlugging?.attachPort(guest.mark, { ...another, attachment: elsewhere })).rejects.toMatchObject({
      reason: 'HostBroken',
    });
    await expect(hotPlugging?.attachPort(guest.mark, { ...another, attachment: interfaceAttachment })).rejects.toMatchObject({
      reason: 'Unsupported',
    });
    await driver.abilities.pausing?.pause(guest.mark);
    await expect(hotPlugging?.detachPort(guest.mark, guest.ports[0]?.uid ?? '')).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('is paused'),
    });
    expect(await driver.observe(guest.mark)).toMatchObject({ portUIDs: [guest.ports[0]?.uid] });
  });
});

describe('a machine that release 0.1 started', () => {
  /** Its devices had no names, its guest one card, and nothing of it was noted. */
  async function anOldMachine(world: ScriptedKVMWorld) {
    const { driver, guest } = await world.running();
    await driver.close();
    world.host.machine.devices.clear();
    await rm(world.pathOf(guest.mark, 'machine.json'));
    return { driver: world.driver(), guest };
  }

  it('is adopted with its card, and takes devices in the slots that it has', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await anOldMachine(world);
    const { hotPlugging } = driver.abilities;
    const [port] = guest.ports;
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running', addresses: [{ macAddress: port?.macAddress }] });

    if (port !== undefined) await hotPlugging?.attachPort(guest.mark, port);
    await hotPlugging?.attachPort(guest.mark, another);
    await hotPlugging?.attachVolume(guest.mark, await world.volume());

    expect([...world.host.machine.devices]).toEqual(['port-another.0', expect.stringMatching(/\.7$/)]);
    expect(await driver.observe(guest.mark)).toMatchObject({ portUIDs: ['another', port?.uid], volumes: [{ epoch: 1 }] });
  });

  it('keeps the place of its first card at its next start', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await anOldMachine(world);
    const path = world.pathOf(guest.mark, 'prepared.json');
    const { layout: _, image: __, ...old } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await rm(path);
    await writeFile(path, JSON.stringify(old));

    await driver.start(guest);

    expect(world.host.machine.entry.commandLine.find((word) => word.startsWith('driver=virtio-net-pci'))).toMatch(/addr=0x02$/);
    await expect(driver.abilities.hotPlugging?.detachPort(guest.mark, guest.ports[0]?.uid ?? '')).rejects.toMatchObject({
      reason: 'Unsupported',
    });
  });
});

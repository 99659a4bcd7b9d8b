import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDiskImage, aGuestPort } from '#test/builders/guest.ts';
import { ScriptedKVMWorld } from '#test/harness/scripted-kvm-world.ts';
import { HugePages } from '../host/huge-pages.ts';

describe('a trusted platform module', () => {
  it('is started before its QEMU, and ended with the guest', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ hasTPM: true });

    expect(world.host.otherPrograms).toEqual(['/usr/bin/swtpm']);
    expect(world.host.machine.entry.commandLine).toContain('type=emulator,id=tpm0,chardev=tpm');
    expect((await stat(world.pathOf(guest.mark, 'machine', 'tpm'))).mode & 0o777).toBe(0o700);
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver.start(guest);
    expect(world.host.otherPrograms).toEqual(['/usr/bin/swtpm']);
    await driver.destroy(guest.mark);

    expect(world.host.otherPrograms).toEqual([]);
  });

  it('does not wait for ever for a QEMU that did not come', async () => {
    await using world = await ScriptedKVMWorld.create();
    const [driver, guest] = [world.driver({ hugePages: new HugePages({ root: '/nowhere' }) }), world.guest({ hasTPM: true })];
    await driver.prepare(guest);
    await rm(join(world.folder, 'kernel'));

    await expect(driver.start(guest)).rejects.toMatchObject({ reason: 'Temporary' });

    expect(world.host.otherPrograms).toEqual([]);
  });
});

describe('what a dead driver left behind', () => {
  it('is ended when the next one looks: a copying, a module whose QEMU is gone; and nothing of others', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver.close();
    const own = process.getuid?.() ?? 0;
    for (const [program, userID] of [
      ['/usr/bin/qemu-img', own],
      ['/usr/bin/swtpm', own],
      ['/usr/bin/qemu-img', 12_345],
      ['/usr/bin/vim', own],
    ] as const) {
      world.host.addForeign([program], userID);
    }

    await world.driver().recover();

    expect(world.host.otherPrograms).toEqual(['/usr/bin/qemu-img', '/usr/bin/vim']);
  });
});

describe('firmware', () => {
  it('is given to a guest with variables of its own, which stay as it leaves them', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ firmware: 'UEFI' });
    const variables = world.pathOf(guest.mark, 'machine', 'firmware-variables.fd');
    expect(await readFile(variables, 'utf8')).toBe('variables');
    await writeFile(variables, 'the guest was here');
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });

    await driver.start(guest);

    expect(await readFile(variables, 'utf8')).toBe('the guest was here');
    expect(world.host.machine.entry.commandLine.join(' ')).toContain('pflash0=firmware-code,pflash1=firmware-variables');
  });

  it('is asked of the operator where the host has none', async () => {
    await using world = await ScriptedKVMWorld.create();
    const [driver, guest] = [world.driver({ firmware: () => Promise.resolve(undefined) }), world.guest({ firmware: 'UEFI' })];
    await driver.prepare(guest);

    await expect(driver.start(guest)).rejects.toMatchObject({ reason: 'HostBroken', message: expect.stringContaining('ovmf') });
  });
});

describe('the user whom the tap devices of a guest are to belong to', () => {
  it('is known before the guest is made, is the one that its QEMU runs as, and is free again with the guest', async () => {
    await using world = await ScriptedKVMWorld.create();
    const [driver, guest] = [world.driver(), world.guest()];

    const userID = await driver.tapOwnerUserID?.(guest.mark);
    await driver.prepare(guest);
    await driver.start(guest);
    expect(world.host.machine.entry.userID).toBe(userID);
    expect(await driver.tapOwnerUserID?.(guest.mark)).toBe(userID);
    await driver.destroy(guest.mark);
    expect(await readdir(join(world.folder, 'state', 'users'))).toEqual([]);
    await driver.tapOwnerUserID?.(guest.mark);
    await driver.destroy(guest.mark);

    expect(await readdir(join(world.folder, 'state', 'users'))).toEqual([]);
  });
});

describe('a start', () => {
  it('makes the rescue disk and the config drive anew, and keeps the own disk', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await writeFile(world.pathOf(guest.mark, 'machine', 'disk.qcow2'), 'of the guest');
    await writeFile(world.pathOf(guest.mark, 'machine', 'rescue.qcow2'), 'of the last rescue');
    const rescueImage = aDiskImage({ path: join(world.folder, 'disk') });

    await driver.start({ ...guest, rescueImage, configDrive: new Map([['openstack/latest/user_data', Buffer.from('other words')]]) });

    expect((await stat(world.pathOf(guest.mark, 'machine', 'rescue.qcow2'))).size).toBe(4 * 65_536);
    expect(await readFile(world.pathOf(guest.mark, 'machine', 'disk.qcow2'), 'utf8')).toBe('of the guest');
    expect(await readFile(world.pathOf(guest.mark, 'config-drive.iso'), 'utf8')).toContain('other words');
    expect(await driver.observe(guest.mark)).toMatchObject({ inRescue: true });
  });

  it('takes the ways to the volumes of the last one away', async () => {
    await using world = await ScriptedKVMWorld.create();
    const volume = await world.volume();
    const { driver, guest } = await world.running({ volumes: [volume] });
    expect(await readdir(world.pathOf(guest.mark, 'machine'))).toContain('volume-8');
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });

    await driver.start({ ...guest, volumes: [] });

    expect(await readdir(world.pathOf(guest.mark, 'machine'))).not.toContain('volume-8');
  });

  it.each<[string, Parameters<ScriptedKVMWorld['guest']>[0], string, string]>([
    ['a boot volume that is not attached', { bootVolumeUID: 'not-there' }, 'Temporary', 'boots from is not attached'],
    [
      'an interface instead of a tap',
      { ports: [aGuestPort({ attachment: { kind: 'Interface', interfaceName: 'eth0', networkNamespacePath: '/run/netns/guests' } })] },
      'Unsupported',
      'by a tap device',
    ],
    [
      'a tap in another network',
      { ports: [aGuestPort({ attachment: { kind: 'Tap', interfaceName: 'tap0', networkNamespacePath: '/run/netns/other' } })] },
      'HostBroken',
      'QEMU runs in /run/netns/guests',
    ],
    ['processors that nobody has', { extraSpecs: { 'hw:cpu_policy': 'dedicated' }, vcpus: 1_000 }, 'Temporary', 'processors of its own'],
    ['pages of a strange size', { extraSpecs: { 'hw:mem_page_size': '3MB' } }, 'Unsupported', 'hw:mem_page_size'],
    [
      'too many cards',
      { ports: Array.from({ length: 9 }, (_, index) => aGuestPort({ uid: `port-${index}` })) },
      'Unsupported',
      'at most 8 network cards',
    ],
  ])('is refused with %s', async (_, overrides, reason, message) => {
    await using world = await ScriptedKVMWorld.create();
    const [driver, guest] = [world.driver(), world.guest(overrides)];
    await driver.prepare(guest);

    await expect(driver.start(guest)).rejects.toMatchObject({ reason, message: expect.stringContaining(message) });

    expect(world.host.machines).toEqual([]);
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
  });
});

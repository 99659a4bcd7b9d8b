import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDiskImage } from '#test/builders/guest.ts';
import { ScriptedKVMWorld } from '#test/harness/scripted-kvm-world.ts';

describe('rebuilding', () => {
  it('replaces the disk and what goes with it, and keeps everything else', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    const disk = world.pathOf(guest.mark, 'machine', 'disk.qcow2');
    await writeFile(disk, 'what the guest wrote');
    await writeFile(world.pathOf(guest.mark, 'machine', 'firmware-variables.fd'), 'where it booted from');
    const before = JSON.parse(await readFile(world.pathOf(guest.mark, 'prepared.json'), 'utf8')) as object;
    const image = aDiskImage({ path: join(world.folder, 'disk') });

    await driver.abilities.rebuilding?.rebuild({ ...guest, image, diskGiB: 3 });

    expect((await stat(disk)).size).toBe(4 * 65_536);
    expect(await readdir(world.pathOf(guest.mark, 'machine'))).not.toContain('firmware-variables.fd');
    expect(JSON.parse(await readFile(world.pathOf(guest.mark, 'prepared.json'), 'utf8'))).toEqual({ ...before, image });
    await driver.start({ ...guest, image, diskGiB: 3 });
    expect(world.host.machine.entry.commandLine.join(' ')).toContain('"node-name":"image","driver":"qcow2"');
  });

  it('heals a guest whose disk was lost', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    const disk = world.pathOf(guest.mark, 'machine', 'disk.qcow2');
    await rm(disk);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Lost' });

    await driver.abilities.rebuilding?.rebuild(guest);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped' });
  });

  it('takes the only disk of a guest that is to have none, and gives the memory up that knew it', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    await driver.abilities.suspending?.suspend(guest.mark);

    await driver.abilities.rebuilding?.rebuild({ ...guest, diskGiB: 0 });

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped' });
    expect(await readdir(world.pathOf(guest.mark, 'machine'))).not.toContain('disk.qcow2');
    await driver.start({ ...guest, diskGiB: 0 });
    expect(world.host.machine.entry.commandLine.join(' ')).not.toContain('disk.qcow2');
  });

  it('is refused while the guest runs, with a disk that is too small, and where there is no guest', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    const tooLarge = { ...guest, image: aDiskImage({ virtualSizeBytes: 2 * 1024 ** 3 }) };

    await expect(driver.abilities.rebuilding?.rebuild(guest)).rejects.toMatchObject({ reason: 'Temporary' });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await expect(driver.abilities.rebuilding?.rebuild(tooLarge)).rejects.toMatchObject({ reason: 'InvalidImage' });
    await driver.destroy(guest.mark);
    await expect(driver.abilities.rebuilding?.rebuild(guest)).rejects.toMatchObject({ reason: 'Temporary' });
  });
});

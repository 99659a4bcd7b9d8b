import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bootableDisk } from './bootable-disk.ts';
import { bootMilliseconds, consoleShows, KVMWorld, run } from './kvm-world.ts';

describe('ways to boot', { timeout: 5 * bootMilliseconds }, () => {
  it('are another image with the own disk as the second, which is thrown away', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest(
      'echo "last time: $(head -c 8 /dev/vda)"; echo "of old: $(head -c 8 /dev/vdb)"; echo repaired | dd of=/dev/vdb conv=notrunc; sync; echo end',
      { diskGiB: 1 },
    );
    await driver.prepare(guest);
    const own = join(world.folder, 'own');
    const rescue = join(world.folder, 'rescue');
    await writeFile(own, bootableDisk('the own disk'));
    await writeFile(rescue, bootableDisk('the rescue disk'));
    await run('chmod', ['444', own, rescue]);
    const booting = { ...guest, image: { format: 'Raw', path: own, virtualSizeBytes: 8 * 1024 ** 2 } as const };
    await driver.destroy(guest.mark);
    await driver.prepare(booting);

    await driver.start(booting);
    await consoleShows(driver, guest.mark, 'the own disk');
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver.start({ ...booting, rescueImage: { format: 'Raw', path: rescue, virtualSizeBytes: 8 * 1024 ** 2 } });
    await consoleShows(driver, guest.mark, 'the rescue disk');
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver.start({ ...booting, rescueImage: guest.image });
    await consoleShows(driver, guest.mark, 'user-data | end');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running', inRescue: true });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await driver.start(booting);

    expect(await driver.observe(guest.mark)).not.toHaveProperty('inRescue');
  });

  it('are a volume instead of a disk of its own', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const volume = await world.volume();
    await writeFile(volume.file.path, bootableDisk('from the volume'));
    const guest = world.guest('true', {
      image: { format: 'Raw', path: '/nowhere', virtualSizeBytes: 1024 ** 2 },
      diskGiB: 1,
      volumes: [volume],
      bootVolumeUID: volume.volumeUID,
    });
    await driver.prepare(guest);

    await driver.start(guest);

    await consoleShows(driver, guest.mark, 'from the volume');
    expect(await driver.observe(guest.mark)).not.toHaveProperty('volumes');
    await driver.abilities.hotPlugging?.attachVolume(guest.mark, volume);
    await expect(driver.abilities.hotPlugging?.detachVolume(guest.mark, volume)).rejects.toMatchObject({ reason: 'Unsupported' });
  });

  it('are UEFI with variables of its own and a trusted platform module, which live as long as the disk', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest('ls -d /sys/firmware/efi /sys/class/tpm/tpm0; cat /sys/class/tpm/tpm0/tpm_version_major', {
      diskGiB: 1,
      firmware: 'UEFI',
      hasTPM: true,
      memoryMiB: 256,
    });
    await driver.prepare(guest);

    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'user-data exited with 0');
    const shown = await consoleShows(driver, guest.mark, 'READY');
    expect(shown).toContain('user-data | /sys/firmware/efi');
    expect(shown).toContain('user-data | /sys/class/tpm/tpm0');
    const processes = await processesOf(world);
    expect(processes).toHaveLength(2);

    await driver.close();
    const next = world.driver();
    await next.recover();
    expect(await processesOf(world)).toEqual(processes);
    await next.abilities.suspending?.suspend(guest.mark);
    await next.start(guest);
    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    await next.stop(guest.mark, { gracePeriodSeconds: 60 });
    expect(await next.observe(guest.mark)).toMatchObject({ exit: { message: 'it turned itself off when asked to' } });
    await next.destroy(guest.mark);
    expect(await world.traces()).toEqual([]);
  });
});

async function processesOf(world: KVMWorld): Promise<readonly string[]> {
  return (await world.traces()).filter((trace) => trace.startsWith('process'));
}

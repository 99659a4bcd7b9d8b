import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aGuestPort } from '#test/builders/guest.ts';
import { bootMilliseconds, consoleShows, KVMWorld, run } from './kvm-world.ts';

describe('a guest that is suspended', { timeout: 5 * bootMilliseconds }, () => {
  it('goes on where it was, with what was plugged in, under another driver', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest('i=0; while true; do i=$((i+1)); echo "tick $i"; sleep 0.2; done', { diskGiB: 1, vcpus: 2 });
    const volume = await world.volume({ serial: 'the-volume' });
    const port = aGuestPort({ uid: 'another', macAddress: '52:54:00:00:00:77' });
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'READY');
    await driver.abilities.hotPlugging?.attachVolume(guest.mark, volume);
    await driver.abilities.hotPlugging?.attachPort(guest.mark, port);
    await consoleShows(driver, guest.mark, 'serial the-volume');

    await driver.abilities.suspending?.suspend(guest.mark);
    expect(await world.processOf(guest.mark)).toBeUndefined();
    expect((await stat(join(world.directoryOf(guest.mark), 'memory'))).mode & 0o777).toBe(0o600);
    await driver.close();
    const next = world.driver();
    expect(await next.observe(guest.mark)).toEqual({ kind: 'Suspended' });
    const countBefore = highestTick(Buffer.from(await next.consoleLog(guest.mark, { maximumBytes: 100_000 })).toString());
    await next.start({ ...guest, ports: [...guest.ports, port], volumes: [volume] });

    expect(await next.observe(guest.mark)).toMatchObject({
      kind: 'Running',
      portUIDs: [guest.ports[0]?.uid, 'another'],
      volumes: [{ attachmentUID: volume.attachmentUID }],
    });
    const shown = await consoleShows(next, guest.mark, `tick ${countBefore + 20}`);
    expect(shown.split('tycho-guest: booting')).toHaveLength(2);
    await next.abilities.hotPlugging?.detachVolume(guest.mark, volume);
    await next.abilities.hotPlugging?.detachPort(guest.mark, 'another');
    expect(await next.observe(guest.mark)).not.toHaveProperty('volumes');
    await next.stop(guest.mark, { gracePeriodSeconds: 60 });
    expect(await next.observe(guest.mark)).toMatchObject({ exit: { message: 'it turned itself off when asked to' } });
    await expect(stat(join(world.directoryOf(guest.mark), 'memory'))).rejects.toThrow('ENOENT');
  });

  it('goes on as if nothing had been when the disk has no room for its memory', async () => {
    await using world = await KVMWorld.create();
    const stateDirectory = join(world.folder, 'small');
    await mkdir(stateDirectory);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', stateDirectory]);
    try {
      const driver = world.driver({ stateDirectory });
      const guest = world.guest('i=0; while true; do i=$((i+1)); echo "tick $i"; sleep 0.2; done');
      await driver.prepare(guest);
      await driver.start(guest);
      const shown = await consoleShows(driver, guest.mark, 'tick 3');

      await expect(driver.abilities.suspending?.suspend(guest.mark)).rejects.toMatchObject({ reason: 'DiskFull' });

      expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
      await consoleShows(driver, guest.mark, `tick ${highestTick(shown) + 10}`);
      expect(
        (await readdir(join(stateDirectory, 'instances', guest.mark.instanceUID))).filter((name) => name.startsWith('memory')),
      ).toEqual([]);
      await driver.destroy(guest.mark);
    } finally {
      await run('umount', ['--lazy', stateDirectory]);
    }
  });

  it('does not go on without a device that its memory knows of, and can still be started afresh', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const volume = await world.volume();
    const guest = world.guest('true', { volumes: [volume] });
    await driver.prepare(guest);
    await driver.start(guest);
    await driver.abilities.suspending?.suspend(guest.mark);

    await expect(driver.start({ ...guest, volumes: [] })).rejects.toMatchObject({
      reason: 'Unsupported',
      message: expect.stringContaining('attach it again'),
    });
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Suspended' });
    await driver.reboot({ ...guest, volumes: [] }, { mode: 'Hard', gracePeriodSeconds: 0 });

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    expect(await driver.observe(guest.mark)).not.toHaveProperty('volumes');
  });
});

function highestTick(shown: string): number {
  return Math.max(...[...shown.matchAll(/tick (\d+)/g)].map(([, count]) => Number(count)));
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '#test/harness/eventually.ts';
import { bootMilliseconds, consoleShows, KVMWorld, processorSeconds, run, sizeOf } from './kvm-world.ts';

describe('what a guest can use up', { timeout: 3 * bootMilliseconds }, () => {
  it('is not the disk, by writing to its console for ever, watched or not', async () => {
    await using world = await KVMWorld.create();
    const guest = world.guest('yes "this is how a guest fills a disk, one line at a time, for as long as it runs"');
    const driver = world.driver();
    await driver.prepare(guest);
    await driver.start(guest);
    const logBytes = async (): Promise<number> => {
      const sizes = await Promise.all(
        ['console.log', 'console.log.1', 'process.log', 'machine/console.log'].map((name) =>
          sizeOf(join(world.directoryOf(guest.mark), name)),
        ),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    };

    await consoleShows(driver, guest.mark, 'one line at a time', { times: 100 });
    expect(await logBytes()).toBeLessThanOrEqual(1024 ** 2);
    await driver.close();
    const unwatched = await logBytes();
    const pid = await world.pidOf(guest.mark);
    const usedSeconds = await processorSeconds(pid);
    await eventually(async () => expect(await processorSeconds(pid)).toBeGreaterThan(usedSeconds + 3));

    expect(await logBytes()).toBe(unwatched);
    const next = world.driver();
    expect(Buffer.from(await next.consoleLog(guest.mark, { maximumBytes: 2 * 1024 ** 2 })).toString()).toMatch(/one line at a time/);
    expect(await logBytes()).toBeLessThanOrEqual(1024 ** 2);
  });

  it('halts it while the disk is full, and lets it go on once there is room', async () => {
    await using world = await KVMWorld.create();
    const stateDirectory = join(world.folder, 'small');
    await mkdir(stateDirectory);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', stateDirectory]);
    try {
      const driver = world.driver({ stateDirectory });
      const guest = world.guest('echo writing; dd if=/dev/zero of=/dev/vda bs=1M count=32 && sync && echo written', { diskGiB: 1 });
      await driver.prepare(guest);
      await driver.start(guest);
      await consoleShows(driver, guest.mark, 'writing');

      await eventually(
        async () =>
          expect((await driver.describe()).problem).toMatchObject({ reason: 'DiskFull', message: expect.stringContaining('halted until') }),
        {
          withinMilliseconds: bootMilliseconds,
        },
      );
      expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
      await expect(
        driver.prepare(world.guest('true', { configDrive: new Map([['user_data', Buffer.alloc(8 * 1024 ** 2)]]) })),
      ).rejects.toMatchObject({ reason: 'DiskFull' });
      await run('mount', ['-o', 'remount,size=80m', stateDirectory]);

      await consoleShows(driver, guest.mark, 'written');
      await driver.destroy(guest.mark);
    } finally {
      await run('umount', ['--lazy', stateDirectory]);
    }
  });
});

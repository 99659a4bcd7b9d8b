import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiskSaveOptions } from '#drivers/contract/abilities.ts';
import type { Driver, LocalImage, Mark } from '#drivers/contract/driver.ts';
import { bootMilliseconds, consoleShows, KVMWorld, run } from './kvm-world.ts';

const mebibyte = 1024 ** 2;

/** Saves a disk, makes sure that it needs nothing beside itself, and gives the first bytes at some places of it. */
async function savedWords(
  driver: Driver,
  mark: Mark,
  { disk, path, at }: { readonly disk: DiskSaveOptions['disk']; readonly path: string; readonly at: readonly number[] },
): Promise<readonly string[]> {
  const saved = await driver.abilities.diskSaving?.saveDisk(mark, { disk, path, signal: new AbortController().signal });
  const { stdout } = await run('qemu-img', ['info', '--output=json', path]);
  const info = JSON.parse(stdout) as Record<string, unknown>;
  expect(info).toMatchObject({ format: 'qcow2', 'virtual-size': saved?.virtualSizeBytes });
  expect(info).not.toHaveProperty('backing-filename');
  expect(await stat(path)).toMatchObject({ uid: process.getuid?.(), nlink: 1 });
  await run('qemu-img', ['check', path]);
  await run('qemu-img', ['convert', '-O', 'raw', path, `${path}.raw`]);
  const file = await open(`${path}.raw`, 'r');
  try {
    const words = at.map(async (position) =>
      (await file.read(Buffer.alloc(16), 0, 16, position)).buffer.toString().replaceAll('\0', '').trim(),
    );
    return await Promise.all(words);
  } finally {
    await file.close();
  }
}

describe('a saved disk', { timeout: 5 * bootMilliseconds }, () => {
  it('is whole in itself, whatever the guest does, and leaves the image as it was', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const base = join(world.folder, 'base');
    await run('qemu-img', ['create', '-q', '-f', 'raw', `${base}.raw`, '8M']);
    await run('sh', ['-c', `printf 'from the image' | dd of=${base}.raw bs=1M seek=1 conv=notrunc 2>/dev/null`]);
    await run('qemu-img', ['convert', '-O', 'qcow2', `${base}.raw`, base]);
    await run('chmod', ['444', base]);
    const before = await checksum(base);
    const image: LocalImage = { format: 'Qcow2', path: base, virtualSizeBytes: 8 * mebibyte };
    // The small guest is loaded as a kernel to write to the disk of the guest that boots it.
    const guest = world.guest('echo "written here" | dd of=/dev/vda bs=1M seek=2 conv=notrunc && sync; echo done', { diskGiB: 1 });
    const withImage = { ...guest, image, rescueImage: guest.image };
    await driver.prepare(withImage);
    await driver.start(withImage);
    await consoleShows(driver, guest.mark, 'user-data | done');
    const places = [mebibyte, 2 * mebibyte];
    const expected = ['from the image', 'written here'];
    const saveAs = (name: string): Promise<readonly string[]> =>
      savedWords(driver, guest.mark, { disk: 'Root', path: join(world.folder, name), at: places });

    expect(await saveAs('running')).toEqual(expected);
    await driver.abilities.pausing?.pause(guest.mark);
    expect(await saveAs('paused')).toEqual(expected);
    await driver.abilities.suspending?.suspend(guest.mark);
    expect(await saveAs('suspended')).toEqual(expected);
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    expect(await saveAs('stopped')).toEqual(expected);

    expect(await checksum(base)).toBe(before);
    expect(await readdir(world.directoryOf(guest.mark))).not.toContain('saved.qcow2');
    expect((await driver.observe(guest.mark)).kind).toBe('Stopped');
  });

  it('is as the disk was at one moment, though the guest goes on writing', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest(
      `head -c 40000000 /dev/urandom | dd of=/dev/vda bs=1M seek=10 2>/dev/null
       i=1000; echo $i | dd of=/dev/vda; echo $i | dd of=/dev/vda bs=1M seek=200; sync; echo filled
       while true; do i=$((i+1)); echo $i | dd of=/dev/vda conv=notrunc,fsync 2>/dev/null
       echo $i | dd of=/dev/vda bs=1M seek=200 conv=notrunc,fsync 2>/dev/null; done`,
      { diskGiB: 1 },
    );
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'filled');
    const path = join(world.folder, 'saved');
    const [first, last] = await savedWords(driver, guest.mark, { disk: 'Root', path, at: [0, 200 * mebibyte] });

    expect(Number(first) - Number(last)).toBeGreaterThanOrEqual(0);
    expect(Number(first) - Number(last)).toBeLessThanOrEqual(1);
  });

  it('may be a volume, attached or not running', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const volume = await world.volume();
    const guest = world.guest('echo "on the volume" | dd of=/dev/vdb && sync; echo done', { volumes: [volume] });
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'user-data | done');
    const saveAs = (name: string): Promise<readonly string[]> =>
      savedWords(driver, guest.mark, { disk: volume, path: join(world.folder, name), at: [0] });

    expect(await saveAs('running')).toEqual(['on the volume']);
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    expect(await saveAs('stopped')).toEqual(['on the volume']);
    await expect(
      saveAs('stopped').then(() =>
        driver.abilities.diskSaving?.saveDisk(guest.mark, { disk: 'Root', path: '/x', signal: new AbortController().signal }),
      ),
    ).rejects.toMatchObject({ reason: 'Unsupported' });
  });

  it('is given up in the middle when nobody wants it any more, and the guest does not notice', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest('head -c 60000000 /dev/urandom | dd of=/dev/vda bs=1M 2>/dev/null; sync; echo filled', { diskGiB: 1 });
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'filled');
    const path = join(world.folder, 'saved');

    for (const state of ['running', 'stopped']) {
      const aborting = new AbortController();
      const reason = new Error(`not wanted of a ${state} guest`);
      const saving = driver.abilities.diskSaving?.saveDisk(guest.mark, { disk: 'Root', path, signal: aborting.signal });
      const watch = setInterval(() => {
        void stat(join(world.directoryOf(guest.mark), 'saved.qcow2')).then(
          ({ size }) => size > mebibyte && aborting.abort(reason),
          () => undefined,
        );
      }, 1);
      await expect(saving).rejects.toBe(reason);
      clearInterval(watch);
      expect(await readdir(world.directoryOf(guest.mark))).not.toContain('saved.qcow2');
      await expect(stat(path)).rejects.toThrow('ENOENT');
      if (state === 'running') expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
      await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    }
    expect((await world.traces()).filter((trace) => trace.startsWith('process'))).toEqual([]);
  });
});

async function checksum(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { consoleShows, ContainerTestBed, sizeOnDisk, type ContainerWorld } from './container-world.ts';

let bed: ContainerTestBed;
let world: ContainerWorld;
let driver: Driver;

beforeAll(async () => {
  bed = await ContainerTestBed.create();
});
afterAll(() => bed[Symbol.asyncDispose]());
beforeEach(async () => {
  world = await bed.world();
  driver = world.driver();
});
afterEach(() => world[Symbol.asyncDispose]());

async function started(guest: Guest): Promise<Guest> {
  await driver.prepare(guest);
  await driver.start(guest);
  return guest;
}

describe('a guest that takes what it can get', () => {
  it('of memory loses the process that took too much, and goes on', async () => {
    const guest = await started(
      world.guest('( tail -c 200000000 /dev/zero; true ) | tail -c 200000000 >/dev/null; echo goes on', { memoryMiB: 64 }),
    );

    expect(await consoleShows(driver, guest.mark, 'goes on')).toContain('Killed');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('of processors has as much time as it has processors', async () => {
    const guest = await started(world.guest('for i in 1 2 3; do while :; do :; done & done; echo busy', { vcpus: 1 }));
    await consoleShows(driver, guest.mark, 'busy');
    const usedNanoseconds = async (): Promise<number> =>
      Number(await readFile(`/sys/fs/cgroup/cpuacct/${world.namespace}/${guest.mark.instanceUID}/cpuacct.usage`, 'utf8'));

    const [startedAt, before] = [performance.now(), await usedNanoseconds()];
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const share = ((await usedNanoseconds()) - before) / 1e6 / (performance.now() - startedAt);

    expect(share).toBeLessThan(1.15);
    expect(share).toBeGreaterThan(0.1);
  });

  it('of the disk meets its end, and only its own', async () => {
    const guest = await started(
      world.guest(
        'busybox dd if=/dev/zero of=/root/large bs=1M 2>&1 | grep -o "No space left on device"; rm /root/large; echo room >/root/small && cat /root/small',
        {
          diskGiB: 1,
          memoryMiB: 256,
        },
      ),
    );

    expect(await consoleShows(driver, guest.mark, 'room')).toContain('No space left on device');
    expect(await sizeOnDisk(world.directoryOf(guest.mark))).toBeLessThan(1.2 * 1024 ** 3);
  });

  it('of processes runs out of them', async () => {
    const guest = await started(world.guest('true'));

    const limit = await readFile(`/sys/fs/cgroup/pids/${world.namespace}/${guest.mark.instanceUID}/pids.max`, 'utf8');

    expect(limit).toBe('16384\n');
  });

  it('of the console keeps the end of it', async () => {
    const guest = await started(world.guest('seq 1 300000; echo the end'));

    await consoleShows(driver, guest.mark, 'the end');

    expect(await sizeOnDisk(world.directoryOf(guest.mark), 'console.log*')).toBeLessThanOrEqual(1.1 * 1024 ** 2);
  });
});

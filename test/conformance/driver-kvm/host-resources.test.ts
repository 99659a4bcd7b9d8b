import { readdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aGuestPort } from '#test/builders/guest.ts';
import { bootMilliseconds, KVMWorld } from './kvm-world.ts';

/** On which of the host's processors each thread of a process may run, by its name. */
async function affinities(pid: number): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const status = await readFile(`/proc/${pid}/task/${thread}/status`, 'utf8');
    found.set(/^Name:\s*(.*)$/m.exec(status)?.[1] ?? '', /^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '');
  }
  return found;
}

describe('what a guest may have for itself', { timeout: bootMilliseconds }, () => {
  it('are processors, of which the others keep off', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    expect((await driver.describe()).capabilities).toContain('cpu-pinning');
    const shared = world.guest('true');
    const dedicated = world.guest('true', { extraSpecs: { 'hw:cpu_policy': 'dedicated' } });
    for (const guest of [shared, dedicated]) await driver.prepare(guest);
    await driver.start(shared);

    await driver.start(dedicated);

    const ofDedicated = await affinities(await world.pidOf(dedicated.mark));
    const [own] = [...ofDedicated].filter(([name]) => name.startsWith('CPU 0/')).map(([, list]) => list);
    expect(own).toMatch(/^\d+$/);
    expect(Number(own)).toBeGreaterThan(0);
    for (const list of (await affinities(await world.pidOf(shared.mark))).values()) expect(list.split(/[,-]/)).not.toContain(own);

    const greedy = world.guest('true', { extraSpecs: { 'hw:cpu_policy': 'dedicated' }, vcpus: 64 });
    await driver.prepare(greedy);
    await expect(driver.start(greedy)).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('64 processors of its own'),
    });
    await driver.stop(dedicated.mark, { gracePeriodSeconds: 0 });
    await driver.close();
    const next = world.driver();
    await next.start(dedicated);
    expect((await affinities(await world.pidOf(dedicated.mark))).values()).toContain(own);
  });

  it('is memory of large pages, which is refused where the host has too few free', async () => {
    await using world = await KVMWorld.create();
    await using pool = await PagePool.withMore(80);
    const driver = world.driver();
    const inLargePages = (memoryMiB: number) =>
      world.guest('true', { extraSpecs: { 'hw:mem_page_size': 'large' }, memoryMiB, ports: [aGuestPort()] });
    const [small, large] = [inLargePages(128), inLargePages(1024 ** 2)];
    for (const guest of [small, large]) await driver.prepare(guest);
    expect((await driver.describe()).capabilities).toContain('huge-pages');
    const freeBefore = await pool.freeCount();

    await driver.start(small);

    expect(await pool.freeCount()).toBe(freeBefore - 64);
    await expect(driver.start(large)).rejects.toMatchObject({ reason: 'Temporary', message: expect.stringContaining('pages free') });
    expect(await driver.observe(large.mark)).toEqual({ kind: 'Stopped' });
    await driver.destroy(small.mark);
    expect(await pool.freeCount()).toBe(freeBefore);
  });
});

/** The host's pages of 2 MiB, more of them while the test runs. */
class PagePool implements AsyncDisposable {
  static readonly #folder = '/sys/kernel/mm/hugepages/hugepages-2048kB';
  readonly #countBefore: number;

  private constructor(countBefore: number) {
    this.#countBefore = countBefore;
  }

  static async withMore(count: number): Promise<PagePool> {
    const countBefore = Number(await readFile(`${PagePool.#folder}/nr_hugepages`, 'utf8'));
    await writeFile(`${PagePool.#folder}/nr_hugepages`, String(countBefore + count));
    return new PagePool(countBefore);
  }

  async freeCount(): Promise<number> {
    const [free, reserved] = await Promise.all(
      ['free_hugepages', 'resv_hugepages'].map((name) => readFile(`${PagePool.#folder}/${name}`, 'utf8')),
    );
    return Number(free) - Number(reserved);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await writeFile(`${PagePool.#folder}/nr_hugepages`, String(this.#countBefore));
  }
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HugePages } from './huge-pages.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'huge-pages-'));
  await mkdir(join(root, 'hugepages-2048kB'));
  for (const [name, count] of Object.entries({ nr_hugepages: 100, free_hugepages: 80, resv_hugepages: 10 })) {
    await writeFile(join(root, 'hugepages-2048kB', name), `${count}\n`);
  }
});

afterEach(() => rm(root, { recursive: true }));

describe('HugePages', () => {
  it('counts as free what nobody has and nobody was promised', async () => {
    expect(await new HugePages({ root }).find(2048)).toEqual({ totalCount: 100, freeCount: 70 });
    expect(await new HugePages({ root }).find(1024 ** 2)).toBeUndefined();
  });

  it('lets a guest start that fits, and one that asks for none', async () => {
    await expect(new HugePages({ root }).check(140, 2048)).resolves.toBeUndefined();
    await expect(new HugePages({ root: '/nowhere' }).check(140, undefined)).resolves.toBeUndefined();
  });

  it.each<[number, number, string, string]>([
    [142, 2048, 'Temporary', '70 of the 71 pages free'],
    [1024, 1024 ** 2, 'Temporary', '0 of the 1 pages free'],
    [129, 2048, 'Unsupported', 'no multiple'],
  ])('refuses %i MiB in pages of %i KiB: %s', async (memoryMiB, pageKiB, reason, message) => {
    await expect(new HugePages({ root }).check(memoryMiB, pageKiB)).rejects.toMatchObject({
      reason,
      message: expect.stringContaining(message),
    });
  });
});

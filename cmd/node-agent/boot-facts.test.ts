import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { readBootFacts } from './boot-facts.ts';

describe('the facts about a boot', () => {
  it('are what the kernel says', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'boot-facts-'));
    await mkdir(join(folder.path, 'sys/kernel/random'), { recursive: true });
    await writeFile(join(folder.path, 'sys/kernel/random/boot_id'), 'a-boot\n');
    await writeFile(join(folder.path, 'stat'), 'cpu  1 2 3\nctxt 5\nbtime 1767323045\nprocesses 9\n');

    expect(await readBootFacts(new SeededRandom(1), folder.path)).toEqual({ bootID: 'a-boot', bootedAt: '2026-01-02T03:04:05Z' });
  });

  it('are another boot each time, begun nobody knows when, where the kernel says nothing', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'boot-facts-'));
    const random = new SeededRandom(1);

    const first = await readBootFacts(random, folder.path);
    const second = await readBootFacts(random, folder.path);

    expect(first.bootedAt).toBeUndefined();
    expect(second.bootID).not.toBe(first.bootID);
  });
});

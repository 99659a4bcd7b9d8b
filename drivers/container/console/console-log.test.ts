import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consoleTail } from './console-log.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('consoleTail', () => {
  it('reads over the border of the two files, as much as was asked for', async () => {
    await writeFile(join(folder, 'console.log.1'), 'older words, ');
    await writeFile(join(folder, 'console.log'), 'newer words');

    expect(String(await consoleTail(folder, 100))).toBe('older words, newer words');
    expect(String(await consoleTail(folder, 20))).toBe('r words, newer words');
    expect(String(await consoleTail(folder, 5))).toBe('words');
    expect(await consoleTail(folder, 0)).toHaveLength(0);
  });

  it('is empty before anything was written', async () => {
    expect(await consoleTail(folder, 100)).toHaveLength(0);
  });
});

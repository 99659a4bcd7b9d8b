import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { RotatingFile } from './rotating-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-audit-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('RotatingFile', () => {
  it('goes on with what is there, for its owner only', async () => {
    const path = join(folder, 'on.jsonl');
    for (const text of ['one\n', 'two\n']) {
      const file = new RotatingFile({ path, largestBytes: 100, backupCount: 2, clock: new VirtualClock() });
      await file.append(text);
      await file.close();
    }

    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is put aside when it has grown, and keeps the newest of those only', async () => {
    const path = join(folder, 'full.jsonl');
    const clock = new VirtualClock();
    const file = new RotatingFile({ path, largestBytes: 10, backupCount: 2, clock });
    for (let round = 1; round <= 5; round += 1) {
      await file.append(`round ${round}\n`);
      await clock.advance(1_000);
    }
    await file.close();

    const aside = (await readdir(folder)).filter((name) => name.startsWith('full-')).sort();
    expect(await Promise.all(aside.map((name) => readFile(join(folder, name), 'utf8')))).toEqual(['round 3\n', 'round 4\n']);
    expect(await readFile(path, 'utf8')).toBe('round 5\n');
  });

  it('says so when there is no room or no directory, and goes on when there is', async () => {
    const full = new RotatingFile({ path: '/dev/full', largestBytes: 10, backupCount: 2, clock: new VirtualClock() });
    const nowhere = join(folder, 'nowhere', 'a.jsonl');
    const lost = new RotatingFile({ path: nowhere, largestBytes: 10, backupCount: 2, clock: new VirtualClock() });

    await expect(full.append('x\n')).rejects.toThrow('ENOSPC');
    await expect(lost.append('x\n')).rejects.toThrow('ENOENT');
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(folder, 'nowhere'));
    await lost.append('y\n');
    await lost.close();

    expect(await readFile(nowhere, 'utf8')).toBe('y\n');
  });
});

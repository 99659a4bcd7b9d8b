import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileJournalStorage } from './file-journal-storage.ts';

let directory: string;
let path: string;
let storage: FileJournalStorage;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tycho-journal-'));
  path = join(directory, 'journal');
  storage = new FileJournalStorage({ path });
});

afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

describe('a journal’s file', () => {
  it('has nothing in it before it is there', async () => {
    expect((await storage.read()).byteLength).toBe(0);
    expect(await readdir(directory)).toEqual([]);
  });

  it('grows at its end, and is read by others at once', async () => {
    await storage.append(Buffer.from('one '));
    await storage.append(Buffer.from('two'));

    expect(await readFile(path, 'utf8')).toBe('one two');
    expect(Buffer.from(await storage.read()).toString()).toBe('one two');
  });

  it('is replaced whole, and grows on from there', async () => {
    await storage.append(Buffer.from('old'));
    await storage.replace(Buffer.from('new '));
    await storage.append(Buffer.from('and more'));

    expect(await readFile(path, 'utf8')).toBe('new and more');
    expect(await readdir(directory)).toEqual(['journal']);
  });

  it('can be read by its owner only, however it came about', async () => {
    await storage.append(Buffer.from('secret'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);

    await storage.replace(Buffer.from('secret'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is not disturbed by what a crash in the middle of a replacement left behind', async () => {
    await storage.append(Buffer.from('good'));
    await writeFile(`${path}.new`, 'half');

    expect(Buffer.from(await storage.read()).toString()).toBe('good');
    await storage.replace(Buffer.from('better'));

    expect(await readFile(path, 'utf8')).toBe('better');
  });
});

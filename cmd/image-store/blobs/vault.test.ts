import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { FileBlobDirectory } from './file-blob-directory.ts';
import { ProjectLinks } from './project-links.ts';
import { Vault } from './vault.ts';

let folder: string;
let vault: Vault;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-vault-'));
  vault = await openVault();
});

afterEach(() => rm(folder, { recursive: true }));

async function openVault(): Promise<Vault> {
  const blobs = new FileBlobDirectory({ root: join(folder, 'sha256') });
  return new Vault({ blobs, links: await ProjectLinks.load({ root: join(folder, 'projects') }), clock: new VirtualClock() });
}

async function store(project: string, content: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = join(folder, `incoming-${project}`);
  await writeFile(path, content);
  await vault.store({ path, sha256, sizeBytes: content.length, project });
  return sha256;
}

async function contentFor(project: string, sha256: string): Promise<string | undefined> {
  const found = await vault.open(project, sha256);
  return found === undefined ? undefined : text(found.blob.stream({ start: 0, end: found.blob.sizeBytes - 1 }));
}

describe('Vault', () => {
  it('shows bytes to the project that sent them, to nobody else, and after a restart too', async () => {
    const sha256 = await store('red', 'secret');
    vault = await openVault();

    expect(await contentFor('red', sha256)).toBe('secret');
    expect(await contentFor('blue', sha256)).toBeUndefined();
    expect(vault.ownerFor('blue', sha256)).toBeUndefined();
  });

  it('shows what is public to all, and says whose it is', async () => {
    const sha256 = await store('public', 'for all');

    expect(await contentFor('red', sha256)).toBe('for all');
    expect(vault.ownerFor('red', sha256)).toBe('public');
  });

  it('keeps the same bytes of two projects once, until both have let go of them', async () => {
    const sha256 = await store('red', 'same');
    await store('blue', 'same');
    const [red, blue] = vault.links();

    await vault.unlink(red!);
    expect([await contentFor('red', sha256), await contentFor('blue', sha256)]).toEqual([undefined, 'same']);
    await vault.unlink(blue!);
    expect(await contentFor('blue', sha256)).toBeUndefined();
    expect(await readdir(join(folder, 'sha256', sha256.slice(0, 2)))).toEqual([]);
  });

  it('does not take away what was sent again since it was judged', async () => {
    const sha256 = await store('red', 'again');
    const [judged] = vault.links();
    await store('red', 'again');

    await vault.unlink(judged!);

    expect(await contentFor('red', sha256)).toBe('again');
  });

  it('lets a reader read to the end what is removed meanwhile', async () => {
    const sha256 = await store('red', 'going');
    const opened = await vault.open('red', sha256);

    await vault.unlink(vault.links()[0]!);

    expect(await text(opened!.blob.stream({ start: 0, end: 4 }))).toBe('going');
  });

  it('removes bytes that no project has, if they are not from just now', async () => {
    const sha256 = await store('red', 'lost');
    const file = join(folder, 'sha256', sha256.slice(0, 2), sha256);
    await rm(join(folder, 'projects'), { recursive: true });
    vault = await openVault();
    const { mtime } = await stat(file);

    expect(await vault.removeOrphans(mtime)).toBe(0);
    await utimes(file, mtime, new Date(mtime.getTime() - 1000));
    expect(await vault.removeOrphans(mtime)).toBe(1);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('counts for each project what it has', async () => {
    await store('red', '12345');
    await store('red', '123');
    await store('blue', '12345');

    expect([vault.usedBytes('red'), vault.usedBytes('blue'), vault.usedBytes('green')]).toEqual([8, 5, 0]);
  });

  it('touches no file that is none of ours', async () => {
    await store('red', 'x');
    await writeFile(join(folder, 'projects', 'red', 'README'), 'hello');
    await writeFile(join(folder, 'sha256', 'README'), 'hello');

    vault = await openVault();

    expect(vault.links()).toHaveLength(1);
    expect(await vault.removeOrphans(new Date('2100-01-01'))).toBe(0);
  });
});

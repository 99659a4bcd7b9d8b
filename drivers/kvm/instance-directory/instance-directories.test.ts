import { mkdir, mkdtemp, open, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aMark } from '#test/builders/guest.ts';
import { InstanceDirectories } from './instance-directories.ts';

let stateDirectory: string;
let directories: InstanceDirectories;

beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'instances-'));
  directories = new InstanceDirectories({ stateDirectory });
});

afterEach(() => rm(stateDirectory, { recursive: true }));

function inside(...names: string[]): string {
  return join(stateDirectory, 'instances', ...names);
}

describe('InstanceDirectories', () => {
  it('makes a directory together with its mark, once', async () => {
    const mark = aMark();

    const made = await directories.ensure(mark);

    expect(await directories.ensure(mark)).toEqual(made);
    expect(await directories.find(mark)).toEqual(made);
    expect((await directories.list()).map((each) => each.mark)).toEqual([mark]);
  });

  it.each(['serverUID', 'controlPlaneUID', 'epoch'] as const)(
    "does not take a directory for a guest's whose %s is another",
    async (field) => {
      const mark = aMark();
      await directories.ensure(mark);
      const other = { ...mark, [field]: field === 'epoch' ? 7 : 'another' };

      expect(await directories.find(other)).toBeUndefined();
      await expect(directories.ensure(other)).rejects.toMatchObject({ reason: 'HostBroken' });
    },
  );

  it.each([
    ['nothing', undefined],
    ['no mark but words', 'hello'],
    ['half a mark', '{"instanceUID":"1a1a1a1a-0000-4000-8000-000000000001"}'],
    ['null', 'null'],
    ['the mark of another instance', JSON.stringify(aMark({ instanceUID: 'another' }))],
  ])("takes a directory with %s for somebody else's", async (_, content) => {
    const mark = aMark();
    await mkdir(inside(mark.instanceUID), { recursive: true });
    if (content !== undefined) await writeFile(inside(mark.instanceUID, 'mark.json'), content);

    expect(await directories.list()).toEqual([]);
    expect(await directories.find(mark)).toBeUndefined();
    await expect(directories.ensure(mark)).rejects.toMatchObject({ reason: 'HostBroken' });
    await directories.removeLeftovers();
    expect(await readdir(inside())).toEqual([mark.instanceUID]);
  });

  it('follows no link to a directory elsewhere, though the mark there is right', async () => {
    const mark = aMark();
    const elsewhere = join(stateDirectory, 'elsewhere');
    await mkdir(join(elsewhere, 'machine'), { recursive: true });
    await writeFile(join(elsewhere, 'mark.json'), JSON.stringify(mark));
    await mkdir(inside(), { recursive: true });
    for (const name of [mark.instanceUID, `.removed-${mark.instanceUID}`]) await symlink(elsewhere, inside(name));

    expect(await directories.list()).toEqual([]);
    expect(await directories.find(mark)).toBeUndefined();
    await expect(directories.ensure(mark)).rejects.toMatchObject({ reason: 'HostBroken' });
    await directories.removeLeftovers();

    expect(await readdir(inside())).toEqual([mark.instanceUID]);
    expect((await readdir(elsewhere)).sort()).toEqual(['machine', 'mark.json']);
  });

  it('removes a guest without following the links that are in it', async () => {
    const directory = await directories.ensure(aMark());
    const elsewhere = join(stateDirectory, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'precious'), 'content');
    await mkdir(directory.machinePath);
    await symlink(elsewhere, join(directory.machinePath, 'disk.qcow2'));
    await symlink(elsewhere, join(directory.path, 'console.log'));

    await directory.removeMachine();
    await symlink(elsewhere, directory.machinePath);
    await directory.removeMachine();
    await directories.remove(directory);

    expect(await readdir(elsewhere)).toEqual(['precious']);
    expect(await readdir(inside())).toEqual([]);
  });

  it('clears away creations and removals that were cut short, and nothing else', async () => {
    const mark = aMark();
    await directories.ensure(mark);
    for (const name of ['.new-a', '.removed-b', '.new-', '.snapshot', 'c']) await mkdir(inside(name, 'content'), { recursive: true });

    await directories.removeLeftovers();

    expect((await readdir(inside())).sort()).toEqual(['.new-', '.snapshot', mark.instanceUID, 'c'].sort());
  });

  it("reads the end of what a guest's QEMU said, however much that is", async () => {
    const directory = await directories.ensure(aMark());
    expect(await directory.lastProcessWords()).toBe('');
    const file = await open(directory.processLogPath, 'w');
    // A sparse file: it takes no room, and would not fit into memory.
    await file.truncate(8 * 1024 ** 3);
    await file.write('\nfirst\nsecond\nlast\n', 8 * 1024 ** 3);
    await file.close();

    expect(await directory.lastProcessWords()).toBe('first | second | last');
  });

  it('removes a directory whole, also after a removal that was cut short', async () => {
    const directory = await directories.ensure(aMark());
    await mkdir(inside(`.removed-${directory.mark.instanceUID}`, 'old'), { recursive: true });

    await directories.remove(directory);

    expect((await directories.names()).size).toBe(0);
  });
});

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GuestVolume } from '#drivers/contract/guest-devices.ts';
import { aGuestVolume, aMark } from '#test/builders/guest.ts';
import { InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { concealVolume, exposeVolume, removeVolumeLinks } from './volume-links.ts';

const userID = process.getgid?.() ?? 0;
let folder: string;
let directory: InstanceDirectory;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'links-'));
  directory = new InstanceDirectory(join(folder, 'instance'), aMark());
  await mkdir(directory.machinePath, { recursive: true });
  await writeFile(join(folder, 'volume'), 'of the volume', { mode: 0o600 });
});

afterEach(() => rm(folder, { recursive: true }));

function aVolume(overrides: Partial<GuestVolume> = {}): GuestVolume {
  return aGuestVolume({ file: { format: 'Raw', path: join(folder, 'volume'), sizeBytes: 512 }, ...overrides });
}

describe('exposeVolume', () => {
  it.each<[string, Partial<GuestVolume>, number]>([
    ['to one guest', {}, 0o660],
    ['to one guest that may only read it', { isReadOnly: true }, 0o640],
    ['to several guests', { isShareable: true }, 0o666],
  ])('opens the file %s, in the working directory of its QEMU', async (_, overrides, mode) => {
    await exposeVolume(directory, aVolume(overrides), { place: 9, userID });
    await exposeVolume(directory, aVolume(overrides), { place: 9, userID });

    expect(await readFile(join(directory.machinePath, 'volume-9'), 'utf8')).toBe('of the volume');
    expect((await stat(join(folder, 'volume'))).mode & 0o777).toBe(mode);
  });

  it('shares no file that everybody on the host could get at', async () => {
    await chmod(folder, 0o755);

    await expect(exposeVolume(directory, aVolume({ isShareable: true }), { place: 9, userID })).rejects.toMatchObject({
      reason: 'HostBroken',
      message: expect.stringContaining('chmod o-x'),
    });
    expect((await stat(join(folder, 'volume'))).mode & 0o777).toBe(0o600);
  });

  it('gives no file that several would write to at once and destroy', async () => {
    const file = { format: 'Qcow2', path: join(folder, 'volume'), sizeBytes: 512 } as const;

    await expect(exposeVolume(directory, aVolume({ isShareable: true, file }), { place: 9, userID })).rejects.toMatchObject({
      reason: 'Unsupported',
    });
    await expect(
      exposeVolume(directory, aVolume({ isShareable: true, isReadOnly: true, file }), { place: 9, userID }),
    ).resolves.toBeUndefined();
  });

  it('follows no link, and says what is missing', async () => {
    await symlink('/etc/passwd', join(folder, 'link'));
    const at = (path: string) => aVolume({ file: { format: 'Raw', path, sizeBytes: 512 } });

    await expect(exposeVolume(directory, at(join(folder, 'link')), { place: 9, userID })).rejects.toMatchObject({ reason: 'Temporary' });
    await expect(exposeVolume(directory, at(join(folder, 'nothing')), { place: 9, userID })).rejects.toMatchObject({ reason: 'Temporary' });
    await expect(exposeVolume(directory, at(folder), { place: 9, userID })).rejects.toMatchObject({ reason: 'HostBroken' });
  });
});

describe('concealVolume', () => {
  it('closes the file again', async () => {
    const volume = aVolume();
    await exposeVolume(directory, volume, { place: 'Boot', userID });

    await concealVolume(directory, volume, { place: 'Boot', userID });
    await concealVolume(directory, volume, { place: 'Boot', userID });

    expect(await readdir(directory.machinePath)).toEqual([]);
    expect((await stat(join(folder, 'volume'))).mode & 0o777).toBe(0o600);
  });

  it('leaves a file alone that is another guest’s by now', async () => {
    const volume = aVolume();
    await exposeVolume(directory, volume, { place: 8, userID });

    await concealVolume(directory, volume, { place: 8, userID: userID + 1 });

    expect((await stat(join(folder, 'volume'))).mode & 0o777).toBe(0o660);
  });
});

describe('removeVolumeLinks', () => {
  it('takes the links away and nothing else', async () => {
    await exposeVolume(directory, aVolume(), { place: 8, userID });
    await writeFile(directory.rootDiskPath, '');

    await removeVolumeLinks(directory);

    expect(await readdir(directory.machinePath)).toEqual(['disk.qcow2']);
  });
});

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalImage } from '../contract/driver.ts';
import type { VolumeDriver } from '../contract/volume-driver.ts';
import { createLocalVolumeDriver } from './local-volume-driver.ts';

let scratch: string;
let directory: string;
let driver: VolumeDriver;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tycho-volumes-'));
  directory = join(scratch, 'volumes');
  driver = createLocalVolumeDriver({ directory });
});

afterEach(() => rm(scratch, { recursive: true }));

const mark = { controlPlaneUID: 'plane', volumeUID: '0f0f0f0f-0000-4000-8000-000000000001' };
const mebibyte = 1024 ** 2;
const signal = new AbortController().signal;

/** A disk with something at its beginning, in its middle and at its end, and nothing between. */
async function rawImage(sizeBytes = 8 * mebibyte): Promise<{ readonly image: LocalImage; readonly bytes: Buffer }> {
  const bytes = Buffer.alloc(sizeBytes);
  randomBytes(200_000).copy(bytes, 0);
  bytes.write('in the middle', sizeBytes / 2 + 12_345);
  bytes.write('end', sizeBytes - 3);
  const path = join(scratch, 'image.raw');
  await writeFile(path, bytes);
  return { image: { format: 'Raw', path, virtualSizeBytes: sizeBytes }, bytes };
}

function asQcow2(path: string, ...options: readonly string[]): LocalImage {
  const converted = join(scratch, 'image.qcow2');
  execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', ...options, path, converted]);
  return { format: 'Qcow2', path: converted, virtualSizeBytes: 0 };
}

async function contentOf(): Promise<Buffer> {
  return readFile((await driver.find(mark))!.path);
}

describe('volumes in files', () => {
  it('are made empty, of the size that was asked for, and take no room before something is written', async () => {
    await driver.create(mark, { sizeBytes: 64 * mebibyte, source: undefined });

    const found = await driver.find(mark);
    expect(found).toMatchObject({ format: 'Raw', sizeBytes: 64 * mebibyte });
    expect((await stat(found!.path)).blocks).toBeLessThan(100);
    expect(await driver.recover()).toEqual([mark]);
  });

  it('are a copy of a raw image, with room behind it', async () => {
    const { image, bytes } = await rawImage();
    await driver.create(mark, { sizeBytes: 32 * mebibyte, source: image });

    const content = await contentOf();
    expect(content.byteLength).toBe(32 * mebibyte);
    expect(content.subarray(0, bytes.byteLength).equals(bytes)).toBe(true);
    expect((await stat((await driver.find(mark))!.path)).blocks * 512).toBeLessThan(mebibyte);
  });

  it.each([
    ['plain', []],
    ['compressed', ['-c']],
    ['compressed by zstd', ['-c', '-o', 'compression_type=zstd']],
    ['with small clusters', ['-o', 'cluster_size=4k']],
    ['with extended entries', ['-o', 'extended_l2=on,cluster_size=128k']],
    ['of version 2', ['-o', 'compat=0.10']],
  ])('are a copy of what is in a qcow2 image: %s', async (_what, options: readonly string[]) => {
    const { image, bytes } = await rawImage();
    const source = asQcow2((image as { path: string }).path, ...options);

    await driver.create(mark, { sizeBytes: 8 * mebibyte, source });

    expect((await contentOf()).equals(bytes)).toBe(true);
  });

  it('refuse a qcow2 image that leads elsewhere or is damaged', async () => {
    const { image } = await rawImage();
    const { path } = asQcow2((image as { path: string }).path) as { path: string };
    const whole = await readFile(path);
    const damaged = async (change: (bytes: Buffer) => void): Promise<unknown> => {
      const bytes = Buffer.from(whole);
      change(bytes);
      await writeFile(path, bytes);
      const source = { format: 'Qcow2', path, virtualSizeBytes: 0 } as const;
      return driver.create(mark, { sizeBytes: 8 * mebibyte, source }).then(
        () => 'made',
        (error: unknown) => error,
      );
    };

    for (const change of [
      (bytes: Buffer) => bytes.writeBigUInt64BE(0x200n, 8),
      (bytes: Buffer) => bytes.writeUInt32BE(1, 32),
      (bytes: Buffer) => bytes.writeBigUInt64BE(4n, 72),
      (bytes: Buffer) => bytes.writeUInt32BE(40, 20),
      (bytes: Buffer) => bytes.write('NOPE', 0),
      (bytes: Buffer) => bytes.writeBigUInt64BE(BigInt(bytes.byteLength + mebibyte), 40),
    ]) {
      expect(await damaged(change)).toMatchObject({ name: 'DriverError', reason: 'InvalidImage' });
    }
    expect(await driver.find(mark)).toBeUndefined();
  });

  it('refuse an image that is larger than they are, and one that is no disk', async () => {
    const { image } = await rawImage();

    await expect(driver.create(mark, { sizeBytes: mebibyte, source: image })).rejects.toMatchObject({ reason: 'InvalidImage' });
    await expect(driver.create(mark, { sizeBytes: mebibyte, source: { format: 'RootFS', path: '/dev/null' } })).rejects.toMatchObject({
      reason: 'InvalidImage',
    });
  });

  it('may be told everything twice', async () => {
    for (let count = 0; count < 2; count += 1) await driver.create(mark, { sizeBytes: mebibyte, source: undefined });
    await writeFile((await driver.find(mark))!.path, 'written by a guest', { flag: 'r+' });
    await driver.create(mark, { sizeBytes: mebibyte, source: undefined });
    for (let count = 0; count < 2; count += 1) await driver.extend(mark, { sizeBytes: 2 * mebibyte });
    await driver.extend(mark, { sizeBytes: mebibyte });

    expect((await contentOf()).toString('latin1', 0, 18)).toBe('written by a guest');
    expect((await driver.find(mark))?.sizeBytes).toBe(2 * mebibyte);

    for (let count = 0; count < 2; count += 1) await driver.destroy(mark);
    expect(await readdir(directory)).toEqual([]);
  });

  it('are made anew when the making was cut short', async () => {
    await driver.create(mark, { sizeBytes: mebibyte, source: undefined });
    const { path } = (await driver.find(mark))!;
    await rm(path);
    await writeFile(`${path}.new`, 'half of it');

    expect(await driver.find(mark)).toBeUndefined();
    expect(await driver.recover()).toEqual([mark]);
    await driver.create(mark, { sizeBytes: mebibyte, source: undefined });

    expect((await contentOf()).equals(Buffer.alloc(mebibyte))).toBe(true);
  });

  it('are saved as a file that needs nothing else, as large as they are', async () => {
    const { image, bytes } = await rawImage();
    await driver.create(mark, { sizeBytes: 8 * mebibyte, source: image });
    const path = join(scratch, 'saved');

    expect(await driver.save(mark, { path, signal })).toEqual({ format: 'Qcow2', virtualSizeBytes: 8 * mebibyte });

    const other = { ...mark, volumeUID: 'copy' };
    await driver.create(other, { sizeBytes: 8 * mebibyte, source: { format: 'Qcow2', path, virtualSizeBytes: 0 } });
    expect((await readFile((await driver.find(other))!.path)).equals(bytes)).toBe(true);
    expect((await stat(path)).size).toBeLessThan(mebibyte);
  });

  it('stop being saved when nobody wants that any more', async () => {
    await driver.create(mark, { sizeBytes: mebibyte, source: undefined });
    const aborted = AbortSignal.abort(new Error('not wanted'));

    await expect(driver.save(mark, { path: join(scratch, 'saved'), signal: aborted })).rejects.toThrow('not wanted');
  });
});

describe('what is not ours', () => {
  it('is neither seen, nor written over, nor removed', async () => {
    const foreign = join(directory, mark.volumeUID);
    await mkdir(foreign, { recursive: true });
    await writeFile(join(foreign, 'disk.raw'), 'precious');

    expect(await driver.recover()).toEqual([]);
    expect(await driver.find(mark)).toBeUndefined();
    await expect(driver.create(mark, { sizeBytes: mebibyte, source: undefined })).rejects.toMatchObject({ reason: 'HostBroken' });
    await driver.destroy(mark);

    expect(await readFile(join(foreign, 'disk.raw'), 'utf8')).toBe('precious');
  });

  it('includes the volumes of another control plane', async () => {
    const other = { ...mark, controlPlaneUID: 'another' };
    await driver.create(other, { sizeBytes: mebibyte, source: undefined });

    await driver.destroy(mark);

    expect(await driver.find(mark)).toBeUndefined();
    expect(await driver.find(other)).toMatchObject({ sizeBytes: mebibyte });
  });

  it('stays when it lies among our files', async () => {
    await driver.create(mark, { sizeBytes: mebibyte, source: undefined });
    await writeFile(join(directory, mark.volumeUID, 'notes'), 'of an operator');

    await driver.destroy(mark);

    expect(await readdir(join(directory, mark.volumeUID))).toEqual(['notes']);
    expect(await driver.recover()).toEqual([]);
  });

  it('is not reached by a uid that is a path', async () => {
    await mkdir(directory);
    await truncate(await touched(join(scratch, 'outside')), 10);

    for (const volumeUID of ['../outside', '.', '', 'a/b']) {
      await expect(driver.find({ ...mark, volumeUID })).rejects.toMatchObject({ name: 'DriverError' });
    }
  });
});

async function touched(path: string): Promise<string> {
  await writeFile(path, '');
  return path;
}

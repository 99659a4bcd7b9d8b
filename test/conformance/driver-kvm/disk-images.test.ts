import { createHash } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LocalImage } from '#drivers/contract/driver.ts';
import { diskSizeBytes } from '#cmd/node-agent/image-cache/disk-image-inspection.ts';
import { bootableDisk } from './bootable-disk.ts';
import { bootMilliseconds, consoleShows, KVMWorld, run } from './kvm-world.ts';

const words = 'tycho-boot-sector: hello';
const mebibyte = 1024 ** 2;

async function checksum(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

describe('a guest that boots a disk image', { timeout: 2 * bootMilliseconds }, () => {
  it.each<[string, 'Raw' | 'Qcow2', readonly string[]]>([
    ['raw', 'Raw', ['-O', 'raw']],
    ['qcow2', 'Qcow2', ['-O', 'qcow2']],
    ['qcow2 of version 2', 'Qcow2', ['-O', 'qcow2', '-o', 'compat=0.10']],
    ['qcow2 compressed by zstd', 'Qcow2', ['-O', 'qcow2', '-c', '-o', 'compression_type=zstd']],
  ])('runs it as a layer over the %s file, which stays as it is', async (_, format, options) => {
    await using world = await KVMWorld.create();
    const path = join(world.folder, 'image');
    await writeFile(join(world.folder, 'disk'), bootableDisk(words));
    await run('qemu-img', ['convert', '-f', 'raw', ...options, join(world.folder, 'disk'), path]);
    await chmod(path, 0o444);
    const before = await checksum(path);
    const image: LocalImage = { format, path, virtualSizeBytes: await diskSizeBytes(path, format) };
    const guest = world.guest('true', { image, diskGiB: 1 });
    const driver = world.driver();

    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, words);
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });

    const disk = join(world.directoryOf(guest.mark), 'machine', 'disk.qcow2');
    await run('qemu-img', ['check', disk]);
    const { stdout } = await run('qemu-img', ['info', '--backing-chain', '--output=json', disk]);
    expect(JSON.parse(stdout)).toMatchObject([
      { format: 'qcow2', 'virtual-size': 1024 * mebibyte, 'backing-filename': path, 'backing-filename-format': format.toLowerCase() },
      { format: format.toLowerCase(), 'virtual-size': 8 * mebibyte },
    ]);
    expect(await checksum(path)).toBe(before);
  });

  it('is refused a disk that is smaller than the image', async () => {
    await using world = await KVMWorld.create();
    const image: LocalImage = { format: 'Raw', path: '/nowhere', virtualSizeBytes: 3 * 1024 * mebibyte };

    const failure = world.driver().prepare(world.guest('true', { image, diskGiB: 2 }));

    await expect(failure).rejects.toMatchObject({
      reason: 'InvalidImage',
      message: expect.stringMatching(/the image is 3 GiB large and the flavor's disk only 2 GiB/),
    });
    expect(await world.traces()).toEqual([]);
  });
});

describe('the image cache and the files that qemu-img makes', () => {
  it.each<[string, readonly string[], string]>([
    ['a backing file', ['-b', 'base', '-F', 'raw'], 'backing file'],
    [
      'a backing file without a name of its format',
      ['-b', 'json:{"driver":"raw","file":{"driver":"file","filename":"base"}}', '-F', 'raw'],
      'backing file',
    ],
    ['an external data file', ['-o', 'data_file=data'], 'another file'],
    ['encryption', ['--object', 'secret,id=s,data=x', '-o', 'encrypt.format=aes,encrypt.key-secret=s'], 'encrypted'],
  ])('refuses one with %s', async (_, options, message) => {
    await using world = await KVMWorld.create();
    await writeFile(join(world.folder, 'base'), Buffer.alloc(mebibyte));
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', ...options, 'image', '1M'], { cwd: world.folder });

    await expect(diskSizeBytes(join(world.folder, 'image'), 'Qcow2')).rejects.toThrow(message);
  });

  it.each<[string, readonly string[]]>([
    ['a plain one', []],
    ['version 2', ['-o', 'compat=0.10']],
    ['extended tables', ['-o', 'extended_l2=on']],
    ['large clusters', ['-o', 'cluster_size=2M']],
    ['small clusters', ['-o', 'cluster_size=512']],
    ['lazy reference counts', ['-o', 'lazy_refcounts=on']],
    ['space set aside', ['-o', 'preallocation=metadata']],
  ])('reads the size of %s', async (_, options) => {
    await using world = await KVMWorld.create();
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', ...options, 'image', '3G'], { cwd: world.folder });

    expect(await diskSizeBytes(join(world.folder, 'image'), 'Qcow2')).toBe(3 * 1024 * mebibyte);
  });
});

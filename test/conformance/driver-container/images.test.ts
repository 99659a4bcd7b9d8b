import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver, Guest, LocalImage } from '#drivers/contract/driver.ts';
import { tarFile, type TarEntry } from '#test/builders/tar-file.ts';
import { writeBusyboxRoot } from '#test/harness/containerd.ts';
import { consoleShows, ContainerTestBed, run, type ContainerWorld } from './container-world.ts';

let bed: ContainerTestBed;
let world: ContainerWorld;
let driver: Driver;
let busybox: Buffer;

beforeAll(async () => {
  bed = await ContainerTestBed.create();
  busybox = await readFile('/bin/busybox');
});
afterAll(() => bed[Symbol.asyncDispose]());
beforeEach(async () => {
  world = await bed.world();
  driver = world.driver();
});
afterEach(() => world[Symbol.asyncDispose]());

async function imageOf(content: Uint8Array, format: 'RootFS' | 'OCI' = 'RootFS'): Promise<LocalImage> {
  const path = join(world.stateDirectory, `${createHash('sha256').update(content).digest('hex')}.image`);
  await writeFile(path, content);
  return { format, path };
}

async function started(guest: Guest): Promise<Guest> {
  await driver.prepare(guest);
  await driver.start(guest);
  return guest;
}

/** A root file system whose first program is a script. */
const rootOf = (script: string, ...more: readonly TarEntry[]): Buffer =>
  tarFile([
    { name: 'bin/', type: '5' },
    { name: 'bin/busybox', content: busybox },
    { name: 'bin/sh', type: '2', linkName: 'busybox' },
    { name: 'sbin/', type: '5' },
    { name: 'sbin/init', content: `#!/bin/sh\nb=/bin/busybox\n${script}\n$b sleep 1000\n` },
    ...more,
  ]);

describe('an image of a root file system', () => {
  it.each(['gzip', 'xz', 'zstd'] as const)('may be compressed by %s', async (compression) => {
    const plain = await readFile(bed.imagePath);
    await writeFile(join(world.stateDirectory, 'plain.tar'), plain);
    if (compression === 'xz') await run('xz', ['-0', join(world.stateDirectory, 'plain.tar')]);
    const compressed = { gzip: () => gzipSync(plain), zstd: () => zstdCompressSync(plain), xz: () => undefined }[compression]();
    const content = compressed ?? (await readFile(join(world.stateDirectory, 'plain.tar.xz')));

    const guest = await started(world.guest('echo it runs', { image: await imageOf(content) }));

    expect(await consoleShows(driver, guest.mark, 'it runs')).not.toContain('not found');
  });

  it('is unpacked once for all guests, who do not see what others write', async () => {
    const first = await started(world.guest('echo mine >/root/note; echo written'));
    await consoleShows(driver, first.mark, 'written');
    const before = await snapshotNames();

    const second = await started(world.guest('ls -A /root; echo listed'));

    expect(await consoleShows(driver, second.mark, 'listed')).not.toContain('note');
    expect(await snapshotNames()).toEqual(before);
    expect(before).toHaveLength(2);
  });

  it('that cannot be unpacked leaves a guest that is rebuilt from a better one', async () => {
    const guest = await started(world.guest('echo it runs'));
    await consoleShows(driver, guest.mark, 'it runs');
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });

    const broken = { ...guest, image: await imageOf(Buffer.from('no tar at all')) };
    await expect(driver.abilities.rebuilding?.rebuild(broken)).rejects.toMatchObject({ reason: 'InvalidImage' });
    await expect(driver.start(broken)).rejects.toThrow('start');
    await expect(driver.abilities.rebuilding?.rebuild(broken)).rejects.toMatchObject({ reason: 'InvalidImage' });
    await driver.abilities.rebuilding?.rebuild(guest);
    await driver.start(guest);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('keeps owners, programs that change the user, and links inside it', async () => {
    const content = rootOf(
      '$b stat -c "%u:%g %a %n" /etc/mine /bin/su; $b cat /etc/link; $b cat /etc/hard',
      { name: 'etc/', type: '5' },
      { name: 'etc/mine', content: 'content\n', ownerID: 1234, mode: 0o640 },
      { name: 'etc/link', type: '2', linkName: '/etc/mine' },
      { name: 'etc/hard', type: '1', linkName: 'etc/mine', ownerID: 1234, mode: 0o640 },
      { name: 'bin/su', content: busybox, mode: 0o4755 },
    );

    const guest = await started(world.guest('', { image: await imageOf(content) }));

    const shown = await consoleShows(driver, guest.mark, 'content\r\ncontent');
    expect(shown).toContain('1234:1234 640 /etc/mine');
    expect(shown).toContain('0:0 4755 /bin/su');
  });
});

describe('an image that does harm', () => {
  const precious = (): string => join(world.stateDirectory, 'precious');

  it.each<[string, readonly TarEntry[]]>([
    ['a name that leads out', [{ name: '../../../../../../../../tmp/tycho-escaped', content: 'x' }]],
    ['a name in the middle of which it goes up', [{ name: 'etc/../../tmp/tycho-escaped', content: 'x' }]],
    ['a hard link to the outside', [{ name: 'stolen', type: '1', linkName: '../../../../../../../etc/shadow' }]],
    [
      'a file where a link would have its content',
      [{ name: 'link', type: '2', linkName: 'a', content: tarFile([{ name: '../../../../tmp/tycho-escaped', content: 'x' }]) }],
    ],
    ['the removal of the folder above', [{ name: 'etc/.wh...' }]],
    ['a sparse file', [{ name: 'sparse', content: 'x', pax: { 'GNU.sparse.realsize': '1000000000000' } }]],
    ['a file of an unknown kind', [{ name: 'odd', type: 'Z' }]],
    ['no end', [{ name: 'half', content: 'x', sizeBytes: 100_000_000 }]],
  ])('is refused: %s', async (_, entries) => {
    const image = await imageOf(tarFile(entries));

    await expect(driver.prepare(world.guest('', { image }))).rejects.toMatchObject({ reason: 'InvalidImage' });

    await expect(readFile('/tmp/tycho-escaped')).rejects.toThrow('ENOENT');
    expect(await snapshotNames()).toEqual([]);
  });

  it('is refused when it is no tar file at all', async () => {
    await expect(driver.prepare(world.guest('', { image: await imageOf(Buffer.alloc(5000, 'no tar')) }))).rejects.toMatchObject({
      reason: 'InvalidImage',
    });
    await expect(
      driver.prepare(world.guest('', { image: { format: 'Raw', path: bed.imagePath, virtualSizeBytes: 1 } })),
    ).rejects.toMatchObject({
      reason: 'InvalidImage',
    });
  });

  it('is refused when it swells beyond the disk of the flavor, before it has done so', async () => {
    const bomb = gzipSync(
      tarFile([
        { name: 'small', content: 'x' },
        { name: 'zeros', sizeBytes: 2 * 1024 ** 3 },
      ]),
    );

    await expect(driver.prepare(world.guest('', { diskGiB: 1, image: await imageOf(bomb) }))).rejects.toMatchObject({
      reason: 'InvalidImage',
      message: expect.stringContaining('larger than 1024 MiB') as string,
    });
    expect(await snapshotNames()).toEqual([]);
  });

  it('writes through no link of its own to the outside', async () => {
    await writeFile(precious(), 'untouched');
    const content = rootOf(
      'echo harmless',
      { name: 'way', type: '2', linkName: world.stateDirectory },
      { name: 'way/precious', content: 'overwritten' },
      { name: 'up', type: '2', linkName: `../../../../../../../..${world.stateDirectory}` },
      { name: 'up/precious', content: 'overwritten' },
    );

    const guest = await started(world.guest('', { image: await imageOf(content) }));

    await consoleShows(driver, guest.mark, 'harmless');
    expect(await readFile(precious(), 'utf8')).toBe('untouched');
  });

  it('brings no devices and no attributes of the host’s', async () => {
    const content = rootOf(
      '[ -e /disk ] && echo a device || echo no device; [ -e /kept ] && echo kept',
      { name: 'disk', type: '4' },
      { name: 'memory', type: '3' },
      { name: 'kept', content: '', pax: { 'SCHILY.xattr.trusted.overlay.redirect': '/etc', 'SCHILY.xattr.trusted.overlay.opaque': 'y' } },
    );

    const guest = await started(world.guest('', { image: await imageOf(content) }));

    expect(await consoleShows(driver, guest.mark, 'kept')).toContain('no device');
  });
});

describe('an OCI image', () => {
  const blobs = new Map<string, Buffer>();
  const blob = (content: Buffer): { readonly digest: string; readonly size: number } => {
    const sum = createHash('sha256').update(content).digest('hex');
    blobs.set(sum, content);
    return { digest: `sha256:${sum}`, size: content.length };
  };
  const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
  const layout = (layers: readonly Buffer[], config: object, platform: object = { os: 'linux', architecture: 'amd64' }): Buffer => {
    blobs.clear();
    const manifest = json({ schemaVersion: 2, config: blob(json({ config })), layers: layers.map(blob) });
    const index = json({ schemaVersion: 2, manifests: [{ ...blob(manifest), platform }] });
    return tarFile([
      { name: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
      { name: 'index.json', content: index },
      ...[...blobs].map(([sum, content]) => ({ name: `blobs/sha256/${sum}`, content })),
    ]);
  };
  const base = (): Buffer =>
    tarFile([
      { name: 'bin/', type: '5' },
      { name: 'bin/busybox', content: busybox },
      { name: 'bin/sh', type: '2', linkName: 'busybox' },
      { name: 'etc/', type: '5' },
      { name: 'etc/removed', content: 'x' },
      { name: 'etc/replaced', content: 'old\n' },
      { name: 'opt/', type: '5' },
      { name: 'opt/hidden', content: 'x' },
    ]);
  const change = (): Buffer =>
    tarFile([
      { name: 'etc/.wh.removed' },
      { name: 'etc/replaced', content: 'new\n' },
      { name: 'opt/.wh..wh..opq' },
      { name: 'opt/added', content: 'x' },
    ]);

  it('is laid together from its layers, and starts what it says, as whom it says', async () => {
    const script =
      '/bin/busybox ls /etc /opt; /bin/busybox cat /etc/replaced; /bin/busybox id -u; echo $GREETING from $PWD; /bin/busybox sleep 1000';
    const config = { Entrypoint: ['/bin/sh', '-c'], Cmd: [script], Env: ['GREETING=hello'], WorkingDir: '/opt', User: '1000:1000' };
    const image = await imageOf(layout([gzipSync(base()), change()], config), 'OCI');

    const guest = await started(world.guest('', { image }));

    const shown = await consoleShows(driver, guest.mark, 'hello from /opt');
    expect(shown).toContain('new\r\n1000\r\n');
    expect(shown).toContain('added');
    expect(shown).not.toMatch(/removed|hidden/);
  });

  it('is asked to end by the signal that it names', async () => {
    const config = {
      Entrypoint: ['/bin/sh', '-c', 'trap "echo asked nicely; exit 0" USR1; echo ready; while :; do /bin/busybox sleep 0.1; done'],
      StopSignal: 'SIGUSR1',
    };
    const guest = await started(world.guest('', { image: await imageOf(layout([base()], config), 'OCI') }));
    await consoleShows(driver, guest.mark, 'ready');

    await driver.stop(guest.mark, { gracePeriodSeconds: 20 });

    await consoleShows(driver, guest.mark, 'asked nicely');
    expect(await driver.observe(guest.mark)).toMatchObject({ exit: { message: 'it turned itself off when asked to' } });
  });

  it('is refused when it is for another architecture, damaged, or a plain tar file', async () => {
    const damaged = Buffer.from(layout([base()], {}));
    damaged[damaged.length - 4000] = 0x77;
    for (const content of [layout([base()], {}, { os: 'linux', architecture: 's390x' }), damaged, base()]) {
      await expect(driver.prepare(world.guest('', { image: await imageOf(content, 'OCI') }))).rejects.toMatchObject({
        reason: 'InvalidImage',
      });
    }
  });
});

describe('images that nobody uses', () => {
  it('are kept for a while, and so are those in use', async () => {
    const guest = world.guest('true');
    await driver.prepare(guest);
    await driver.describe();
    await driver.destroy(guest.mark);

    await driver.describe();

    expect(await snapshotNames()).toHaveLength(2);
  });
});

async function snapshotNames(): Promise<readonly string[]> {
  const client = bed.containerd.client(world.namespace);
  const names = (await client.snapshots()).map(({ name }) => name ?? '');
  client.close();
  return names.sort();
}

// The image that every other test starts from.
it('the small image has what the tests need', async () => {
  const path = join(world.stateDirectory, 'again.tar');
  await writeBusyboxRoot(path);

  expect((await run('tar', ['--list', `--file=${path}`])).stdout).toContain('sbin/init');
});

import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Machine } from '#apis/infrastructure/instance.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { AddressGuard, parseAddressRanges } from '#cmd/bootstrap/address-guard.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import type { ImageProgress, ImageRequest, ImageSource } from '../instance/image-source.ts';
import { createImageCache, type ImageCacheDependencies } from './image-cache.ts';

type Image = Machine['image'];

/** The web servers of these tests are on it. */
const loopbackAllowed = new AddressGuard({ allowed: parseAddressRanges('', ['127.0.0.1']) });

let folder: string;
const servers: Server[] = [];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tycho-images-')));
  await mkdir(join(folder, 'allowed'));
});

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function rawImage(url: string, bytes: Uint8Array): Image {
  return { name: 'an-image', uid: 'image-uid', format: 'Raw', source: { url, sha256: sumOf(bytes) } };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function aCache(overrides: Partial<ImageCacheDependencies> = {}): ImageSource {
  return createImageCache({
    directory: join(folder, 'images'),
    allowedFileDirectories: [join(folder, 'allowed')],
    addresses: loopbackAllowed,
    clock: new SystemClock(),
    logger: silentLogger,
    ...overrides,
  });
}

function aRequest(overrides: Partial<ImageRequest> = {}): ImageRequest {
  return { onProgress: () => undefined, signal: new AbortController().signal, ...overrides };
}

async function allowedFile(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, 'allowed', name), bytes);
  return pathToFileURL(join(folder, 'allowed', name)).href;
}

const disk = Buffer.alloc(1_000_000, 'disk ');

describe('an image cache, for files of the host', () => {
  it('takes one in, read-only and by its sum', async () => {
    const image = rawImage(await allowedFile('a.raw', disk), disk);

    const found = await aCache().acquire(image, aRequest());

    expect(found).toEqual({ format: 'Raw', path: join(folder, 'images', 'sha256', sumOf(disk)), virtualSizeBytes: 1_000_448 });
    const path = found.format === 'Raw' ? found.path : '';
    expect(await readFile(path)).toEqual(disk);
    expect((await stat(path)).mode & 0o777).toBe(0o444);
  });

  it('needs the source no more once it has it', async () => {
    const image = rawImage(await allowedFile('a.raw', disk), disk);
    await aCache().acquire(image, aRequest());
    await rm(join(folder, 'allowed', 'a.raw'));

    await expect(aCache().acquire(image, aRequest())).resolves.toMatchObject({ format: 'Raw' });
  });

  it('brings kernel and initial RAM disk together, with their progress as one', async () => {
    const [kernel, initrd] = [Buffer.alloc(1000, 'k'), Buffer.alloc(500, 'i')];
    const told: ImageProgress[] = [];
    const image: Image = {
      name: 'tiny',
      uid: 'u',
      format: 'Kernel',
      kernel: { url: await allowedFile('k', kernel), sha256: sumOf(kernel) },
      initrd: { url: await allowedFile('i', initrd), sha256: sumOf(initrd) },
      kernelArguments: 'console=ttyS0',
    };

    const found = await aCache().acquire(image, aRequest({ onProgress: (progress) => told.push(progress) }));

    const path = (bytes: Buffer): string => join(folder, 'images', 'sha256', sumOf(bytes));
    expect(found).toEqual({ format: 'Kernel', kernelPath: path(kernel), initrdPath: path(initrd), kernelArguments: 'console=ttyS0' });
    expect(told.at(-1)).toEqual({ downloadedBytes: 1500, totalBytes: 1500 });
  });

  it('names both sums when they differ, and keeps nothing', async () => {
    const url = await allowedFile('a.raw', disk);
    const image = rawImage(url, Buffer.from('something else'));

    await expect(aCache().acquire(image, aRequest())).rejects.toMatchObject({
      reason: 'InvalidImage',
      problem: 'ChecksumMismatch',
      message: expect.stringMatching(new RegExp(`${sumOf(disk)}.*${image.source?.sha256}`)),
    });
    expect(await readdir(join(folder, 'images', 'sha256'))).toEqual([]);
  });

  it('refuses whatever is not below a listed directory, without saying whether it is there', async () => {
    await writeFile(join(folder, 'secret'), disk);
    const messages: string[] = [];
    for (const path of [
      join(folder, 'secret'),
      join(folder, 'nothing'),
      join(folder, 'allowed', '..', 'secret'),
      join(folder, 'allowed-too', 'x'),
    ]) {
      const failure = aCache().acquire(rawImage(pathToFileURL(path).href, disk), aRequest());
      await expect(failure).rejects.toMatchObject({ reason: 'InvalidImage', problem: 'NotAllowed' });
      messages.push(
        await failure.then(
          () => '',
          (error: Error) => error.message.replace(pathToFileURL(path).href, 'IT'),
        ),
      );
    }

    expect(new Set(messages).size).toBe(1);
  });

  it('follows links to where they really lead', async () => {
    await writeFile(join(folder, 'secret'), disk);
    await symlink(join(folder, 'secret'), join(folder, 'allowed', 'link-out'));
    await allowedFile('inside', disk);
    await symlink('inside', join(folder, 'allowed', 'link-in'));
    const image = (name: string): Image => rawImage(pathToFileURL(join(folder, 'allowed', name)).href, disk);

    await expect(aCache().acquire(image('link-out'), aRequest())).rejects.toMatchObject({ problem: 'NotAllowed' });
    await expect(aCache().acquire(image('link-in'), aRequest())).resolves.toMatchObject({ format: 'Raw' });
  });

  it('takes a listed directory that is a link itself', async () => {
    await rename(join(folder, 'allowed'), join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere'), join(folder, 'allowed'));

    await expect(aCache().acquire(rawImage(await allowedFile('a.raw', disk), disk), aRequest())).resolves.toMatchObject({ format: 'Raw' });
  });

  it('refuses what is no regular file, and does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(folder, 'allowed', 'pipe')]);
    await mkdir(join(folder, 'allowed', 'directory'));

    for (const name of ['pipe', 'directory']) {
      const image = rawImage(pathToFileURL(join(folder, 'allowed', name)).href, disk);
      await expect(aCache().acquire(image, aRequest())).rejects.toMatchObject({
        problem: 'NotAllowed',
        message: expect.stringContaining('regular file'),
      });
    }
  });

  it.each(['file://other.host/srv/image', 'ftp://images.test/a', 'data:,x', 'not a url'])('refuses %s', async (url) => {
    await expect(aCache().acquire(rawImage(url, disk), aRequest())).rejects.toMatchObject({
      reason: 'InvalidImage',
      problem: 'NotAllowed',
    });
  });

  it('says that there is no such file', async () => {
    const image = rawImage(pathToFileURL(join(folder, 'allowed', 'nothing')).href, disk);

    await expect(aCache().acquire(image, aRequest())).rejects.toMatchObject({
      problem: 'NotFound',
      message: expect.stringContaining('/allowed/nothing'),
    });
  });

  it('clears away what was coming when the agent ended', async () => {
    await mkdir(join(folder, 'images', 'sha256'), { recursive: true });
    await writeFile(join(folder, 'images', 'sha256', `.incoming-${'0'.repeat(64)}`), disk);

    await aCache().acquire(rawImage(await allowedFile('a.raw', disk), disk), aRequest());

    expect(await readdir(join(folder, 'images', 'sha256'))).toEqual([sumOf(disk)]);
  });
});

describe('an image cache, for what the bytes are', () => {
  it.each([
    ['Raw', 'QFI\xfb\0\0\0\x03', 'say format Qcow2'],
    ['Raw', '\xfd7zXZ\0\0', 'unpack it'],
    ['Raw', '\x1f\x8b\x08\0', 'unpack it'],
    ['Raw', 'vhdxfile', 'convert it'],
    ['Raw', '', 'it is empty'],
    ['Qcow2', 'a boot sector', 'does not begin like a qcow2 file'],
  ] as const)('refuses %s that begins with %j', async (format, start, message) => {
    const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(start === '' ? 0 : 5000)]);
    const image: Image = { ...rawImage(await allowedFile('a', bytes), bytes), format };

    await expect(aCache().acquire(image, aRequest())).rejects.toMatchObject({
      reason: 'InvalidImage',
      problem: 'WrongContent',
      message: expect.stringContaining(message),
    });
  });

  it('refuses more bytes than the host takes', async () => {
    const image = rawImage(await allowedFile('a.raw', disk), disk);

    await expect(aCache({ limits: { maximumImageBytes: 999_999 } }).acquire(image, aRequest())).rejects.toMatchObject({
      problem: 'TooLarge',
    });
  });

  it('refuses an image that names no file', async () => {
    await expect(aCache().acquire({ name: 'x', uid: 'x', format: 'Raw' }, aRequest())).rejects.toMatchObject({ problem: 'WrongContent' });
    await expect(aCache().acquire({ name: 'x', uid: 'x', format: 'Kernel' }, aRequest())).rejects.toMatchObject({
      problem: 'WrongContent',
    });
  });
});

describe('an image cache, for files on the web', () => {
  it('fetches a file once, however many ask, and tells them all how far it is', async () => {
    let requestCount = 0;
    const go = Promise.withResolvers<void>();
    const base = await serve((_, response) => {
      requestCount += 1;
      response.writeHead(200, { 'content-length': disk.length });
      response.write(disk.subarray(0, 500_000));
      void go.promise.then(() => response.end(disk.subarray(500_000)));
    });
    const cache = aCache({ limits: { progressIntervalMilliseconds: 0 } });
    const told: ImageProgress[][] = [[], [], []];

    const acquired = Promise.all(
      told.map((each) => cache.acquire(rawImage(`${base}/a`, disk), aRequest({ onProgress: (progress) => each.push(progress) }))),
    );
    await expect.poll(() => told.every((each) => each.length > 0)).toBe(true);
    go.resolve();
    const found = await acquired;

    expect(requestCount).toBe(1);
    expect(new Set(found.map((each) => JSON.stringify(each))).size).toBe(1);
    for (const each of told) expect(each.at(-1)).toEqual({ downloadedBytes: 1_000_000, totalBytes: 1_000_000 });
  });

  it('goes on while anybody waits, and gives up when nobody does', async () => {
    let closedCount = 0;
    const base = await serve((_, response) => {
      response.write(disk.subarray(0, 10));
      response.on('close', () => (closedCount += 1));
    });
    const cache = aCache({ limits: { progressIntervalMilliseconds: 0 } });
    const [first, second] = [new AbortController(), new AbortController()];
    let toldCount = 0;
    const acquire = (signal: AbortSignal) =>
      cache.acquire(rawImage(`${base}/a`, disk), aRequest({ signal, onProgress: () => (toldCount += 1) }));

    const both = [acquire(first.signal), acquire(second.signal)];
    await expect.poll(() => toldCount).toBeGreaterThanOrEqual(2);
    first.abort(new Error('not wanted'));
    await expect(both[0]).rejects.toThrow('not wanted');
    expect(closedCount).toBe(0);
    second.abort(new Error('not wanted either'));

    await expect(both[1]).rejects.toThrow('not wanted either');
    await expect.poll(() => closedCount).toBe(1);
  });

  it('fetches anew after the download was given up', async () => {
    let isSlow = true;
    const base = await serve((_, response) => (isSlow ? response.write('x') : response.end(disk)));
    const cache = aCache({ limits: { progressIntervalMilliseconds: 0 } });
    const abort = new AbortController();
    const told = Promise.withResolvers<void>();
    const first = cache.acquire(rawImage(`${base}/a`, disk), aRequest({ signal: abort.signal, onProgress: () => told.resolve() }));
    first.catch(() => undefined);
    await told.promise;
    abort.abort(new Error('not wanted'));
    isSlow = false;

    await expect(cache.acquire(rawImage(`${base}/a`, disk), aRequest())).resolves.toMatchObject({ format: 'Raw' });
    await expect(first).rejects.toThrow('not wanted');
  });

  it('lets only so many downloads go on at once', async () => {
    let waiting: (() => void)[] = [];
    let mostWaiting = 0;
    const base = await serve((request, response) => {
      waiting.push(() => response.end(`${request.url} ${disk.toString()}`));
      mostWaiting = Math.max(mostWaiting, waiting.length);
      if (waiting.length < 2) return;
      for (const answer of waiting) answer();
      waiting = [];
    });
    const cache = aCache({ limits: { parallelDownloads: 2 } });

    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        cache.acquire(rawImage(`${base}/${index}`, Buffer.from(`/${index} ${disk.toString()}`)), aRequest()),
      ),
    );

    expect(mostWaiting).toBe(2);
  });

  it('follows a few redirects, to the web only', async () => {
    const base = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (request.url === '/file') response.writeHead(302, { location: `file://${folder}/allowed/a` }).end();
      else if (left === 0) response.end(disk);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });

    await expect(aCache().acquire(rawImage(`${base}/6`, disk), aRequest())).rejects.toMatchObject({
      problem: 'Unreachable',
      message: expect.stringContaining('more than 5 times'),
    });
    await expect(aCache().acquire(rawImage(`${base}/file`, disk), aRequest())).rejects.toMatchObject({ problem: 'NotAllowed' });
    await expect(aCache().acquire(rawImage(`${base}/5`, disk), aRequest())).resolves.toMatchObject({ format: 'Raw' });
  });

  it.each([
    [404, 'InvalidImage', 'NotFound'],
    [403, 'InvalidImage', 'NotAllowed'],
    [500, 'Temporary', 'Unreachable'],
  ])('sorts status %i by what can be done about it', async (status, reason, problem) => {
    const base = await serve((_, response) => response.writeHead(status).end());

    await expect(aCache().acquire(rawImage(`${base}/an/image`, disk), aRequest())).rejects.toMatchObject({
      reason,
      problem,
      message: expect.stringContaining(`${base}/an/image`),
    });
  });

  it('keeps passwords out of messages', async () => {
    const base = await serve((_, response) => response.writeHead(404).end());
    const url = base.replace('http://', 'http://user:secret@');

    const failure = aCache().acquire(rawImage(`${url}/a`, disk), aRequest());

    await expect(failure).rejects.toThrow(`${base}/a`);
    await expect(failure).rejects.not.toThrow('secret');
  });

  it('notices a source that breaks off, one that is silent, and one that is not there', async () => {
    const breaking = await serve((_, response) => {
      response.writeHead(200, { 'content-length': disk.length });
      response.write(disk.subarray(0, 1000), () => response.destroy());
    });
    const clock = new VirtualClock();
    const arrived = Promise.withResolvers<void>();
    const silent = await serve(() => arrived.resolve());
    const gone = await serve(() => undefined);
    const server = servers.at(-1);
    await new Promise((resolve) => server?.close(resolve));

    const waiting = aCache({ clock }).acquire(rawImage(`${silent}/a`, disk), aRequest());
    waiting.catch(() => undefined);
    await arrived.promise;
    await clock.advance(30_000);

    await expect(waiting).rejects.toMatchObject({ reason: 'Temporary', message: expect.stringContaining('no answer within 30 seconds') });
    await expect(aCache().acquire(rawImage(`${breaking}/a`, disk), aRequest())).rejects.toMatchObject({
      reason: 'Temporary',
      problem: 'Unreachable',
    });
    await expect(aCache().acquire(rawImage(`${gone}/a`, disk), aRequest())).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0:2379/',
    'http://[fe80::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://127.0.0.1:2379/version',
    'http://127.1/',
    'http://0x7f000001/',
    'http://[::1]/',
    'http://localhost/',
  ])('does not fetch from %s unless the operator allows it', async (url) => {
    const addresses = new AddressGuard();

    await expect(aCache({ addresses }).acquire(rawImage(url, disk), aRequest())).rejects.toMatchObject({ problem: 'NotAllowed' });
  });

  it('is not led inward by a redirect', async () => {
    const visited: string[] = [];
    const inner = await serve((_, response) => {
      visited.push('inner');
      response.end(disk);
    });
    const outer = await serve((_, response) => response.writeHead(302, { location: inner.replace('127.0.0.1', '127.0.0.2') }).end());

    await expect(aCache().acquire(rawImage(`${outer}/a`, disk), aRequest())).rejects.toMatchObject({
      problem: 'NotAllowed',
      message: expect.stringContaining('leads to 127.0.0.2'),
    });
    expect(visited).toEqual([]);
  });
});

describe('an image cache, when the disk refuses', () => {
  it('passes on what the host says', async () => {
    await mkdir(join(folder, 'images'));
    await writeFile(join(folder, 'images', 'sha256'), 'in the way');
    await chmod(join(folder, 'images', 'sha256'), 0o600);

    await expect(aCache().acquire(rawImage(await allowedFile('a.raw', disk), disk), aRequest())).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

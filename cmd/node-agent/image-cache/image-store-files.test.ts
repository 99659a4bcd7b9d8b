import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Machine } from '#apis/infrastructure/instance.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { ImageStoreError } from '../image-store-client/image-store-error.ts';
import type { ImageSource } from '../instance/image-source.ts';
import { AddressGuard } from '#cmd/bootstrap/address-guard.ts';
import { createImageCache, type ImageCache, type ImageCacheDependencies } from './image-cache.ts';
import type { ImageStoreReader } from './image-store-origin.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-store-images-'));
  await mkdir(join(folder, 'allowed'));
});

afterEach(() => rm(folder, { recursive: true }));

function sumOf(bytes: string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An image store with the bytes of projects, that counts how often it sends some. */
class StoreInMemory implements ImageStoreReader {
  readonly contents = new Map<string, readonly string[]>();
  sentCount = 0;

  put(project: string, ...contents: readonly string[]): void {
    this.contents.set(project, contents);
  }

  async ownerOf({ project, sha256 }: { readonly project: string; readonly sha256: string }): Promise<string> {
    const owner = [project, 'public'].find((each) => this.contents.get(each)?.some((content) => sumOf(content) === sha256));
    if (owner === undefined) throw new ImageStoreError('NotFound', 'there is nothing for you');
    return owner;
  }

  async download(name: { readonly project: string; readonly sha256: string }): Promise<Awaited<ReturnType<ImageStoreReader['download']>>> {
    const content = this.contents.get(await this.ownerOf(name))!.find((each) => sumOf(each) === name.sha256)!;
    this.sentCount += 1;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(content);
    }
    return { totalBytes: content.length, chunks: chunks() };
  }
}

function aCache(overrides: Partial<ImageCacheDependencies> = {}): ImageCache {
  return createImageCache({
    directory: join(folder, 'images'),
    allowedFileDirectories: [join(folder, 'allowed')],
    addresses: new AddressGuard(),
    clock: new SystemClock(),
    logger: silentLogger,
    ...overrides,
  });
}

function stored(content: string): Machine['image'] {
  const sha256 = sumOf(content);
  return { name: 'img', uid: 'uid', format: 'RootFS', source: { url: `image-store:${sha256}`, sha256 } };
}

async function aLocal(content: string): Promise<Machine['image']> {
  const path = join(folder, 'allowed', sumOf(content));
  await writeFile(path, content);
  return { name: 'img', uid: 'uid', format: 'RootFS', source: { url: pathToFileURL(path).href, sha256: sumOf(content) } };
}

async function acquire(images: ImageSource, image: Machine['image'], namespace: string, uid = `${namespace}-1`): Promise<string> {
  const local = await images.acquire(image, { for: { namespace, uid }, onProgress: () => {}, signal: new AbortController().signal });
  return local.format === 'RootFS' ? local.path : '';
}

async function namesOf(...parts: readonly string[]): Promise<readonly string[]> {
  return readdir(join(folder, 'images', ...parts)).catch(() => []);
}

describe('images of the image store', () => {
  it('are fetched once for a project, and again for another that may have them', async () => {
    const store = new StoreInMemory();
    store.put('red', 'same');
    store.put('blue', 'same');
    const images = aCache().for(store);

    const first = await acquire(images, stored('same'), 'red');
    expect(await acquire(images, stored('same'), 'red', 'red-2')).toBe(first);
    expect(await acquire(images, stored('same'), 'blue')).not.toBe(first);
    expect(store.sentCount).toBe(2);
  });

  it('are not given to a project that may not see them, though they are on this host', async () => {
    const store = new StoreInMemory();
    store.put('red', 'secret');
    const images = aCache().for(store);
    await acquire(images, stored('secret'), 'red');

    await expect(acquire(images, stored('secret'), 'blue')).rejects.toMatchObject({ problem: 'NotFound', reason: 'InvalidImage' });
    const { source } = stored('secret');
    const disguised = { ...stored('secret'), source: { url: 'file:///nowhere', sha256: source!.sha256 } };
    await expect(acquire(images, disguised, 'blue')).rejects.toMatchObject({ problem: 'NotAllowed' });
  });

  it('that are public are fetched once for all', async () => {
    const store = new StoreInMemory();
    store.put('public', 'for all');
    const images = aCache().for(store);

    const paths = await Promise.all(['red', 'blue'].map((project) => acquire(images, stored('for all'), project)));

    expect(new Set(paths).size).toBe(1);
    expect(store.sentCount).toBe(1);
  });

  it('cannot be had without saying for whom, or without an image store', async () => {
    const signal = new AbortController().signal;
    await expect(
      aCache()
        .for(new StoreInMemory())
        .acquire(stored('x'), { onProgress: () => {}, signal }),
    ).rejects.toMatchObject({ problem: 'NotAllowed' });
    await expect(acquire(aCache(), stored('x'), 'red')).rejects.toMatchObject({ problem: 'NotAllowed' });
  });

  it('are tried again later when the store does not answer', async () => {
    const away: ImageStoreReader = {
      ownerOf: () => Promise.reject(new ImageStoreError('Unreachable', 'gone')),
      download: () => Promise.reject(new Error('not asked')),
    };

    await expect(acquire(aCache().for(away), stored('x'), 'red')).rejects.toMatchObject({ reason: 'Temporary' });
  });
});

describe('the room in the cache', () => {
  const here = new Set<string>();

  beforeEach(() => here.clear());

  async function aFullCache(): Promise<ImageCache> {
    const cache = aCache({ maximumBytes: 10 });
    cache.followHolders(() => here);
    for (const holder of ['a', 'b']) here.add(holder);
    await acquire(cache, await aLocal('aaaaa'), 'red', 'a');
    await acquire(cache, await aLocal('bbbbb'), 'red', 'b');
    return cache;
  }

  it('is made by removing what nobody on the host was given', async () => {
    const cache = await aFullCache();
    here.delete('a');

    await acquire(cache, await aLocal('ccccc'), 'red', 'c');

    expect((await namesOf('sha256')).toSorted()).toEqual([sumOf('bbbbb'), sumOf('ccccc')].toSorted());
  });

  it('is not made at the cost of those who are there, even after a restart of the agent', async () => {
    await aFullCache();
    const restarted = aCache({ maximumBytes: 10 });
    restarted.followHolders(() => here);

    await acquire(restarted, await aLocal('ccccc'), 'red', 'c');

    expect(await namesOf('sha256')).toHaveLength(3);
  });

  it('is not made while nobody knows who is there, nor at the cost of those who did not say who they are', async () => {
    const ignorant = aCache({ maximumBytes: 10 });
    await acquire(ignorant, await aLocal('aaaaa'), 'red', 'a');
    await acquire(ignorant, await aLocal('bbbbb'), 'red', 'b');
    await acquire(ignorant, await aLocal('ccccc'), 'red', 'c');
    expect(await namesOf('sha256')).toHaveLength(3);

    const cache = aCache({ maximumBytes: 10 });
    cache.followHolders(() => here);
    await cache.acquire(await aLocal('aaaaa'), { onProgress: () => {}, signal: new AbortController().signal });
    await acquire(cache, await aLocal('ddddd'), 'red', 'd');

    expect(await namesOf('sha256')).toContain(sumOf('aaaaa'));
    expect(await namesOf('sha256')).not.toContain(sumOf('bbbbb'));
  });

  it('is not made at the cost of files that were there before anybody took notes', async () => {
    const old = await aLocal('aaaaa');
    const path = await acquire(aCache(), old, 'red', 'a');
    await rm(join(folder, 'images', 'pins'), { recursive: true });
    const hourAgo = new Date(Date.now() - 3_600_000);
    await utimes(path, hourAgo, hourAgo);

    const cache = aCache({ maximumBytes: 5 });
    cache.followHolders(() => here);
    await acquire(cache, await aLocal('bbbbb'), 'red', 'b');
    await acquire(cache, await aLocal('ccccc'), 'red', 'c');

    expect((await namesOf('sha256')).toSorted()).toEqual([sumOf('aaaaa'), sumOf('ccccc')].toSorted());
    expect((await stat(path)).size).toBe(5);
  });
});

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError, type LocalImage } from '#drivers/contract/driver.ts';
import { ContainerdCallError } from '#proto/containerd/containerd-call-error.ts';
import type { ContainerdClient, Mount, Snapshot } from '#proto/containerd/containerd-client.ts';
import type { GuestProcess } from '../specification/guest-specification.ts';
import { openImage, type ImageLayers } from './image-layers.ts';
import { ForbiddenTarError, RootTarFilter } from './root-tar-filter.ts';

/** An image that is unpacked on this host. */
export interface UnpackedImage {
  readonly key: string;
  /** The directory that its files are in. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly process: GuestProcess;
  /** Number of the signal that asks the first process to end. Absent: the image does not say. */
  readonly stopSignal?: number;
}

export interface ImageSnapshotsOptions {
  readonly client: ContainerdClient;
  readonly stateDirectory: string;
  /** As `uname -m` says it. */
  readonly architecture: string;
  readonly clock: Clock;
}

/** For containerd's garbage collector: keep it. */
const keep = { 'containerd.io/gc.root': 'yes' };
const sizeLabel = 'tycho.dev/image-size-bytes';
const usedAtLabel = 'tycho.dev/used-at';
const unpackingPrefix = 'unpacking-';
const viewPrefix = 'view-';
const mostImageBytes = 256 * 1024 ** 3;
const mostImageFiles = 4_000_000;
const unusedForMilliseconds = 24 * 3600_000;
const useIsNewsMilliseconds = 3600_000;

/**
 * Images, each unpacked once on this host: a committed snapshot in containerd, all layers of an image in one, and a view of it. Guests' roots lie
 * over it, each with ids of its own.
 */
export class ImageSnapshots {
  readonly #options: ImageSnapshotsOptions;
  /** One image at a time: two guests of one image want it once. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ImageSnapshotsOptions) {
    this.#options = options;
  }

  /** Under what an image is kept: files of images are never changed, they are only replaced by others. */
  static async keyOf(image: LocalImage): Promise<string> {
    const path = rootPathOf(image);
    const { ino, size, mtimeMs } = await stat(path);
    return createHash('sha256').update(`${path}\0${ino}\0${size}\0${mtimeMs}`).digest('hex').slice(0, 32);
  }

  /** The image, unpacked now if it was not. Throws {@link DriverError}. */
  ensure(image: LocalImage, options: { readonly key: string; readonly maximumBytes: number }): Promise<UnpackedImage> {
    return this.#inTurn(async () => {
      const found = await this.#find(options.key);
      if (found !== undefined && found.sizeBytes > options.maximumBytes) throw tooLarge(image, options.maximumBytes);
      if (found === undefined) await this.#unpack(image, options);
      await this.#noteUse(options.key);
      const unpacked = found ?? (await this.#find(options.key));
      if (unpacked === undefined) throw new DriverError('Temporary', `unpack ${rootPathOf(image)}: the result is gone`);
      return unpacked;
    });
  }

  /** The image under that key; undefined: it is not here any more. Of one that is in use this does not wait for others that are being unpacked. */
  async find(key: string): Promise<UnpackedImage | undefined> {
    const { client } = this.#options;
    const [snapshot, view] = await Promise.all([client.snapshot(key), client.mounts(viewPrefix + key)]);
    return snapshot === undefined || view === undefined ? this.#inTurn(() => this.#find(key)) : this.#unpacked(key, snapshot, view);
  }

  /** Removes what was cut short, and images that no guest lies over and none was made from for a day. */
  removeUnused(usedKeys: () => Promise<ReadonlySet<string>>): Promise<void> {
    const { client, clock } = this.#options;
    return this.#inTurn(async () => {
      const snapshots = await client.snapshots();
      const used = await usedKeys();
      for (const { name, labels } of snapshots) {
        if (name?.startsWith(unpackingPrefix)) await client.removeSnapshot(name);
        const usedAt = labels?.[usedAtLabel];
        if (name === null || name === undefined || usedAt === undefined || used.has(name)) continue;
        if (clock.now().getTime() - Date.parse(usedAt) < unusedForMilliseconds) continue;
        await client.removeSnapshot(viewPrefix + name);
        await client.removeSnapshot(name);
      }
    });
  }

  async #noteUse(key: string): Promise<void> {
    const { client, clock } = this.#options;
    const usedAt = Date.parse((await client.snapshot(key))?.labels?.[usedAtLabel] ?? '');
    if (!(clock.now().getTime() - usedAt < useIsNewsMilliseconds))
      await client.labelSnapshot(key, { [usedAtLabel]: clock.now().toISOString() });
  }

  async #find(key: string): Promise<UnpackedImage | undefined> {
    const { client } = this.#options;
    const snapshot = await client.snapshot(key);
    if (snapshot === undefined) return undefined;
    const view = (await client.mounts(viewPrefix + key)) ?? (await client.viewSnapshot(viewPrefix + key, { parent: key, labels: keep }));
    return this.#unpacked(key, snapshot, view);
  }

  async #unpacked(key: string, { labels }: Snapshot, view: readonly Mount[]): Promise<UnpackedImage> {
    const facts = JSON.parse(await readFile(this.#factsPath(key), 'utf8')) as Pick<UnpackedImage, 'process' | 'stopSignal'>;
    return { key, path: directoryOf(view), sizeBytes: Number(labels?.[sizeLabel] ?? 0), ...facts };
  }

  async #unpack(image: LocalImage, { key, maximumBytes }: { readonly key: string; readonly maximumBytes: number }): Promise<void> {
    const { client, stateDirectory } = this.#options;
    const filter = new RootTarFilter({ maximumBytes: Math.min(maximumBytes, mostImageBytes), maximumFileCount: mostImageFiles });
    const unpackingKey = unpackingPrefix + key;
    await client.removeSnapshot(unpackingKey);
    try {
      const layers = await openImage(image, this.#options.architecture);
      const mounts = await client.prepareSnapshot(unpackingKey, { labels: keep });
      await this.#applyLayers(layers, { mounts, filter, key });
      await this.#writeFacts(key, { process: layers.process, ...(layers.stopSignal !== undefined && { stopSignal: layers.stopSignal }) });
      await client.commitSnapshot(unpackingKey, {
        name: key,
        labels: { ...keep, [sizeLabel]: String(filter.unpackedBytes), [usedAtLabel]: this.#options.clock.now().toISOString() },
      });
    } catch (error) {
      await client.removeSnapshot(unpackingKey).catch(() => undefined);
      throw await unpackFailure(rootPathOf(image), error as Error, stateDirectory);
    }
  }

  async #applyLayers(
    { layers }: ImageLayers,
    { mounts, filter, key }: { readonly mounts: readonly Mount[]; readonly filter: RootTarFilter; readonly key: string },
  ): Promise<void> {
    const { client } = this.#options;
    for (const open of layers) {
      const { digest, size } = await client.writeContent({ name: unpackingPrefix + key, chunks: filter.pass(open()), labels: keep });
      try {
        await client.apply({ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size }, mounts);
      } finally {
        await client.deleteContent(digest);
      }
    }
  }

  async #writeFacts(key: string, facts: Pick<UnpackedImage, 'process' | 'stopSignal'>): Promise<void> {
    const path = this.#factsPath(key);
    await mkdir(join(this.#options.stateDirectory, 'images'), { recursive: true, mode: 0o700 });
    await writeFile(`${path}.new`, JSON.stringify(facts), { flush: true });
    await rename(`${path}.new`, path);
  }

  #factsPath(key: string): string {
    return join(this.#options.stateDirectory, 'images', `${key}.json`);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** Throws {@link DriverError} for images of virtual machines. */
function rootPathOf(image: LocalImage): string {
  if (image.format === 'RootFS' || image.format === 'OCI') return image.path;
  throw new DriverError(
    'InvalidImage',
    `a container is made from a root file system (RootFS or OCI), and the image is of format ${image.format}`,
  );
}

function tooLarge(image: LocalImage, maximumBytes: number): DriverError {
  const path = rootPathOf(image);
  return new DriverError(
    'InvalidImage',
    `unpack ${path}: it is larger than ${(maximumBytes / 1024 ** 3).toFixed(0)} GiB, which is what the flavor's disk allows`,
  );
}

/** A snapshot without a parent is one directory. */
function directoryOf(mounts: readonly Mount[]): string {
  const [mount] = mounts;
  if (mounts.length !== 1 || mount?.type !== 'bind' || !mount.source)
    throw new DriverError('HostBroken', 'use an image: containerd offers it in another way than its snapshotter overlayfs does');
  return mount.source;
}

const scarceBytes = 64 * 1024 ** 2;

async function unpackFailure(path: string, error: Error, stateDirectory: string): Promise<Error> {
  const message = `unpack ${path}: ${error.message}`;
  if (error instanceof ForbiddenTarError || error instanceof RangeError) return new DriverError('InvalidImage', message, { cause: error });
  if (!(error instanceof ContainerdCallError)) return error;
  const { bavail, bsize } = await statfs(stateDirectory);
  if (bavail * bsize < scarceBytes) return new DriverError('DiskFull', message, { cause: error });
  // containerd has no code of its own for a file that it cannot make sense of.
  return error.code === 'UNKNOWN' ? new DriverError('InvalidImage', message, { cause: error }) : error;
}

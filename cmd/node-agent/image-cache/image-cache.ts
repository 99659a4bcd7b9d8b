import { join } from 'node:path';
import type { Machine } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { AddressGuard } from '#cmd/bootstrap/address-guard.ts';
import type { LocalImage } from '#drivers/contract/driver.ts';
import type { LocalKernel } from '#drivers/contract/guest.ts';
import type { ImageProgress, ImageRequest, ImageSource } from '../instance/image-source.ts';
import { diskSizeBytes } from './disk-image-inspection.ts';
import { DownloadSlots } from './download-slots.ts';
import { openHTTPOrigin } from './http-origin.ts';
import { ImageError } from './image-error.ts';
import { ImageEviction } from './image-eviction.ts';
import { ImageFileStore } from './image-file-store.ts';
import { nameOf, type ImageOrigin } from './image-origin.ts';
import { anybody, ImagePins } from './image-pins.ts';
import { imageStoreOwner, imageStoreSum, openImageStoreOrigin, type ImageStoreReader } from './image-store-origin.ts';
import { openLocalOrigin } from './local-origin.ts';
import { SharedDownload } from './shared-download.ts';

export interface ImageCacheDependencies {
  /** Images are kept below it; it is made when it is not there. One cache for one directory. */
  readonly directory: string;
  /** Absolute paths of directories whose files `file:` may name. None: `file:` is refused. */
  readonly allowedFileDirectories: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: Partial<ImageCacheLimits>;
  /** What the files may take together. Absent: as much as there is room. What instances use stays in any case. */
  readonly maximumBytes?: number;
  readonly addresses: AddressGuard;
}

/** The images of a machine, for one host or for several that share it. */
export interface ImageCache extends ImageSource {
  followHolders(read: () => ReadonlySet<string>): void;
  /** The same cache for a host that may read from the image store. */
  for(imageStore: ImageStoreReader): ImageSource;
}

export interface ImageCacheLimits {
  readonly parallelDownloads: number;
  /** Of one file. */
  readonly maximumImageBytes: number;
  /** Progress is told at most so often, and at the end. */
  readonly progressIntervalMilliseconds: number;
}

const defaultLimits: ImageCacheLimits = { parallelDownloads: 3, maximumImageBytes: 1024 ** 4, progressIntervalMilliseconds: 500 };

type ImageFile = NonNullable<Machine['image']['source']>;

/** One file, and the part of the cache where it belongs. */
interface WantedFile {
  readonly file: ImageFile;
  readonly store: ImageFileStore;
  /** Unlike that of any other file. */
  readonly key: string;
  readonly open: (signal: AbortSignal) => Promise<ImageOrigin>;
}

/**
 * The images of this host: each file fetched once however many ask for it, checked while it comes, kept read-only. What everybody may fetch is known by
 * its sum alone, so the same bytes from two places are one. What the image store has is kept apart by project, so that nobody gets to another's bytes by
 * knowing their sum. Files that nobody on this host was given make room for others.
 */
export function createImageCache(dependencies: ImageCacheDependencies): ImageCache {
  return new SharedImageCache(dependencies);
}

/** What an image is fetched for, and the image store as that host may read it. */
interface Request extends ImageRequest {
  readonly imageStore?: ImageStoreReader;
}

class SharedImageCache implements ImageCache {
  readonly #dependencies: ImageCacheDependencies;
  readonly #limits: ImageCacheLimits;
  readonly #webStore: ImageFileStore;
  readonly #projectStores = new Map<string, ImageFileStore>();
  readonly #eviction: ImageEviction;
  #holdersHere: (() => ReadonlySet<string>) | undefined;
  readonly #slots: DownloadSlots;
  readonly #downloads = new Map<string, SharedDownload>();
  readonly #inspected = new Map<string, Promise<number>>();

  constructor(dependencies: ImageCacheDependencies) {
    this.#dependencies = dependencies;
    this.#limits = { ...defaultLimits, ...dependencies.limits };
    this.#webStore = new ImageFileStore({ directory: join(dependencies.directory, 'sha256') });
    this.#eviction = new ImageEviction({
      ...dependencies,
      maximumBytes: dependencies.maximumBytes,
      pins: new ImagePins({ directory: join(dependencies.directory, 'pins') }),
      holdersHere: () => this.#holdersHere?.(),
    });
    this.#slots = new DownloadSlots({ count: this.#limits.parallelDownloads });
  }

  for(imageStore: ImageStoreReader): ImageSource {
    return {
      acquire: (image, request) => this.#acquire(image, { ...request, imageStore }),
      followHolders: (read) => this.followHolders(read),
    };
  }

  followHolders(read: () => ReadonlySet<string>): void {
    this.#holdersHere = read;
  }

  acquire(image: Machine['image'], request: ImageRequest): Promise<LocalImage> {
    return this.#acquire(image, request);
  }

  async #acquire(image: Machine['image'], request: Request): Promise<LocalImage> {
    if (image.format === 'Kernel') return { format: 'Kernel', ...(await this.#acquireKernel(image, request)) };
    const { source } = image;
    if (source === undefined) throw new ImageError('WrongContent', `the image ${image.name} says format ${image.format} and names no file`);
    const path = await this.#acquireFile(source, request);
    if (image.format === 'RootFS' || image.format === 'OCI') return { format: image.format, path };
    const virtualSizeBytes = await this.#inspect(source, { path, format: image.format });
    const kernel = image.kernel === undefined ? {} : { kernel: await this.#acquireKernel(image, request) };
    return { format: image.format, path, virtualSizeBytes, ...kernel };
  }

  async #acquireKernel(image: Machine['image'], request: Request): Promise<LocalKernel> {
    const { kernel, initrd, kernelArguments = '' } = image;
    if (kernel === undefined) throw new ImageError('WrongContent', `the image ${image.name} says format Kernel and names no kernel`);
    const progress = new Map<ImageFile, ImageProgress>();
    const acquire = (file: ImageFile): Promise<string> =>
      this.#acquireFile(file, {
        ...request,
        onProgress: (each) => {
          progress.set(file, each);
          request.onProgress(sum([...progress.values()]));
        },
      });
    const [kernelPath, initrdPath] = await Promise.all([acquire(kernel), initrd === undefined ? undefined : acquire(initrd)]);
    return { kernelPath, initrdPath, kernelArguments };
  }

  async #acquireFile(file: ImageFile, request: Request): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const wanted = await this.#place(file, request);
      const path = (await wanted.store.find(file.sha256)) ?? (await this.#shared(wanted).join(request.onProgress, request.signal));
      if (await this.#eviction.use(path, request.for?.uid ?? anybody)) return path;
      if (attempt >= mostEvictions)
        throw new ImageError('DiskFull', `${shown(file.url)} had to make room for others as soon as it was there`);
    }
  }

  /** Finds out where a file belongs, and whether it may be had. */
  async #place(file: ImageFile, { for: user, imageStore, signal }: Request): Promise<WantedFile> {
    const sha256 = imageStoreSum(file.url);
    if (sha256 === undefined) return { file, store: this.#webStore, key: file.sha256, open: (abandoned) => this.#open(file, abandoned) };
    if (imageStore === undefined || user === undefined) throw new ImageError('NotAllowed', `${file.url}: this host has no image store`);
    const name = { project: user.namespace, sha256 };
    const cached = await this.#cachedOwner(name);
    const owner = cached ?? (await imageStoreOwner(imageStore, name, signal));
    const open = (abandoned: AbortSignal): Promise<ImageOrigin> => openImageStoreOrigin(imageStore, name, abandoned);
    return { file, store: this.#projectStore(owner), key: `${owner}/${sha256}`, open };
  }

  /** The project in whose part of the cache the bytes lie, if one is there that `project` may see. */
  async #cachedOwner({ project, sha256 }: { readonly project: string; readonly sha256: string }): Promise<string | undefined> {
    for (const owner of [project, 'public']) {
      if ((await this.#projectStore(owner).find(sha256)) !== undefined) return owner;
    }
    return undefined;
  }

  #projectStore(project: string): ImageFileStore {
    const known = this.#projectStores.get(project);
    if (known !== undefined) return known;
    const store = new ImageFileStore({ directory: join(this.#dependencies.directory, 'image-store', project) });
    this.#projectStores.set(project, store);
    return store;
  }

  #shared(wanted: WantedFile): SharedDownload {
    const { key } = wanted;
    const running = this.#downloads.get(key);
    if (running !== undefined && !running.isAbandoned) return running;
    const previous = running?.ended ?? Promise.resolve();
    const download = new SharedDownload(async (signal, onProgress) => {
      await previous;
      return this.#slots.run(() => this.#download(wanted, { signal, onProgress }), signal);
    });
    this.#downloads.set(key, download);
    void download.ended.then(() => {
      if (this.#downloads.get(key) === download) this.#downloads.delete(key);
    });
    return download;
  }

  async #download({ file, store, open }: WantedFile, request: Pick<ImageRequest, 'signal' | 'onProgress'>): Promise<string> {
    const { logger } = this.#dependencies;
    const { sha256 } = file;
    const name = shown(file.url);
    const origin = await open(request.signal);
    logger.info({ url: name, sha256, totalBytes: origin.totalBytes }, 'fetching an image');
    await this.#eviction.makeRoom(origin.totalBytes ?? 0);
    const path = await store.take({
      name,
      sha256,
      origin,
      maximumBytes: this.#limits.maximumImageBytes,
      onBytes: this.#progressOf(origin, request.onProgress),
    });
    logger.info({ url: name, sha256 }, 'image fetched');
    return path;
  }

  async #open(file: ImageFile, signal: AbortSignal): Promise<ImageOrigin> {
    const url = URL.parse(file.url);
    if (url === null) throw new ImageError('NotAllowed', `"${file.url}" is not a URL`);
    const { clock, allowedFileDirectories, addresses } = this.#dependencies;
    switch (url.protocol) {
      case 'http:':
      case 'https:':
        return openHTTPOrigin(url, { clock, signal, isRefused: await addresses.judge() });
      case 'file:':
        return openLocalOrigin(url, { allowedDirectories: allowedFileDirectories, signal });
      default:
        throw new ImageError('NotAllowed', `${nameOf(url)}: images come by http, https, file or image-store`);
    }
  }

  #progressOf({ totalBytes }: ImageOrigin, onProgress: (progress: ImageProgress) => void): (bytes: number) => void {
    const { clock } = this.#dependencies;
    let toldAt = Number.NEGATIVE_INFINITY;
    return (downloadedBytes) => {
      const now = clock.monotonicMilliseconds();
      if (downloadedBytes !== totalBytes && now - toldAt < this.#limits.progressIntervalMilliseconds) return;
      toldAt = now;
      onProgress({ downloadedBytes, ...(totalBytes !== undefined && { totalBytes }) });
    };
  }

  /** Looked at once: the file never changes. A bad one is looked at again, which is cheap. */
  async #inspect(file: ImageFile, { path, format }: { readonly path: string; readonly format: 'Raw' | 'Qcow2' }): Promise<number> {
    const key = `${file.sha256} ${format}`;
    const size = this.#inspected.get(key) ?? diskSizeBytes(path, format);
    this.#inspected.set(key, size);
    try {
      return await size;
    } catch (error) {
      this.#inspected.delete(key);
      if (!(error instanceof ImageError)) throw error;
      throw new ImageError(error.problem, `${shown(file.url)} is not what a guest may boot from as ${format}: ${error.message}`, {
        cause: error,
      });
    }
  }
}

/** Every time a file is removed between its arrival and its use, others were in greater need. */
const mostEvictions = 3;

function sum(parts: readonly ImageProgress[]): ImageProgress {
  const downloadedBytes = parts.reduce((total, part) => total + part.downloadedBytes, 0);
  const isKnown = parts.every(({ totalBytes }) => totalBytes !== undefined);
  return { downloadedBytes, ...(isKnown && { totalBytes: parts.reduce((total, part) => total + (part.totalBytes ?? 0), 0) }) };
}

function shown(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : nameOf(url);
}

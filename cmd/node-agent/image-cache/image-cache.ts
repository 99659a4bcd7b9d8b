import type { BlockList } from 'node:net';
import { join } from 'node:path';
import type { Machine } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { LocalImage } from '#drivers/contract/driver.ts';
import type { ImageProgress, ImageRequest, ImageSource } from '../instance/image-source.ts';
import { diskSizeBytes } from './disk-image-inspection.ts';
import { DownloadSlots } from './download-slots.ts';
import { defaultRefusedAddresses, openHTTPOrigin } from './http-origin.ts';
import { ImageError } from './image-error.ts';
import { ImageFileStore } from './image-file-store.ts';
import { nameOf, type ImageOrigin } from './image-origin.ts';
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
  /** Addresses that nothing is fetched from. Default: {@link defaultRefusedAddresses}. */
  readonly refusedAddresses?: BlockList;
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

/**
 * The images of this host: each file fetched once however many ask for it, checked while it comes, kept read-only. A
 * file is known by its sum alone, so the same bytes from two places are one. Nothing is removed from here yet: what is
 * fetched stays until the operator clears the directory while no guest uses it.
 */
export function createImageCache(dependencies: ImageCacheDependencies): ImageSource {
  return new ImageCache(dependencies);
}

class ImageCache implements ImageSource {
  readonly #dependencies: ImageCacheDependencies;
  readonly #limits: ImageCacheLimits;
  readonly #refusedAddresses: BlockList;
  readonly #store: ImageFileStore;
  readonly #slots: DownloadSlots;
  readonly #downloads = new Map<string, SharedDownload>();
  readonly #inspected = new Map<string, Promise<number>>();

  constructor(dependencies: ImageCacheDependencies) {
    this.#dependencies = dependencies;
    this.#limits = { ...defaultLimits, ...dependencies.limits };
    this.#refusedAddresses = dependencies.refusedAddresses ?? defaultRefusedAddresses();
    this.#store = new ImageFileStore({ directory: join(dependencies.directory, 'sha256') });
    this.#slots = new DownloadSlots({ count: this.#limits.parallelDownloads });
  }

  async acquire(image: Machine['image'], request: ImageRequest): Promise<LocalImage> {
    if (image.format === 'Kernel') return this.#acquireKernel(image, request);
    const { source } = image;
    if (source === undefined) throw new ImageError('WrongContent', `the image ${image.name} says format ${image.format} and names no file`);
    const path = await this.#acquireFile(source, request);
    if (image.format === 'RootFS' || image.format === 'OCI') return { format: image.format, path };
    return { format: image.format, path, virtualSizeBytes: await this.#inspect(source, { path, format: image.format }) };
  }

  async #acquireKernel(image: Machine['image'], request: ImageRequest): Promise<LocalImage> {
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
    return { format: 'Kernel', kernelPath, initrdPath, kernelArguments };
  }

  async #acquireFile(file: ImageFile, request: ImageRequest): Promise<string> {
    return (await this.#store.find(file.sha256)) ?? this.#shared(file).join(request.onProgress, request.signal);
  }

  #shared(file: ImageFile): SharedDownload {
    const running = this.#downloads.get(file.sha256);
    if (running !== undefined && !running.isAbandoned) return running;
    const previous = running?.ended ?? Promise.resolve();
    const download = new SharedDownload(async (signal, onProgress) => {
      await previous;
      return this.#slots.run(() => this.#download(file, { signal, onProgress }), signal);
    });
    this.#downloads.set(file.sha256, download);
    void download.ended.then(() => {
      if (this.#downloads.get(file.sha256) === download) this.#downloads.delete(file.sha256);
    });
    return download;
  }

  async #download(file: ImageFile, request: ImageRequest): Promise<string> {
    const { logger } = this.#dependencies;
    const url = URL.parse(file.url);
    if (url === null) throw new ImageError('NotAllowed', `"${file.url}" is not a URL`);
    const origin = await this.#open(url, request.signal);
    logger.info({ url: nameOf(url), sha256: file.sha256, totalBytes: origin.totalBytes }, 'fetching an image');
    const path = await this.#store.take({
      url,
      sha256: file.sha256,
      origin,
      maximumBytes: this.#limits.maximumImageBytes,
      onBytes: this.#progressOf(origin, request.onProgress),
    });
    logger.info({ url: nameOf(url), sha256: file.sha256 }, 'image fetched');
    return path;
  }

  #open(url: URL, signal: AbortSignal): Promise<ImageOrigin> {
    const { clock, allowedFileDirectories } = this.#dependencies;
    switch (url.protocol) {
      case 'http:':
      case 'https:':
        return openHTTPOrigin(url, { clock, signal, refusedAddresses: this.#refusedAddresses });
      case 'file:':
        return openLocalOrigin(url, { allowedDirectories: allowedFileDirectories, signal });
      default:
        throw new ImageError('NotAllowed', `${nameOf(url)}: images come by http, https or file`);
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

function sum(parts: readonly ImageProgress[]): ImageProgress {
  const downloadedBytes = parts.reduce((total, part) => total + part.downloadedBytes, 0);
  const isKnown = parts.every(({ totalBytes }) => totalBytes !== undefined);
  return { downloadedBytes, ...(isKnown && { totalBytes: parts.reduce((total, part) => total + (part.totalBytes ?? 0), 0) }) };
}

function shown(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : nameOf(url);
}

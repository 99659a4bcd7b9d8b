import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LocalImage } from '#drivers/contract/driver.ts';

/** Where Ironic finds the bytes of an image. */
export type ShelvedImage =
  | { readonly format: 'Raw' | 'Qcow2'; readonly url: string; readonly sha256: string }
  | { readonly format: 'Kernel'; readonly kernelURL: string; readonly initrdURL: string | undefined; readonly kernelArguments: string };

/** What a bare machine can be made from. */
export type DiskOrKernelImage = Exclude<LocalImage, { readonly format: 'RootFS' | 'OCI' }>;

export interface ImageShelfOptions {
  /** Made when it is not there. Whoever may read it reads images. */
  readonly directory: string;
  /** Where Ironic finds that directory: `file:///…` on the same machine, or the address of a web server that offers it. */
  readonly url: string;
}

/**
 * A directory that Ironic reads images from. Ironic fetches them itself, by URL, and may run as another user or on another machine than the agent,
 * whose cache is private. What was put there stays.
 */
export class ImageShelf {
  readonly #directory: string;
  readonly #url: string;
  readonly #puts = new Map<string, Promise<void>>();

  constructor({ directory, url }: ImageShelfOptions) {
    this.#directory = directory;
    this.#url = url.replace(/\/$/, '');
  }

  async put(image: DiskOrKernelImage): Promise<ShelvedImage> {
    if (image.format !== 'Kernel') {
      const url = await this.#place(image.path);
      return { format: image.format, url, sha256: await this.#sumOf(image.path) };
    }
    const { kernelPath, initrdPath, kernelArguments } = image;
    const [kernelURL, initrdURL] = await Promise.all([
      this.#place(kernelPath),
      initrdPath === undefined ? undefined : this.#place(initrdPath),
    ]);
    return { format: 'Kernel', kernelURL, initrdURL, kernelArguments };
  }

  async #place(path: string): Promise<string> {
    const name = await nameFor(path);
    const target = join(this.#directory, name);
    let put = this.#puts.get(target);
    if (put === undefined) {
      put = this.#copy(path, target);
      this.#puts.set(target, put);
      put.finally(() => this.#puts.delete(target)).catch(() => {});
    }
    await put;
    return `${this.#url}/${encodeURIComponent(name)}`;
  }

  /** A second name for the same bytes where that is possible, else a copy; there under its name only when it is whole. */
  async #copy(path: string, target: string): Promise<void> {
    if (await exists(target)) return;
    await mkdir(this.#directory, { recursive: true, mode: 0o755 });
    const temporary = `${target}.incoming`;
    await rm(temporary, { force: true });
    await link(path, temporary).catch(() => copyFile(path, temporary));
    await chmod(temporary, 0o444);
    await rename(temporary, target);
  }

  /** Ironic checks a disk image against it. Kept beside the image: reading it all takes its time. */
  async #sumOf(path: string): Promise<string> {
    const noted = join(this.#directory, `${await nameFor(path)}.sha256`);
    const known = await readFile(noted, 'utf8').catch(() => undefined);
    if (known !== undefined && /^[0-9a-f]{64}$/.test(known)) return known;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
    const sum = hash.digest('hex');
    await writeFile(`${noted}.incoming`, sum);
    await rename(`${noted}.incoming`, noted);
    return sum;
  }
}

/** Unlike that of any other file that the agent could ever offer under the same name. */
async function nameFor(path: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(path);
  const name = basename(path);
  return /^[0-9a-f]{64}$/.test(name) ? name : `${name}-${ino}-${size}-${Math.floor(mtimeMs)}`;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

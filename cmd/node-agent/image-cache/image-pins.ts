import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';

/** Whoever does not say who it is. Its pins stay for good. */
export const anybody = 'anybody';

/**
 * Which files of the cache the instances and volumes of this host were given: one small file for each, with a path a line. Written before the path is
 * handed out, and kept until its holder is gone from the host; a rebuilt instance keeps what it was built from before, too.
 */
export class ImagePins {
  readonly #directory: string;
  readonly #pins = new Map<string, Set<string>>();
  #since = 0;
  #loaded: Promise<void> | undefined;

  constructor({ directory }: { readonly directory: string }) {
    this.#directory = directory;
  }

  /** Files that are older may be under disks that nobody noted down. Milliseconds since 1970. */
  async since(): Promise<number> {
    await this.#load();
    return this.#since;
  }

  /** Durable when it resolves. `path` is relative to the cache. */
  async pin(holder: string, path: string): Promise<void> {
    await this.#load();
    const paths = this.#pins.get(holder) ?? new Set<string>();
    if (paths.has(path)) return;
    this.#pins.set(holder, paths.add(path));
    await writePrivateFile(join(this.#directory, holder), `${[...paths].join('\n')}\n`);
  }

  /** Every path that somebody was given. Forgets holders that are not `here`. */
  async pinned(here: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    await this.#load();
    for (const holder of [...this.#pins.keys()].filter((uid) => uid !== anybody && !here.has(uid))) {
      this.#pins.delete(holder);
      await rm(join(this.#directory, holder), { force: true });
    }
    return new Set([...this.#pins.values()].flatMap((paths) => [...paths]));
  }

  #load(): Promise<void> {
    this.#loaded ??= this.#read();
    this.#loaded.catch(() => (this.#loaded = undefined));
    return this.#loaded;
  }

  async #read(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const marker = join(this.#directory, markerName);
    await writeFile(marker, '', { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    // Times of files are set again to the millisecond.
    this.#since = Math.floor((await stat(marker)).mtimeMs);
    for (const name of await readdir(this.#directory)) {
      if (!holderPattern.test(name)) continue;
      const text = await readFile(join(this.#directory, name), 'utf8');
      this.#pins.set(name, new Set(text.split('\n').filter((line) => line !== '')));
    }
  }
}

/** Made when this host first kept pins; its age is what counts. */
const markerName = '.since';
const holderPattern = /^[A-Za-z0-9][A-Za-z0-9-]{0,127}$/;

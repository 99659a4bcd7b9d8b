import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import type { LineFile } from './audit-log.ts';

export interface RotatingFileOptions {
  readonly path: string;
  /** Past this size the file is put aside and a new one begun. */
  readonly largestBytes: number;
  /** So many that were put aside are kept, the newest; 0: all. */
  readonly backupCount: number;
  readonly clock: Clock;
}

/**
 * A file that is put aside when it has grown, as `NAME-TIME.EXTENSION`. Only its owner may read it (0600). After a failure it is opened anew, so that
 * it goes on where somebody has made room or put the directory back.
 */
export class RotatingFile implements LineFile {
  readonly #options: RotatingFileOptions;
  #opened: { readonly handle: FileHandle; bytes: number } | undefined;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
  }

  async append(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    try {
      let opened = (this.#opened ??= await this.#open());
      if (opened.bytes > 0 && opened.bytes + bytes.length > this.#options.largestBytes) {
        await this.#putAside(opened.handle);
        opened = this.#opened = await this.#open();
      }
      await opened.handle.appendFile(bytes);
      opened.bytes += bytes.length;
    } catch (error) {
      await this.close().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.handle.close();
  }

  async #open(): Promise<{ readonly handle: FileHandle; bytes: number }> {
    const handle = await open(this.#options.path, 'a', 0o600);
    const { size: bytes } = await handle.stat();
    return { handle, bytes };
  }

  async #putAside(handle: FileHandle): Promise<void> {
    const { path, clock } = this.#options;
    this.#opened = undefined;
    await handle.close();
    const extension = extname(path);
    const time = clock.now().toISOString().replaceAll(':', '-');
    await rename(path, join(dirname(path), `${basename(path, extension)}-${time}${extension}`));
    await this.#removeOldest();
  }

  /** Their names sort by time. */
  async #removeOldest(): Promise<void> {
    const { path, backupCount } = this.#options;
    if (backupCount === 0) return;
    const [folder, extension] = [dirname(path), extname(path)];
    const stem = `${basename(path, extension)}-`;
    const aside = (await readdir(folder)).filter(
      (name) =>
        name.startsWith(stem) &&
        name.endsWith(extension) &&
        /^\d{4}-\d\d-\d\dT[-\d.]+Z$/.test(name.slice(stem.length, name.length - extension.length)),
    );
    for (const name of aside.sort().slice(0, -backupCount)) await rm(join(folder, name), { force: true });
  }
}

import { readdir, rm, stat, statfs, utimes } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { ImagePins } from './image-pins.ts';
import { planEviction, type CachedFile } from './plan-eviction.ts';

export interface ImageEvictionOptions {
  /** Of the cache. */
  readonly directory: string;
  readonly pins: ImagePins;
  /** What the files may take together; more is there only while it is in use. Absent: as much as there is room. */
  readonly maximumBytes: number | undefined;
  /** Uids of the instances and volumes on this host; undefined while nobody knows, and then nothing is removed. */
  readonly holdersHere: () => ReadonlySet<string> | undefined;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** Makes room in the cache by removing what nobody on this host was given, longest unused first. */
export class ImageEviction {
  readonly #options: ImageEvictionOptions;
  /** Nothing is given out while it is being decided what goes. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ImageEvictionOptions) {
    this.#options = options;
  }

  /** Notes that `holder` is given a file now. To be called before it is; false when the file has just been removed. */
  use(path: string, holder: string): Promise<boolean> {
    return this.#alone(async () => {
      const { directory, pins, clock } = this.#options;
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) return false;
      await pins.pin(holder, relative(directory, path));
      await utimes(path, clock.now(), found.mtime);
      return true;
    });
  }

  /** Tries to make room for a file that is about to be fetched. */
  makeRoom(comingBytes: number): Promise<void> {
    return this.#alone(() => this.#makeRoom(comingBytes));
  }

  async #makeRoom(comingBytes: number): Promise<void> {
    const { directory, pins, maximumBytes, holdersHere, logger } = this.#options;
    const pinnedSince = await pins.since();
    const here = holdersHere();
    if (here === undefined) return;
    const files = await this.#files();
    const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const overLimitBytes = maximumBytes === undefined ? 0 : totalBytes + comingBytes - maximumBytes;
    const { bavail, bsize } = await statfs(directory);
    const wantedBytes = Math.max(overLimitBytes, comingBytes - bavail * bsize);
    if (wantedBytes <= 0) return;
    const pinned = await pins.pinned(here);
    for (const { path, sizeBytes } of planEviction({ files, pinned, pinnedSince, wantedBytes })) {
      await rm(join(directory, path), { force: true });
      logger.info({ path, sizeBytes }, 'an image that nobody uses was removed from the cache');
    }
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #files(): Promise<readonly CachedFile[]> {
    const { directory } = this.#options;
    const found: CachedFile[] = [];
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/^[0-9a-f]{64}$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs, atimeMs } = await stat(path);
      found.push({ path: relative(directory, path), sizeBytes: size, fetchedAt: mtimeMs, usedAt: Math.max(atimeMs, mtimeMs) });
    }
    return found;
  }
}

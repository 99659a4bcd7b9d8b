import { createHash } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError } from '#drivers/contract/driver.ts';
import { syncDirectory, writeSynced } from './durable-file.ts';

/** Numeric users (and groups of the same number) that belong to the driver and to nobody else on the host. */
export interface UserRange {
  readonly firstID: number;
  readonly count: number;
}

/** Above what distributions, containers and `systemd-nspawn` use (systemd's UIDS-GIDS), below 2^31. */
export const defaultUserRange: UserRange = { firstID: 1_900_000_000, count: 65_536 };

const offerPrefix = '.offer-';

/**
 * Which user each guest's QEMU runs as. A user belongs to one guest at a time: it is taken by linking a file named
 * after it into place, which only one can do, and freed when nothing of the guest is left. The first of the range is
 * never given out; probes run as it.
 */
export class UserAllocations {
  readonly #folder: string;
  readonly #range: UserRange;
  #users: Promise<Map<string, number>> | undefined;
  #lastOffset: number;

  constructor({ stateDirectory, range }: { readonly stateDirectory: string; readonly range: UserRange }) {
    this.#folder = join(stateDirectory, 'users');
    this.#range = range;
    // Two installations on one host that were given the same range should not begin at the same place.
    this.#lastOffset = createHash('sha256').update(stateDirectory).digest().readUInt32BE() % range.count;
  }

  /** The user of an instance: the one it has, or a free one. Throws {@link DriverError} when all are taken. */
  async allocate(instanceUID: string): Promise<number> {
    const users = await this.#load();
    const existing = users.get(instanceUID);
    if (existing !== undefined) return existing;
    const offerPath = join(this.#folder, offerPrefix + instanceUID);
    await writeSynced(offerPath, instanceUID);
    try {
      const userID = await this.#takeFree(offerPath, new Set(users.values()));
      users.set(instanceUID, userID);
      return userID;
    } finally {
      await rm(offerPath, { force: true });
    }
  }

  /** Frees the instance's user. Only once no process and no file of it is left. */
  async release(instanceUID: string): Promise<void> {
    const users = await this.#load();
    const userID = users.get(instanceUID);
    if (userID === undefined) return;
    await rm(join(this.#folder, String(userID)), { force: true });
    await syncDirectory(this.#folder);
    users.delete(instanceUID);
  }

  /** Clears away what allocations and removals that were cut short left behind: users of instances that are not among these. */
  async releaseAllBut(instanceUIDs: ReadonlySet<string>): Promise<void> {
    for (const instanceUID of (await this.#load()).keys()) {
      if (!instanceUIDs.has(instanceUID)) await this.release(instanceUID);
    }
    const offers = (await readdir(this.#folder)).filter((name) => name.startsWith(offerPrefix));
    await Promise.all(offers.map((name) => rm(join(this.#folder, name), { force: true })));
  }

  /** Goes round the range, so that a user rests as long as possible before it is somebody else's. */
  async #takeFree(offerPath: string, taken: Set<number>): Promise<number> {
    for (let attempt = 1; attempt < this.#range.count; attempt += 1) {
      this.#lastOffset = (this.#lastOffset % (this.#range.count - 1)) + 1;
      const userID = this.#range.firstID + this.#lastOffset;
      if (!taken.has(userID) && (await this.#take(offerPath, userID))) return userID;
    }
    throw new DriverError(
      'Temporary',
      `find a user for a guest: all ${this.#range.count - 1} of the host's range (from ${this.#range.firstID + 1}) are taken`,
    );
  }

  async #take(offerPath: string, userID: number): Promise<boolean> {
    try {
      await link(offerPath, join(this.#folder, String(userID)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
    await syncDirectory(this.#folder);
    return true;
  }

  #load(): Promise<Map<string, number>> {
    this.#users ??= this.#read();
    this.#users.catch(() => (this.#users = undefined));
    return this.#users;
  }

  async #read(): Promise<Map<string, number>> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#folder)).filter((name) => /^[0-9]+$/.test(name));
    const users = new Map<string, number>();
    for (const name of names) users.set(await readFile(join(this.#folder, name), 'utf8'), Number(name));
    return users;
  }
}

import { readFile } from 'node:fs/promises';
import { DriverError } from '#drivers/contract/driver.ts';

/** The host's pool of huge pages, from sysfs (Documentation/admin-guide/mm/hugetlbpage.rst). */
export class HugePages {
  readonly #root: string;

  constructor({ root = '/sys/kernel/mm/hugepages' }: { readonly root?: string } = {}) {
    this.#root = root;
  }

  /** How many pages of a size there are, and how many of them nobody uses; undefined when the host has none of that size. */
  async find(pageKiB: number): Promise<{ readonly totalCount: number; readonly freeCount: number } | undefined> {
    const folder = `${this.#root}/hugepages-${pageKiB}kB`;
    try {
      const [total, free, reserved] = await Promise.all(
        ['nr_hugepages', 'free_hugepages', 'resv_hugepages'].map(async (name) => Number(await readFile(`${folder}/${name}`, 'utf8'))),
      );
      return { totalCount: total ?? 0, freeCount: (free ?? 0) - (reserved ?? 0) };
    } catch {
      return undefined;
    }
  }

  /** Throws {@link DriverError} when a guest's memory does not fit in the free pages of the size, or is no multiple of it. */
  async check(memoryMiB: number, pageKiB: number | undefined): Promise<void> {
    if (pageKiB === undefined) return;
    const what = `take ${memoryMiB} MiB of memory in pages of ${pageKiB} KiB`;
    const neededCount = (memoryMiB * 1024) / pageKiB;
    if (!Number.isInteger(neededCount)) throw new DriverError('Unsupported', `${what}: the memory is no multiple of the page`);
    const pool = await this.find(pageKiB);
    const freeCount = pool?.freeCount ?? 0;
    if (freeCount >= neededCount) return;
    throw new DriverError(
      'Temporary',
      `${what}: the host has ${freeCount} of the ${neededCount} pages free; an operator can set more aside in ${this.#root}/hugepages-${pageKiB}kB/nr_hugepages`,
    );
  }
}

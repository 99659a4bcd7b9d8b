import { byteOrdered } from '../byte-order.ts';
import type { Revision, StoredItem } from '../storage.ts';

/** Every key with what it held, and when, back to the last compaction. Kept in key order. */
export class KeyHistory {
  readonly #byKey = new Map<string, Entry>();
  readonly #ordered: Entry[] = [];

  /** What `key` holds now. */
  newest(key: string): StoredItem | undefined {
    return this.#byKey.get(key)?.versions.at(-1)?.item;
  }

  /** Notes that `key` holds `item` from `revision` on; undefined: it is gone. */
  record(key: string, revision: Revision, item: StoredItem | undefined): void {
    this.#entryOf(key).versions.push({ revision, item });
  }

  /** The keys of a range as they were at `revision`: the first `limit` of them, and how many more there are. */
  read({ start, end, limit, revision }: SnapshotRange): { readonly items: StoredItem[]; readonly remainingCount: number } {
    const items: StoredItem[] = [];
    const orderedEnd = byteOrdered(end);
    let remainingCount = 0;
    for (let index = this.#firstAtOrAfter(byteOrdered(start)); index < this.#ordered.length; index += 1) {
      const entry = this.#ordered[index]!;
      if (entry.order >= orderedEnd) break;
      const item = heldAt(entry, revision);
      if (item === undefined) continue;
      if (items.length < limit) items.push(item);
      else remainingCount += 1;
    }
    return { items, remainingCount };
  }

  /** Drops what nobody can see any more who reads at `revision` or later. Returns the bytes that were dropped. */
  compact(revision: Revision): number {
    let droppedBytes = 0;
    let keptCount = 0;
    for (const entry of this.#ordered) {
      const firstKept = firstVersionSeenAt(entry, revision);
      for (const { item } of entry.versions.splice(0, firstKept)) droppedBytes += bytesOf(item);
      if (entry.versions.length === 0) {
        this.#byKey.delete(entry.key);
        continue;
      }
      this.#ordered[keptCount] = entry;
      keptCount += 1;
    }
    this.#ordered.length = keptCount;
    return droppedBytes;
  }

  #entryOf(key: string): Entry {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const entry: Entry = { key, order: byteOrdered(key), versions: [] };
    this.#byKey.set(key, entry);
    this.#ordered.splice(this.#firstAtOrAfter(entry.order), 0, entry);
    return entry;
  }

  #firstAtOrAfter(order: string): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ordered[middle]!.order < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface SnapshotRange {
  readonly start: string;
  readonly end: string;
  /** `Infinity` for all. */
  readonly limit: number;
  readonly revision: Revision;
}

/** What an item adds to the store's size. A deletion costs next to nothing. */
export function bytesOf(item: StoredItem | undefined): number {
  return item === undefined ? 0 : item.key.length + item.value.length;
}

interface Entry {
  readonly key: string;
  readonly order: string;
  /** Oldest first. */
  readonly versions: Version[];
}

interface Version {
  readonly revision: Revision;
  readonly item: StoredItem | undefined;
}

function heldAt({ versions }: Entry, revision: Revision): StoredItem | undefined {
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const version = versions[index]!;
    if (version.revision <= revision) return version.item;
  }
  return undefined;
}

/** Index of the oldest version to keep: the one that a reader at `revision` sees, unless it says that the key is gone. */
function firstVersionSeenAt({ versions }: Entry, revision: Revision): number {
  let index = versions.length - 1;
  while (index >= 0 && versions[index]!.revision > revision) index -= 1;
  if (index < 0) return 0;
  return versions[index]!.item === undefined ? index + 1 : index;
}

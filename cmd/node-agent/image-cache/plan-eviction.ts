/** A file of the cache. */
export interface CachedFile {
  /** Relative to the cache. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
  /** When somebody was last given it. Milliseconds since 1970. */
  readonly usedAt: number;
}

export interface EvictionInput {
  readonly files: readonly CachedFile[];
  /** Paths that instances and volumes of this host were given. */
  readonly pinned: ReadonlySet<string>;
  /** What was fetched before may be in use without a pin. Milliseconds since 1970. */
  readonly pinnedSince: number;
  /** How many bytes are wanted back. */
  readonly wantedBytes: number;
}

/** The files to remove so that `wantedBytes` become free, longest unused first; all that may be removed if that is not enough. Pure. */
export function planEviction({ files, pinned, pinnedSince, wantedBytes }: EvictionInput): readonly CachedFile[] {
  const removable = files
    .filter(({ path, fetchedAt }) => !pinned.has(path) && fetchedAt >= pinnedSince)
    .toSorted((one, other) => one.usedAt - other.usedAt);
  const chosen: CachedFile[] = [];
  let freedBytes = 0;
  for (const file of removable) {
    if (freedBytes >= wantedBytes) break;
    chosen.push(file);
    freedBytes += file.sizeBytes;
  }
  return chosen;
}

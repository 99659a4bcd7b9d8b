/** A file of a commit that holds manifests. */
export interface TreeFile {
  readonly path: string;
  /** Name of its bytes in the repository. */
  readonly object: string;
  readonly sizeBytes: number;
}

/** What `git ls-tree -r -z -l` says of a folder. */
export interface TreeListing {
  readonly manifests: readonly TreeFile[];
  readonly faults: readonly string[];
  /** All files, manifests or not. */
  readonly fileCount: number;
}

const manifestName = /\.(ya?ml|json)$/;

/**
 * Picks the manifests. What begins with a dot, below the folder, belongs to tools and is left alone. A manifest that is no ordinary file is a fault: what
 * it would have declared must not be taken for something that is not there any more.
 */
export function readTree(listing: string, folder: string): TreeListing {
  const manifests: TreeFile[] = [];
  const faults: string[] = [];
  const entries = listing.split('\0').filter((entry) => entry !== '');
  for (const entry of entries) {
    const [, mode, type, object, size, path] = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(entry) ?? [];
    if (mode === undefined || object === undefined || path === undefined) {
      faults.push('a file has a name that cannot be read');
      continue;
    }
    const below = folder === '' || path === folder ? path : path.slice(folder.length + 1);
    const isHidden = path !== folder && below.split('/').some((part) => part.startsWith('.'));
    if (isHidden) continue;
    const isLink = mode === '120000';
    if (path === folder && (isLink || type !== 'blob'))
      faults.push(`${shown(path)}: it is ${isLink ? 'a symbolic link' : 'a submodule'}, and these are not followed`);
    else if (!manifestName.test(path)) continue;
    else if (isLink) faults.push(`${shown(path)}: it is a symbolic link, and these are not followed`);
    else if (type !== 'blob') faults.push(`${shown(path)}: it is a submodule, and these are not fetched`);
    else manifests.push({ path, object, sizeBytes: Number(size) });
  }
  return { manifests, faults, fileCount: entries.length };
}

/** A path for people: names in a repository may hold anything. */
export function shown(path: string): string {
  return /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/.test(path) ? JSON.stringify(path) : path;
}

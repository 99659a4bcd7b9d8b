import type { CachedObject } from '../watch-cache/cached-object.ts';
import type { KindCache } from '../watch-cache/kind-cache.ts';
import { UnreadableValueError } from '../watch-cache/stored-form.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { StoredItem } from '../storage/storage.ts';

/** What lies in the store under an object's key and is no object for us. */
export interface UnreadableItem {
  readonly item: StoredItem;
  readonly fault: string;
}

/** The object that a stored item is, or why it is none. */
export function readItem(cache: WatchCache, objects: KindCache, item: StoredItem): CachedObject | UnreadableItem {
  try {
    return cache.read(objects, item);
  } catch (error) {
    if (error instanceof UnreadableValueError) return { item, fault: error.message };
    throw error;
  }
}

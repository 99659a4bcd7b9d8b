import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { keyPrefix, prefixEnd } from '../storage/storage.ts';

/*
 * Where things lie in the storage. Everything is below one prefix, so that one watch sees it all:
 * `/tycho/GROUP/PLURAL/NAMESPACE/NAME`, without the namespace for cluster-scoped kinds, the core group as `core`.
 */

/** Keys that hold no object: only their revision means something (see `registry/guards.ts`). */
export const guardPrefix = `${keyPrefix}guards/`;

/** A range of keys, end exclusive. */
export interface KeyRange {
  readonly start: string;
  readonly end: string;
}

/** The prefix of all objects of a kind. */
export function kindPrefix(kind: Pick<KindDefinition, 'group' | 'plural'>): string {
  return `${keyPrefix}${kind.group === '' ? 'core' : kind.group}/${kind.plural}/`;
}

/** The key of one object. */
export function storageKeyOf(kind: Pick<KindDefinition, 'group' | 'plural'>, key: ObjectKey): string {
  const prefix = kindPrefix(kind);
  return key.namespace === undefined ? prefix + key.name : `${prefix}${key.namespace}/${key.name}`;
}

/** All objects of a kind, or those of one namespace. */
export function rangeOf(kind: Pick<KindDefinition, 'group' | 'plural'>, namespace: string | undefined): KeyRange {
  const prefix = namespace === undefined ? kindPrefix(kind) : `${kindPrefix(kind)}${namespace}/`;
  return { start: prefix, end: prefixEnd(prefix) };
}

/** The prefix of the kind that a storage key belongs to: everything up to the third slash after the first character. */
export function kindPrefixOfKey(storageKey: string): string {
  const afterGroup = storageKey.indexOf('/', keyPrefix.length);
  return storageKey.slice(0, storageKey.indexOf('/', afterGroup + 1) + 1);
}

import type { etcd } from '#proto/generated/etcd.js';
import type { StoredItem } from '../storage.ts';

/** etcd's form of an item as ours. */
export function storedItemOf({ key, value, createRevision, modRevision }: etcd.KeyValue.$Properties): StoredItem {
  return {
    key: keyText(key),
    value: asBuffer(value),
    createRevision: createRevision ?? 0,
    modRevision: modRevision ?? 0,
  };
}

/** The key in etcd's bytes. */
export function keyText(bytes: Uint8Array | null | undefined): string {
  return asBuffer(bytes).toString('utf8');
}

/** etcd's bytes of a key. */
export function keyBytes(key: string): Buffer {
  return Buffer.from(key, 'utf8');
}

function asBuffer(bytes: Uint8Array | null | undefined): Buffer {
  if (bytes === null || bytes === undefined) return Buffer.alloc(0);
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

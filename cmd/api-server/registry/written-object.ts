import type { CachedObject } from '../watch-cache/cached-object.ts';
import type { WrittenObject } from './registry.ts';

/** The result of a write, for the wire. */
export function written(object: CachedObject, outcome: WrittenObject['outcome'], warnings: readonly string[]): WrittenObject {
  return { bytes: object.bytes, revision: object.revision, object: () => object.object(), outcome, warnings };
}

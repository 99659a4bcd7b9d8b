import { isPlainObject, samePlain } from '../machinery/plain-value.ts';
import type { MergePatch } from './resource-client.ts';

/**
 * The RFC 7396 merge patch that turns `before` into `after`; undefined if they are equal. Lists are replaced whole, a
 * field that is gone (or undefined) becomes `null`.
 */
export function mergePatchBetween(before: object, after: object): MergePatch | undefined {
  const patch: Record<string, unknown> = {};
  const [old, young] = [before as Readonly<Record<string, unknown>>, after as Readonly<Record<string, unknown>>];
  for (const field of new Set([...Object.keys(old), ...Object.keys(young)])) {
    const [from, to] = [old[field], young[field]];
    if (to === undefined) {
      if (from !== undefined) patch[field] = null;
    } else if (isPlainObject(from) && isPlainObject(to)) {
      const inner = mergePatchBetween(from, to);
      if (inner !== undefined) patch[field] = inner;
    } else if (!samePlain(from, to)) {
      patch[field] = to;
    }
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

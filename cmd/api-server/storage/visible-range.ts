import { byteOrdered } from './byte-order.ts';
import { ownKeyPrefix, prefixEnd } from './storage.ts';

/** `range` without this folder's own keys. Throws a RangeError if no key can lie in it: a mistake in the calling code. */
export function visibleRange({ start, end }: { readonly start: string; readonly end: string }): {
  readonly start: string;
  readonly end: string;
} {
  const visibleStart = start < firstVisibleKey ? firstVisibleKey : start;
  if (byteOrdered(visibleStart) >= byteOrdered(end)) throw new RangeError(`no key lies in the range from "${start}" to "${end}"`);
  return { start: visibleStart, end };
}

/** All keys before it are this folder's own. */
export const firstVisibleKey = prefixEnd(ownKeyPrefix);

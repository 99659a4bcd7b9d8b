import { Bitset } from '../bitset.ts';

/** The set of one host, or the empty one if there is no such host. */
export function hostSet(slot: number | undefined): Bitset {
  const set = new Bitset();
  if (slot !== undefined) set.set(slot, true);
  return set;
}

import { resourceNames, type Amounts } from '../../infrastructure/allocatable.ts';
import type { HostRow } from '../host-table.ts';
import type { PlacementPolicy, Weigher } from './weigher.ts';

/** Room that is left, for `Spread`; taken, for `Pack`. */
export const freeResourcesWeigher: Weigher = {
  name: 'freeResources',
  multiplier: 1,
  scores:
    (_table, { size }, policy) =>
    (_slot, row) =>
      freeResourcesScore(row, size, policy),
};

/**
 * What a host is worth for one more server of that size, from 0 to 1; higher is better. It is the mean, over the
 * resources that the host has at all, of the share that would be left free (or taken, for `Pack`) afterwards.
 */
export function freeResourcesScore(row: HostRow, size: Amounts, policy: PlacementPolicy): number {
  let sum = 0;
  let counted = 0;
  for (const name of resourceNames) {
    const total = row.allocatable[name];
    if (total === 0) continue;
    sum += (total - row.claimed[name] - size[name]) / total;
    counted += 1;
  }
  const free = counted === 0 ? 0 : sum / counted;
  return policy === 'Spread' ? free : 1 - free;
}

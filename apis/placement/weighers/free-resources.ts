import type { Weigher } from './weigher.ts';

/** Room that is left by one more server of that size, for `Spread`; taken, for `Pack`: the mean of the shares of what the host has. */
export const freeResourcesWeigher: Weigher = {
  name: 'freeResources',
  multiplier: 1,
  scores: (table, { size }, policy) => {
    const shares = table.freeShares(size);
    return policy === 'Spread' ? (slot) => shares[slot]! : (slot) => 1 - shares[slot]!;
  },
};

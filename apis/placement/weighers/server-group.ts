import type { Weigher } from './weigher.ts';

/**
 * The wish of a soft group: hosts with more, or with fewer, of its members. It counts more than how full a host is, since somebody has asked for it by
 * name.
 */
export const serverGroupWeigher: Weigher = {
  name: 'serverGroup',
  multiplier: 10,
  scores: (_table, { softGroup }) => {
    if (softGroup === undefined) return undefined;
    const { membersBySlot, prefers } = softGroup;
    const most = Math.max(1, ...membersBySlot.values());
    const share = (slot: number): number => (membersBySlot.get(slot) ?? 0) / most;
    return prefers === 'Together' ? share : (slot) => 1 - share(slot);
  },
};

import { hasRoom, resourceNames, type Amounts, type Room } from '../infrastructure/allocatable.ts';
import { Bitset } from './bitset.ts';

/**
 * What each host has left for one more server of a size. It is kept up to date host by host, as claims come and go: a decision then reads it for all
 * hosts, which takes microseconds, instead of working it out for all of them.
 */
export class RoomForSize {
  readonly size: Amounts;
  /** Hosts with room for one more. */
  readonly hosts = new Bitset();
  /** By slot; what stands in slots without a host means nothing. */
  freeShares = new Float64Array();

  constructor(size: Amounts) {
    this.size = size;
  }

  put(slot: number, room: Room): void {
    this.hosts.set(slot, hasRoom(room, this.size));
    if (slot >= this.freeShares.length) this.#grow(slot + 1);
    this.freeShares[slot] = freeShare(room, this.size);
  }

  remove(slot: number): void {
    this.hosts.set(slot, false);
  }

  #grow(length: number): void {
    const grown = new Float64Array(Math.max(length, this.freeShares.length * 2));
    grown.set(this.freeShares);
    this.freeShares = grown;
  }
}

/** The mean, over the resources that the host has at all, of the share that one more server of that size would leave free: at most 1, below 0 where it does not fit. */
export function freeShare({ allocatable, claimed }: Room, size: Amounts): number {
  let sum = 0;
  let counted = 0;
  for (const name of resourceNames) {
    const total = allocatable[name];
    if (total === 0) continue;
    sum += (total - claimed[name] - size[name]) / total;
    counted += 1;
  }
  return counted === 0 ? 0 : sum / counted;
}

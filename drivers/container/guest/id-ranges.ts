import { createHash } from 'node:crypto';
import { DriverError } from '#drivers/contract/driver.ts';
import type { IDRange } from '../specification/guest-specification.ts';

/** Numeric users and groups of the host that belong to the driver's guests, and to nobody else on the host. */
export interface IDPool {
  readonly firstID: number;
  /** How many guests there can be. */
  readonly rangeCount: number;
}

/** As many as a guest may have: what 16 bits hold. */
export const idsPerGuest = 65_536;

/** In the part that systemd's UIDS-GIDS leaves to containers, away from where distributions begin with /etc/subuid. */
export const defaultIDPool: IDPool = { firstID: 1_006_632_960, rangeCount: 8_192 };

/**
 * A range of the pool that is not among the taken ones. Begins to look at a place that is different for each `salt`, as the path of a state
 * directory: two agents on one host that were given the same pool should not begin at the same place. Throws {@link DriverError} when all are taken.
 */
export function freeIDRange(pool: IDPool, { taken, salt }: { readonly taken: readonly IDRange[]; readonly salt: string }): IDRange {
  const start = createHash('sha256').update(salt).digest().readUInt32BE() % pool.rangeCount;
  const takenIDs = new Set(taken.map(({ firstID }) => firstID));
  for (let offset = 0; offset < pool.rangeCount; offset += 1) {
    const firstID = pool.firstID + ((start + offset) % pool.rangeCount) * idsPerGuest;
    if (!takenIDs.has(firstID)) return { firstID, count: idsPerGuest };
  }
  throw new DriverError(
    'Temporary',
    `find ids for a guest: all ${pool.rangeCount} ranges of the host's pool (from ${pool.firstID}) are taken`,
  );
}

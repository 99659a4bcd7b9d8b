import type { HostTable } from '../host-table.ts';
import type { PlacementRequest } from '../placement-request.ts';
import type { WeigherName } from './multipliers.ts';

/** `Spread` prefers the emptiest host, `Pack` the fullest that still fits. */
export type PlacementPolicy = 'Spread' | 'Pack';

/** What makes one host that fits better than another. */
export interface Weigher {
  readonly name: WeigherName;
  /** How much it counts beside the others, unless an aggregate of the host says otherwise. Negative: it prefers what it would avoid. */
  readonly multiplier: number;
  /** What a host is worth, from 0 to 1, higher is better; undefined: this request does not ask for it. */
  readonly scores: (table: HostTable, request: PlacementRequest, policy: PlacementPolicy) => ((slot: number) => number) | undefined;
}

import type { Bitset } from '../bitset.ts';
import type { HostTable } from '../host-table.ts';
import type { PlacementRequest } from '../placement-request.ts';

/** One constraint on where a server may go. */
export interface Filter {
  /** As people read it in the stored explanation. */
  readonly name: string;
  /** What would help when it ruled out every host. */
  readonly remedy: string;
  /** What is missing, in words for the end of that message; undefined: its name says all. */
  readonly shortage?: (table: HostTable, request: PlacementRequest) => string | undefined;
  /**
   * What the request demands, as sets of hosts: `allowed` sets all must hold a host, `refused` sets none may.
   * A request that does not ask for anything here returns neither, and the filter costs nothing.
   */
  readonly hosts: (table: HostTable, request: PlacementRequest) => Verdict;
}

export interface Verdict {
  readonly allowed?: readonly Bitset[];
  readonly refused?: readonly Bitset[];
}

/** None of these sets, those that are there. */
export function refusing(...sets: readonly (Bitset | undefined)[]): Verdict {
  return { refused: sets.filter((set) => set !== undefined) };
}

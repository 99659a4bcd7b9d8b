import type { Random } from '../machinery/random.ts';
import type { PlacementExplanation } from '../infrastructure/instance.ts';
import type { Bitset } from './bitset.ts';
import { allFilters } from './filters/all-filters.ts';
import type { Filter } from './filters/filter.ts';
import { hostSet } from './filters/host-set.ts';
import type { HostRow, HostTable } from './host-table.ts';
import type { PlacementRequest } from './placement-request.ts';
import { allWeighers } from './weighers/all-weighers.ts';
import type { PlacementPolicy } from './weighers/weigher.ts';

/** Where a server goes, or why nowhere. */
export type HostChoice =
  | { readonly kind: 'Place'; readonly host: HostRow; readonly explanation: PlacementExplanation }
  | { readonly kind: 'NoHostFits'; readonly message: string };

/**
 * Chooses a host. Pure but for ties between equally good hosts, which `random` breaks so that several schedulers, and
 * equal hosts, do not all pick the first.
 */
export function chooseHost(
  table: HostTable,
  request: PlacementRequest,
  options: { readonly policy: PlacementPolicy; readonly random: Pick<Random, 'fraction'> },
): HostChoice {
  const left = table.all.clone();
  // What the request does not ask for is not listed: explanations are stored with every incarnation.
  const removals: { readonly filter: Filter; readonly removed: number }[] = [];
  for (const filter of allFilters) {
    const passing = hostsThatPass(filter, table, request);
    if (passing === undefined) continue;
    removals.push({ filter, removed: table.hostCount - passing.count() });
    left.intersect(passing);
  }
  const best = bestOf(firstOf(left, table, request), table, request, options);
  if (best === undefined) return { kind: 'NoHostFits', message: noHostMessage(table, request, removals) };
  return {
    kind: 'Place',
    host: best.row,
    explanation: {
      hostsConsidered: table.hostCount,
      constraints: removals.map(({ filter, removed }) => ({ name: filter.name, removed })),
      hostsLeft: left.count(),
      score: Math.round(best.score * 1000) / 1000,
    },
  };
}

/** Hosts that this constraint alone would let through; undefined when it asks for nothing. */
function hostsThatPass(filter: Filter, table: HostTable, request: PlacementRequest): Bitset | undefined {
  const { allowed = [], refused = [] } = filter.hosts(table, request);
  if (allowed.length === 0 && refused.length === 0) return undefined;
  const passing = table.all.clone();
  for (const set of allowed) passing.intersect(set);
  for (const set of refused) passing.subtract(set);
  return passing;
}

/** The host that the server comes back to alone, if it is among those that are left. */
function firstOf(left: Bitset, table: HostTable, { returnHostUID }: PlacementRequest): Bitset {
  const slot = returnHostUID === undefined ? undefined : table.slotOf(returnHostUID);
  return slot !== undefined && left.has(slot) ? hostSet(slot) : left;
}

function bestOf(
  left: Bitset,
  table: HostTable,
  request: PlacementRequest,
  { policy, random }: { readonly policy: PlacementPolicy; readonly random: Pick<Random, 'fraction'> },
): { readonly row: HostRow; readonly score: number } | undefined {
  const scoreOf = scorer(table, request, policy);
  let best = Number.NEGATIVE_INFINITY;
  let equals: number[] = [];
  left.forEach((slot) => {
    const score = scoreOf(slot);
    if (score < best) return;
    if (score > best) {
      best = score;
      equals = [];
    }
    equals.push(slot);
  });
  if (equals.length === 0) return undefined;
  const chosen = equals.length === 1 ? 0 : Math.floor(random.fraction() * equals.length);
  return { row: table.row(equals[chosen]!), score: best };
}

/** The sum of what each weigher says, times how much it counts on that host. */
function scorer(table: HostTable, request: PlacementRequest, policy: PlacementPolicy): (slot: number) => number {
  const asked = allWeighers.flatMap(({ name, multiplier, scores }) => {
    const score = scores(table, request, policy);
    return score === undefined ? [] : [{ name, multiplier, score }];
  });
  return (slot) => {
    const { multipliers } = table.row(slot);
    let sum = 0;
    for (const { name, multiplier, score } of asked) sum += (multipliers?.[name] ?? multiplier) * score(slot);
    return sum;
  };
}

/** `0 of 3 hosts fit: Capacity rules out 2, NotCordoned rules out 1; …` with the remedy of the constraint that removed most, and what is short there. */
function noHostMessage(
  table: HostTable,
  request: PlacementRequest,
  removals: readonly { readonly filter: Filter; readonly removed: number }[],
): string {
  if (table.hostCount === 0) return 'there are no hosts yet; join one (tycho join-token)';
  const reasons = removals.filter(({ removed }) => removed > 0).toSorted((a, b) => b.removed - a.removed);
  const listed = reasons.map(({ filter, removed }) => `${filter.name} rules out ${removed}`).join(', ');
  const { filter } = reasons[0]!;
  const shortage = filter.shortage?.(table, request);
  return `0 of ${table.hostCount} hosts fit: ${listed}; to help: ${filter.remedy}${shortage === undefined ? '' : `; ${shortage}`}`;
}

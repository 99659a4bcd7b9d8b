import type { PlanStatus } from '#apis/compute/plan.ts';

/** Amounts by the name of what is counted, as `vcpus`. */
export type Tally = Readonly<Record<string, number>>;

/** One Quota, and what its project has and will have. */
export interface QuotaSituation {
  readonly namespace: string;
  readonly name: string;
  /** What it limits; others are absent. */
  readonly limits: Readonly<Record<string, unknown>>;
  readonly before: Tally;
  readonly after: Tally;
}

/** What each quota would show, of what it limits, where that changes. Pure. */
export function quotaOutlook(situations: readonly QuotaSituation[]): NonNullable<PlanStatus['quotas']> {
  return situations.flatMap(({ namespace, name, limits, before, after }) =>
    Object.entries(limits).flatMap(([resource, limit]) => {
      const [was, will] = [before[resource], after[resource]];
      if (typeof limit !== 'number' || was === undefined || will === undefined) return [];
      const isExceeded = will > limit && will > was;
      return was === will ? [] : [{ namespace, name, resource, limit, before: was, after: will, isExceeded }];
    }),
  );
}

/** The sum of both, of all that either counts. */
export function addTallies(left: Tally, right: Tally): Tally {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)]));
}

import { findCondition, withCondition, type Condition } from './condition.ts';
import type { Clock } from './clock.ts';

/** How far an object is from what it is to be, in one sentence. */
export interface Health {
  /** `True`: it is as it was declared. */
  readonly ready: Condition['status'];
  readonly reason: string;
  readonly message: string;
  /**
   * What is to be expected of one that is not ready. `Reconciling`: somebody works on it, or tries again. `Stalled`: nothing will happen until somebody
   * changes something. `Waiting`: neither, as for something that comes in its own time.
   */
  readonly outlook: 'Reconciling' | 'Stalled' | 'Waiting';
}

/** Health that needs no outlook. */
export function healthy(reason: string, message: string): Health {
  return { ready: 'True', reason, message, outlook: 'Waiting' };
}

/**
 * A copy of `conditions` that says `health` in the words that Argo CD, Flux and `kubectl wait` read (kstatus, of kubernetes-sigs/cli-utils): `Ready` is
 * always there, `Reconciling` and `Stalled` only while they are true. What changes nothing returns `conditions` itself.
 */
export function withHealth(
  conditions: readonly Condition[],
  { ready, reason, message, outlook }: Health,
  observedGeneration: number | undefined,
  clock: Pick<Clock, 'now'>,
): readonly Condition[] {
  const looked = observedGeneration === undefined ? {} : { observedGeneration };
  const stated = withCondition(conditions, { type: 'Ready', status: ready, reason, message, ...looked }, clock);
  const shown = ready === 'True' ? undefined : outlook;
  const kept = outlooks.some((type) => type !== shown && findCondition(stated, type) !== undefined)
    ? stated.filter(({ type }) => type === shown || !outlooks.some((each) => each === type))
    : stated;
  return shown === 'Reconciling' || shown === 'Stalled'
    ? withCondition(kept, { type: shown, status: 'True', reason, message, ...looked }, clock)
    : kept;
}

const outlooks = ['Reconciling', 'Stalled'] as const;

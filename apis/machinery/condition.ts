import type { Clock } from './clock.ts';

/** One observation about an object, as the Kubernetes API conventions define it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  /** One CamelCase word for machines. */
  readonly reason: string;
  /** One sentence for people: what is so, on what, and what would help. */
  readonly message: string;
  /** RFC 3339, whole seconds: when `status` last changed. */
  readonly lastTransitionTime: string;
  /** The `metadata.generation` that was looked at. */
  readonly observedGeneration?: number;
}

/** A condition without the time, which {@link withCondition} fills in. */
export type ConditionUpdate = Omit<Condition, 'lastTransitionTime'>;

/**
 * A copy of `conditions` in which the one of `update.type` says what `update` says.
 * `lastTransitionTime` moves only if `status` changed; an update that changes nothing returns `conditions` itself.
 */
export function withCondition(conditions: readonly Condition[], update: ConditionUpdate, clock: Pick<Clock, 'now'>): readonly Condition[] {
  const existing = findCondition(conditions, update.type);
  if (existing !== undefined && saysTheSame(existing, update)) return conditions;
  const lastTransitionTime = existing?.status === update.status ? existing.lastTransitionTime : timestamp(clock.now());
  const condition: Condition = { ...update, lastTransitionTime };
  return existing === undefined ? [...conditions, condition] : conditions.map((each) => (each === existing ? condition : each));
}

/** The condition of that type, if there is one. */
export function findCondition(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** Whether the condition is there and True. */
export function isConditionTrue(conditions: readonly Condition[] | undefined, type: string): boolean {
  return findCondition(conditions, type)?.status === 'True';
}

/** RFC 3339 in UTC with whole seconds, the form in which the API carries times. */
export function timestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function saysTheSame(existing: Condition, update: ConditionUpdate): boolean {
  return (
    existing.status === update.status &&
    existing.reason === update.reason &&
    existing.message === update.message &&
    existing.observedGeneration === update.observedGeneration
  );
}

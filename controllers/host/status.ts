import type { Host, HostStatus } from '#apis/infrastructure/host.ts';
import { findCondition, withCondition, type Condition } from '#apis/machinery/condition.ts';
import type { Occurrence } from '../runtime/event-recorder.ts';
import type { HostPlan } from './plan.ts';

/** The host's status with what the plan says of it; all that the gateway writes stays as it is. */
export function hostStatus({ metadata, status = {} }: Host, { conditions }: HostPlan, clock: { readonly now: () => Date }): HostStatus {
  const existing: readonly Condition[] = status.conditions ?? [];
  return {
    ...status,
    observedGeneration: metadata.generation,
    conditions: conditions.reduce((updated, update) => withCondition(updated, update, clock), existing),
  };
}

/** What operators should hear of. A silence that is over within the grace period is not. */
export function hostOccurrence(before: HostStatus | undefined, after: HostStatus): Occurrence | undefined {
  const [was, is] = [findCondition(before?.conditions, 'Ready'), findCondition(after.conditions, 'Ready')];
  if (is === undefined || was?.reason === is.reason) return undefined;
  if (is.reason === 'HostLost') return { type: 'Warning', reason: is.reason, message: is.message };
  const isBack = is.status === 'True' && was?.reason !== 'AgentSilent';
  return isBack ? { type: 'Normal', reason: is.reason, message: is.message } : undefined;
}

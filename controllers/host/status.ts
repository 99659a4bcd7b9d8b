import type { Host, HostStatus } from '#apis/infrastructure/host.ts';
import { findCondition, withCondition, type Condition } from '#apis/machinery/condition.ts';
import { withHealth, type Health } from '#apis/machinery/health.ts';
import type { Occurrence } from '../runtime/event-recorder.ts';
import type { HostPlan } from './plan.ts';

/** The host's status with what the plan says of it; all that the gateway writes stays as it is. */
export function hostStatus({ metadata, status = {} }: Host, { conditions }: HostPlan, clock: { readonly now: () => Date }): HostStatus {
  const existing: readonly Condition[] = status.conditions ?? [];
  return {
    ...status,
    observedGeneration: metadata.generation,
    conditions: conditions.reduce(
      (updated, update) =>
        update.type === 'Ready'
          ? withHealth(updated, { ...update, ready: update.status, outlook: outlookOf(update.reason) }, update.observedGeneration, clock)
          : withCondition(updated, update, clock),
      existing,
    ),
  };
}

/** A host that is lost is an operator's to see to; one that is silent for a moment, or was never there yet, may just come. */
function outlookOf(reason: string): Health['outlook'] {
  return reason === 'HostLost' ? 'Stalled' : 'Waiting';
}

/** What operators should hear of. A silence that is over within the grace period is not. */
export function hostOccurrence(before: HostStatus | undefined, after: HostStatus): Occurrence | undefined {
  const [was, is] = [findCondition(before?.conditions, 'Ready'), findCondition(after.conditions, 'Ready')];
  if (is === undefined || was?.reason === is.reason) return undefined;
  if (is.reason === 'HostLost') return { type: 'Warning', reason: is.reason, message: is.message };
  const isBack = is.status === 'True' && was?.reason !== 'AgentSilent';
  return isBack ? { type: 'Normal', reason: is.reason, message: is.message } : undefined;
}

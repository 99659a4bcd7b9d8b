import { timestamp, withCondition, type Condition, type ConditionUpdate } from '#apis/machinery/condition.ts';
import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceActivity } from './instance-activity.ts';
import type { InstanceStep } from './instance-step.ts';
import type { InstancePlan } from './plan.ts';

export type InstancePhase = NonNullable<InstanceStatus['phase']>;

/** Says whether the guest is as it is wished for, and if not, what it waits for. */
export const convergedCondition = 'Converged';

/** What the agent reports of an instance. `previous` is its last report, so that a condition keeps the time of its last change. */
export function instanceStatus(
  record: InstanceRecord,
  activity: InstanceActivity,
  context: { readonly previous: InstanceStatus | undefined; readonly now: Date },
): InstanceStatus {
  const { desired, progress } = record;
  const { guest, imageProgress } = activity;
  const phase = phaseOf(record, activity);
  const previousConditions: readonly Condition[] = context.previous?.conditions ?? [];
  const converged = { type: convergedCondition, ...convergence(record, activity, context.now), observedGeneration: desired.generation };
  return {
    observedGeneration: desired.generation,
    phase,
    conditions: withCondition(previousConditions, converged, { now: () => context.now }),
    ...(phase === 'Preparing' && imageProgress !== undefined ? { imageProgress } : {}),
    ...(guest?.kind === 'Running' ? { startedAt: timestamp(guest.startedAt), addresses: guest.addresses } : {}),
    ...(progress.restartCount > 0 ? { restartCount: progress.restartCount } : {}),
    ...(progress.lastExit === undefined ? {} : { lastExit: { ...progress.lastExit, at: timestamp(new Date(progress.lastExit.at)) } }),
    ...(progress.lastReboot === undefined ? {} : { lastReboot: progress.lastReboot }),
  };
}

/** Phases that are over in a moment when all goes well: not worth a report of their own unless they last. */
export function isPassing(phase: InstancePhase | undefined): boolean {
  return phase === 'Pending' || phase === 'Preparing' || phase === 'Starting' || phase === 'Stopping';
}

function phaseOf({ progress }: InstanceRecord, { guest, step, plan }: InstanceActivity): InstancePhase {
  if (progress.destroyed) return 'Destroyed';
  if (step !== undefined) return phaseOfStep(step.kind, guest);
  if (plan !== undefined && plan.kind !== 'Wait' && plan.kind !== 'Nothing') return phaseOfStep(plan.kind, guest);
  if (plan?.kind === 'Wait' && phaseOfWait[plan.reason] !== undefined) return phaseOfWait[plan.reason]!;
  switch (guest?.kind) {
    case 'Running':
    case 'Paused':
      return 'Running';
    case 'Suspended':
    case 'Stopped':
      return progress.prepared ? 'Stopped' : 'Preparing';
    case 'Lost':
      return 'Lost';
    case 'Absent':
    case undefined:
      return 'Pending';
  }
}

/** What the other waits look like is decided by how the guest is. */
const phaseOfWait: Readonly<Partial<Record<WaitingReason, InstancePhase>>> = { Retry: 'Failed', RestartDelay: 'Failed', Lost: 'Lost' };

type WaitingReason = Extract<InstancePlan, { kind: 'Wait' }>['reason'];

function phaseOfStep(step: InstanceStep['kind'], guest: Observation | undefined): InstancePhase {
  switch (step) {
    case 'Prepare':
      return 'Preparing';
    case 'Start':
      return 'Starting';
    case 'Stop':
    case 'Destroy':
      return 'Stopping';
    case 'Reboot':
    case 'DeclineReboot':
      return guest?.kind === 'Running' ? 'Running' : 'Stopped';
  }
}

function convergence(
  record: InstanceRecord,
  activity: InstanceActivity,
  now: Date,
): Pick<ConditionUpdate, 'status' | 'reason' | 'message'> {
  const { step, plan, failure } = activity;
  if (record.progress.destroyed) return { status: 'True', reason: 'Destroyed', message: 'nothing of the guest is left on the host' };
  if (step !== undefined) {
    const lasting = now.getTime() - step.since.getTime() > stuckAfterSeconds * 1000;
    const message = `${words[step.kind]}, since ${timestamp(step.since)}`;
    return lasting
      ? {
          status: 'False',
          reason: 'Stuck',
          message: `${message}: the driver has not answered; restarting the agent on the host does no harm to guests`,
        }
      : { status: 'False', reason: step.kind, message };
  }
  if (plan === undefined) return { status: 'Unknown', reason: 'NotLookedYet', message: 'the agent has not looked at the guest yet' };
  switch (plan.kind) {
    case 'Nothing':
      return { status: 'True', reason: 'AsWished', message: 'the guest is as it is wished for' };
    case 'Wait': {
      const reason = plan.reason === 'Retry' && failure !== undefined ? failure.reason : plan.reason;
      const next = plan.reason === 'Retry' && plan.until !== undefined ? `; next try after ${timestamp(plan.until)}` : '';
      return { status: 'False', reason, message: `${plan.message}${next}` };
    }
    default:
      return { status: 'False', reason: plan.kind, message: 'waits for its turn on the host' };
  }
}

const words: Readonly<Record<InstanceStep['kind'], string>> = {
  Prepare: 'the image and the disk are being prepared',
  Start: 'the guest is being started',
  Stop: 'the guest is being stopped',
  Reboot: 'the guest is being rebooted',
  DeclineReboot: 'a reboot is being declined',
  Destroy: 'the guest is being destroyed',
};

/** A step that takes longer is said to be stuck. A download says how far it is instead, so this is generous. */
export const stuckAfterSeconds = 900;

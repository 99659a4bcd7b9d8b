import { timestamp, withCondition, type Condition } from '#apis/machinery/condition.ts';
import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import { convergence } from './convergence.ts';
import { deviceStatus, type HostedVolumes } from './device-status.ts';
import type { InstanceActivity } from './instance-activity.ts';
import { isExecuting } from './instance-observation.ts';
import { instancePhase } from './instance-phase.ts';
import { transferStatus } from './transfer-status.ts';
import { isStep } from './instance-plan.ts';
import { isQuiet } from './instance-step.ts';

/** Says whether the guest is as it is wished for, and if not, what it waits for. */
export const convergedCondition = 'Converged';

export interface StatusContext {
  /** The last report, so that a condition keeps the time of its last change. */
  readonly previous: InstanceStatus | undefined;
  readonly volumes: HostedVolumes;
  readonly now: Date;
}

/** What the agent reports of an instance. */
export function instanceStatus(record: InstanceRecord, activity: InstanceActivity, context: StatusContext): InstanceStatus {
  const { desired, progress } = record;
  const { guest, imageProgress } = activity;
  const shown = withoutQuietSteps(activity, context.now);
  const phase = instancePhase(record, shown);
  const previousConditions: readonly Condition[] = context.previous?.conditions ?? [];
  const converged = { type: convergedCondition, ...convergence(record, shown, context.now), observedGeneration: desired.generation };
  const isFetching = phase === 'Preparing' || phase === 'Rebuilding' || activity.step?.step.kind === 'Fetch';
  return {
    observedGeneration: desired.generation,
    phase,
    conditions: withCondition(previousConditions, converged, { now: () => context.now }),
    ...(isFetching && imageProgress !== undefined ? { imageProgress } : {}),
    ...(isExecuting(guest) ? { startedAt: timestamp(guest.startedAt), addresses: guest.addresses } : {}),
    ...(isExecuting(guest) && guest.inRescue === true ? { inRescue: true } : {}),
    ...(progress.rootDisk === undefined || progress.destroyed ? {} : { imageUID: progress.rootDisk.imageUID }),
    ...(progress.retired?.savedDisk === undefined ? {} : { savedDisk: progress.retired.savedDisk }),
    ...(progress.restartCount > 0 ? { restartCount: progress.restartCount } : {}),
    ...(progress.lastExit === undefined ? {} : { lastExit: { ...progress.lastExit, at: timestamp(new Date(progress.lastExit.at)) } }),
    ...(progress.lastReboot === undefined ? {} : { lastReboot: progress.lastReboot }),
    ...(progress.lastAction === undefined ? {} : { lastAction: progress.lastAction }),
    ...(record.encryptedPassword === undefined ? {} : { encryptedPassword: record.encryptedPassword }),
    ...(progress.drift === undefined || progress.destroyed ? {} : { drift: progress.drift }),
    ...transferStatus(record, activity),
    ...deviceStatus(record, activity, context.volumes),
  };
}

/** As if what nobody need be told of were done, unless it takes long. */
function withoutQuietSteps(activity: InstanceActivity, now: Date): InstanceActivity {
  const { step, plan } = activity;
  const isQuietStep = step !== undefined && isQuiet(step.step) && now.getTime() - step.since.getTime() < quietMilliseconds;
  const isQuietPlan = plan !== undefined && isStep(plan) && isQuiet(plan);
  if (!isQuietStep && !isQuietPlan) return activity;
  return { ...activity, step: isQuietStep ? undefined : step, ...(isQuietPlan ? { plan: { kind: 'Nothing' } } : {}) };
}

const quietMilliseconds = 10_000;

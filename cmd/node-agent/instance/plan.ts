import { driftMessages, underDriftPolicy } from './drift.ts';
import type { InstanceObservation } from './instance-observation.ts';
import { isExecuting } from './instance-observation.ts';
import { isStep, wait, type InstancePlan, type Rest, type Waiting } from './instance-plan.ts';
import { keyOfStep } from './instance-step.ts';
import { planAction, planDecline } from './plan-action.ts';
import { planDevices } from './plan-devices.ts';
import { planAfterDeparture, planArrival, planDeparture } from './plan-transfer.ts';
import { planPower } from './plan-power.ts';
import { pendingReboot } from './plan-reboot.ts';

/** Decides the next step for an instance. */
export function planInstance(observation: InstanceObservation, now: Date): InstancePlan {
  const wished = underDriftPolicy(wishedPlans(observation, now), observation);
  const plans = wished.map((plan) => heldBackByFailure(plan, observation, now) ?? plan);
  return plans.find(isStep) ?? restOf(plans);
}

/** What somebody changed on the host behind our back, in words. */
export function driftOf(observation: InstanceObservation, now: Date): readonly string[] {
  return driftMessages(observation, wishedPlans(observation, now));
}

/**
 * What is to be done, the most urgent first. Each is good by itself: the first that is not held back is done next, so that one that fails keeps
 * nothing else from happening.
 */
function wishedPlans(observation: InstanceObservation, now: Date): readonly InstancePlan[] {
  const { record, guest, runEpoch } = observation;
  const { desired, progress } = record;
  if (progress.destroyed) return [];
  if (desired.tombstone) return [{ kind: 'Destroy' }];
  if (!desired.claimed) return [wait('Unclaimed', 'the control plane has no record of this instance: it is left as it is')];
  if (progress.retired !== undefined) return planRetired(observation);
  const arrival = runEpoch > desired.epoch ? undefined : planArrival(observation);
  if (arrival !== undefined) return arrival;
  const lost = lossOf(observation);
  if (lost !== undefined) return [...planDecline(observation, `the guest is lost: ${lost}`), wait('Lost', lost)];
  if (runEpoch > desired.epoch) return [planWithoutRight(observation)];
  if (progress.departure?.kind === 'Left') return planAfterDeparture(observation);
  const power = planPower(observation, now);
  const action = planAction(observation, power);
  const devices = [...planDevices(observation, power), ...planDeparture(observation)];
  const wish = desired.instance.spec.power;
  // What is asked of a disk comes before the disk is given away; and what takes only a line in the journal comes before all.
  if (action.some(isNoted) || (wish === 'Shelved' && !isExecuting(guest))) return [...action, ...power, ...devices];
  // Devices change while a guest runs, not after it was put to sleep.
  return wish === 'Paused' || wish === 'Suspended' ? [...devices, ...power, ...action] : [...power, ...devices, ...action];
}

function isNoted({ kind }: InstancePlan): boolean {
  return kind === 'DeclineAction' || kind === 'Reset';
}

function lossOf({ guest, record }: InstanceObservation): string | undefined {
  // What a rebuild left behind that was cut short is made whole by the next one.
  if (record.progress.rootDisk?.isIncomplete === true) return undefined;
  if (guest.kind === 'Lost') return guest.message;
  return guest.kind === 'Absent' && record.progress.prepared ? 'the disk of the guest is no longer on the host' : undefined;
}

/** A newer incarnation took the right to run away, for good. */
function planWithoutRight({ record, guest, runEpoch }: InstanceObservation): InstancePlan {
  if (isExecuting(guest)) return { kind: 'Stop' };
  return wait('StaleEpoch', `epoch ${runEpoch} of the server took the right to run here from epoch ${record.desired.epoch}`);
}

/** It gave its right to run up: whatever is wished for, nothing of it runs again. */
function planRetired(observation: InstanceObservation): readonly InstancePlan[] {
  const { record, guest } = observation;
  const message = 'the disk of the server was saved, and this incarnation will not run again';
  const reboot = pendingReboot(record.desired.instance.spec, record.progress);
  return [
    ...(isExecuting(guest) || guest.kind === 'Suspended' ? [{ kind: 'Stop' } as const] : []),
    ...planDecline(observation, message),
    ...(reboot === undefined ? [] : [{ kind: 'DeclineReboot', actionUID: reboot.actionUID, message } as const]),
  ];
}

/** A step that failed is not repeated before its time; any other step is free to go. */
function heldBackByFailure(plan: InstancePlan, { failures, record }: InstanceObservation, now: Date): Waiting | undefined {
  if (!isStep(plan)) return undefined;
  const failure = failures.get(keyOfStep(plan));
  if (failure === undefined || failure.generation !== record.desired.generation || now >= failure.retryAt) return undefined;
  return { ...wait('Retry', failure.message, failure.retryAt), step: plan.kind, failureReason: failure.reason };
}

/** Of several reasons to wait the most urgent is told, and the earliest ends the waiting. */
function restOf(plans: readonly InstancePlan[]): Rest {
  const waits = plans.filter((plan) => plan.kind === 'Wait');
  const [first] = waits;
  if (first === undefined) return { kind: 'Nothing' };
  const times = waits.flatMap(({ until }) => (until === undefined ? [] : [until.getTime()]));
  return times.length === 0 ? first : { ...first, until: new Date(Math.min(...times)) };
}

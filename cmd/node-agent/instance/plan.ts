import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceStep } from './instance-step.ts';
import type { StepFailure } from './step-failure.ts';

/** What is so, at one moment, about one instance on this host. */
export interface InstanceObservation {
  readonly record: InstanceRecord;
  readonly guest: Observation;
  /** The highest epoch of this server that was ever allowed to run here. */
  readonly runEpoch: number;
  /** Other incarnations of the server that execute here, or may. */
  readonly rivals: readonly Rival[];
  /**
   * Whether the control plane has spoken since the host was booted. A host that was off may have been given up meanwhile, and its servers started
   * elsewhere.
   */
  readonly isConfirmed: boolean;
  /** How the last step went wrong, if it did. */
  readonly failure: StepFailure | undefined;
}

export interface Rival {
  readonly instanceUID: string;
  readonly epoch: number;
}

/** What is to be done next: one step, specific enough to be carried out without another thought. */
export type InstancePlan =
  | InstanceStep
  /** The guest is as it is wished for. */
  | { readonly kind: 'Nothing' }
  /** Something else has to happen first, or time has to pass. */
  | { readonly kind: 'Wait'; readonly reason: WaitReason; readonly message: string; readonly until?: Date };

export type WaitReason =
  | 'Retry'
  | 'Unclaimed'
  | 'Lost'
  | 'StaleEpoch'
  | 'OtherIncarnationRuns'
  | 'UserDataMissing'
  | 'RestartDelay'
  | 'Unconfirmed'
  | 'GuestEnded';

/** Decides the next step for an instance. */
export function planInstance(observation: InstanceObservation, now: Date): InstancePlan {
  const plan = wishedStep(observation, now);
  return heldBackByFailure(plan, observation, now) ?? plan;
}

/** How long a soft stop or reboot may take before the power is cut, in seconds. */
export const gracePeriodSeconds = 60;

function wishedStep(observation: InstanceObservation, now: Date): InstancePlan {
  const { record, guest, runEpoch } = observation;
  const { desired, progress } = record;
  if (progress.destroyed) return { kind: 'Nothing' };
  if (desired.tombstone) return { kind: 'Destroy' };
  if (!desired.claimed) return wait('Unclaimed', 'the control plane has no record of this instance: it is left as it is');
  if (guest.kind === 'Lost') return wait('Lost', guest.message);
  if (guest.kind === 'Absent' && progress.prepared) return wait('Lost', 'the disk of the guest is no longer on the host');
  if (runEpoch > desired.epoch) return planWithoutRight(guest, runEpoch);
  return desired.instance.spec.power === 'Stopped' ? planStopped(observation) : planRunning(observation, now);
}

/** A newer incarnation took the right to run away, for good. */
function planWithoutRight(guest: Observation, runEpoch: number): InstancePlan {
  if (guest.kind === 'Running') return { kind: 'Stop' };
  return wait('StaleEpoch', `epoch ${runEpoch} of the server took the right to run here from this one`);
}

function planStopped({ record, guest }: InstanceObservation): InstancePlan {
  const { desired, progress } = record;
  if (guest.kind === 'Running') return { kind: 'Stop' };
  const actionUID = pendingReboot(desired.instance.spec, progress)?.actionUID;
  if (actionUID !== undefined) return { kind: 'DeclineReboot', actionUID, message: 'the server is to be stopped' };
  return progress.prepared ? { kind: 'Nothing' } : planPreparation(record);
}

function planRunning(observation: InstanceObservation, now: Date): InstancePlan {
  const { record, guest } = observation;
  if (guest.kind === 'Running') return planReboot(record);
  if (!record.progress.prepared) return planPreparation(record);
  return planStart(observation, now);
}

function planPreparation({ desired }: InstanceRecord): InstancePlan {
  if (desired.userDataError !== undefined) return wait('UserDataMissing', desired.userDataError);
  return { kind: 'Prepare' };
}

function planReboot({ desired, progress }: InstanceRecord): InstancePlan {
  const reboot = pendingReboot(desired.instance.spec, progress);
  if (reboot === undefined) return { kind: 'Nothing' };
  if (progress.rebootAttempt?.actionUID === reboot.actionUID) {
    const message = 'the agent was restarted during this reboot; whether the guest restarted is not known';
    return { kind: 'DeclineReboot', actionUID: reboot.actionUID, message };
  }
  return { kind: 'Reboot', actionUID: reboot.actionUID, mode: reboot.mode };
}

function planStart(observation: InstanceObservation, now: Date): InstancePlan {
  const { record, rivals } = observation;
  const { desired, progress } = record;
  const fulfilsReboot = pendingReboot(desired.instance.spec, progress)?.actionUID;
  const restart = planAfterExit(observation, now);
  if (restart.kind !== 'Start') return restart;
  if (!observation.isConfirmed)
    return wait('Unconfirmed', 'the host was restarted: it starts no guest before the control plane has been heard');
  const [rival] = rivals;
  if (rival !== undefined) {
    return wait('OtherIncarnationRuns', `epoch ${rival.epoch} of the server (instance ${rival.instanceUID}) may still run on this host`);
  }
  return { ...restart, fulfilsReboot };
}

/** Whether a stopped guest is to be started, now that its last run ended as it did. */
function planAfterExit({ record, guest }: InstanceObservation, now: Date): InstancePlan {
  const { desired, progress } = record;
  const byWish: InstancePlan = { kind: 'Start', because: 'Wish', fulfilsReboot: undefined };
  const exit = guest.kind === 'Stopped' && guest.exit !== undefined ? progress.lastExit : undefined;
  if (exit === undefined || exit.reason === 'Stopped') return byWish;
  // A newer generation states the wish anew, whatever the run policy.
  if (desired.generation > exit.generation) return byWish;
  if (endedByReboot(progress, exit.at)) return byWish;
  const { runPolicy } = desired.instance.spec;
  const restarts = runPolicy === 'Always' || (runPolicy === 'RerunOnFailure' && exit.reason === 'Crashed');
  if (!restarts) return wait('GuestEnded', `${exit.message}; the run policy ${runPolicy} does not start it again`);
  const until = new Date(Date.parse(exit.at) + restartDelaySeconds(progress.restartsInARow) * 1000);
  if (now < until) return wait('RestartDelay', `${exit.message}; it is started again at ${until.toISOString()}`, until);
  return { kind: 'Start', because: 'RunPolicy', fulfilsReboot: undefined };
}

/** A guest that was asked to reboot and turned itself off meanwhile did what it was asked: the other half is ours. */
function endedByReboot(progress: InstanceProgress, exitAt: string): boolean {
  if (progress.rebootAttempt === undefined) return false;
  const sinceAttempt = Date.parse(exitAt) - Date.parse(progress.rebootAttempt.at);
  return sinceAttempt >= 0 && sinceAttempt <= gracePeriodSeconds * 1000;
}

/** 1, 2, 4, … seconds, at most five minutes. */
function restartDelaySeconds(restartsInARow: number): number {
  return Math.min(300, 2 ** Math.min(restartsInARow, 10));
}

function pendingReboot(spec: InstanceSpec, progress: InstanceProgress): InstanceSpec['reboot'] {
  return spec.reboot?.actionUID === progress.lastReboot?.actionUID ? undefined : spec.reboot;
}

/** A step that failed is not repeated before its time; any other step is free to go. */
function heldBackByFailure(plan: InstancePlan, { failure, record }: InstanceObservation, now: Date): InstancePlan | undefined {
  if (failure === undefined || failure.step !== plan.kind || failure.generation !== record.desired.generation) return undefined;
  return now < failure.retryAt ? wait('Retry', failure.message, failure.retryAt) : undefined;
}

function wait(reason: WaitReason, message: string, until?: Date): InstancePlan {
  return { kind: 'Wait', reason, message, ...(until === undefined ? {} : { until }) };
}

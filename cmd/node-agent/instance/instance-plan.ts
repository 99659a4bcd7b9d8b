import type { DriverErrorReason } from '#drivers/contract/driver.ts';
import type { InstanceStep } from './instance-step.ts';

/** What is to be done next: one step, specific enough to be carried out without another thought. */
export type InstancePlan = InstanceStep | Rest;

/** Nothing is to be done now. */
export type Rest =
  /** The guest is as it is wished for. */
  { readonly kind: 'Nothing' } | Waiting;

/** Something else has to happen first, or time has to pass. */
export interface Waiting {
  readonly kind: 'Wait';
  readonly reason: WaitReason;
  readonly message: string;
  readonly until?: Date;
  /** Which step failed that is to be tried again, and how; with reason `Retry`. */
  readonly step?: InstanceStep['kind'];
  readonly failureReason?: DriverErrorReason;
}

export type WaitReason =
  | 'Retry'
  | 'Unclaimed'
  | 'Lost'
  | 'StaleEpoch'
  | 'OtherIncarnationRuns'
  | 'UserDataMissing'
  | 'VolumeNotReady'
  | 'SecretMissing'
  | 'RestartDelay'
  | 'Unconfirmed'
  | 'GuestEnded'
  /** A change of devices that comes about when the guest runs again. */
  | 'DevicesWait'
  /** It comes from another host while it runs, and others have to do or say something first. */
  | 'Arriving'
  /** It will never run here. */
  | 'Refused'
  /** It gave its right to run up to another host. */
  | 'Left'
  /** Somebody changed it on the host, and that is only to be reported. */
  | 'Drifted'
  /** The driver of this host does not do what is wished for. */
  | 'Unsupported';

export function wait(reason: WaitReason, message: string, until?: Date): Waiting {
  return { kind: 'Wait', reason, message, ...(until === undefined ? {} : { until }) };
}

export function isStep(plan: InstancePlan): plan is InstanceStep {
  return plan.kind !== 'Wait' && plan.kind !== 'Nothing';
}

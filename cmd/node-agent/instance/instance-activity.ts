import type { Observation } from '#drivers/contract/driver.ts';
import type { SendProgress } from '#drivers/contract/live-migrating.ts';
import type { TransferCredentials } from '../transfer/transfer-service.ts';
import type { ImageProgress } from './image-source.ts';
import { isExecuting } from './instance-observation.ts';
import type { InstancePlan } from './instance-plan.ts';
import type { InstanceStep } from './instance-step.ts';
import type { StepFailure } from './step-failure.ts';

/** What an agent knows of an instance only while it lives. Anew after a restart: everything in it can be found out again. */
export interface InstanceActivity {
  /** How the guest was when it was last looked at; undefined before the first look. */
  guest?: Observation | undefined;
  /** What was decided after that look. */
  plan?: InstancePlan;
  /** The step that is being carried out. */
  step?: { readonly step: InstanceStep; readonly since: Date } | undefined;
  /** Steps that went wrong the last time, by {@link keyOfStep}. */
  readonly failures: Map<string, StepFailure>;
  /** Ports that the host has something for; undefined: not known. */
  settledPorts?: readonly string[] | undefined;
  imageProgress?: ImageProgress | undefined;
  /** What this host proves itself with to the one that the guest goes to, and how much of it is there. */
  transfer?: { readonly id: string; readonly credentials: TransferCredentials; readonly progress?: SendProgress } | undefined;
  /** Where this host waits for the guest that another one sends. */
  listening?: { readonly address: string; readonly certificatePEM: string } | undefined;
  /** Stops a download or a saving that nobody wants any more. */
  abort?: AbortController | undefined;
  /** The newest step that was carried out without an error, for as long as nothing else was decided. */
  lastStep?: { readonly key: string; readonly generation: number } | undefined;
}

/** Before the first look. */
export function noActivity(): InstanceActivity {
  return { failures: new Map() };
}

/** Whether the guest executes, or could at any moment. What nobody has looked at yet may. */
export function mayRun({ guest, step }: InstanceActivity): boolean {
  if (isStarting(step?.step)) return true;
  return guest === undefined || isExecuting(guest);
}

/** Whether the guest has what is plugged into it open, or could have at any moment. */
export function holdsDevices(activity: InstanceActivity): boolean {
  return mayRun(activity) || activity.guest?.kind === 'Suspended';
}

function isStarting(step: InstanceStep | undefined): boolean {
  return step?.kind === 'Start' || step?.kind === 'Reboot' || step?.kind === 'Resume' || step?.kind === 'Receive' || step?.kind === 'Admit';
}

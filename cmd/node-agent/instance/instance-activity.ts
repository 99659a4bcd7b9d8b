import type { Observation } from '#drivers/contract/driver.ts';
import type { ImageProgress } from './image-source.ts';
import type { InstanceStep } from './instance-step.ts';
import type { InstancePlan } from './plan.ts';
import type { StepFailure } from './step-failure.ts';

/** What an agent knows of an instance only while it lives. Anew after a restart: everything in it can be found out again. */
export interface InstanceActivity {
  /** How the guest was when it was last looked at; undefined before the first look. */
  guest?: Observation | undefined;
  /** What was decided after that look. */
  plan?: InstancePlan;
  /** The step that is being carried out. */
  step?: { readonly kind: InstanceStep['kind']; readonly since: Date } | undefined;
  failure?: StepFailure | undefined;
  imageProgress?: ImageProgress | undefined;
  /** Stops a download that nobody wants any more. */
  abort?: AbortController | undefined;
  /** The newest step that was carried out without an error, for as long as nothing else was decided. */
  lastStep?: { readonly kind: InstanceStep['kind']; readonly generation: number } | undefined;
}

/** Whether the guest executes, or could at any moment. What nobody has looked at yet may. */
export function mayRun({ guest, step }: InstanceActivity): boolean {
  if (step?.kind === 'Start' || step?.kind === 'Reboot') return true;
  return guest === undefined || guest.kind === 'Running';
}

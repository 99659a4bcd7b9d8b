import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import { isWantedByBackup } from '#apis/infrastructure/restored.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceActivity } from './instance-activity.ts';
import { isStep, type Waiting } from './instance-plan.ts';
import type { InstanceStep } from './instance-step.ts';

export type InstancePhase = NonNullable<InstanceStatus['phase']>;

/** Phases that are over in a moment when all goes well: not worth a report of their own unless they last. */
export function isPassing(phase: InstancePhase | undefined): boolean {
  return phase !== undefined && passingPhases.includes(phase);
}

const passingPhases: readonly InstancePhase[] = [
  'Pending',
  'Preparing',
  'Starting',
  'Stopping',
  'Pausing',
  'Suspending',
  'Rebuilding',
  'Saving',
];

/** One word for how an instance is: what is being done to it, or how its guest was seen last. */
export function instancePhase(record: InstanceRecord, { guest, step, plan }: InstanceActivity): InstancePhase {
  if (record.progress.destroyed) return isWantedByBackup(record.desired.instance) ? 'Lost' : 'Destroyed';
  const current = step?.step ?? (plan !== undefined && isStep(plan) ? plan : undefined);
  const ofStep = current === undefined ? undefined : phaseOfStep[current.kind];
  if (ofStep !== undefined) return ofStep;
  if (record.progress.retired !== undefined) return 'Shelved';
  // It runs, and where exactly is being settled between the two hosts.
  if (record.progress.departure?.kind === 'Left') return 'Running';
  if (current === undefined && plan?.kind === 'Wait') {
    const ofWait = phaseOfWait(plan, guest);
    if (ofWait !== undefined) return ofWait;
  }
  return phaseOfGuest(record, guest);
}

/** What is done without a change of what the guest is has no phase of its own. */
const phaseOfStep: Readonly<Record<InstanceStep['kind'], InstancePhase | undefined>> = {
  Prepare: 'Preparing',
  Start: 'Starting',
  Resume: 'Starting',
  Stop: 'Stopping',
  Destroy: 'Stopping',
  Pause: 'Pausing',
  Suspend: 'Suspending',
  Fetch: undefined,
  Rebuild: 'Rebuilding',
  Save: 'Saving',
  Adjust: undefined,
  Reboot: undefined,
  DeclineReboot: undefined,
  Snapshot: undefined,
  CrashDump: undefined,
  SetPassword: undefined,
  Reset: undefined,
  DeclineAction: undefined,
  OfferTransfer: undefined,
  Send: undefined,
  Stay: undefined,
  Receive: 'Preparing',
  Admit: 'Starting',
  Refuse: 'Stopping',
};

/** What the other waits look like is decided by how the guest is; and a guest that runs has not failed, whatever cannot be added to it. */
function phaseOfWait({ reason, step }: Waiting, guest: Observation | undefined): InstancePhase | undefined {
  switch (reason) {
    case 'Lost':
      return 'Lost';
    case 'Retry':
    case 'RestartDelay':
      return guest?.kind === 'Running' || step === 'Fetch' ? undefined : 'Failed';
    default:
      return undefined;
  }
}

function phaseOfGuest({ progress }: InstanceRecord, guest: Observation | undefined): InstancePhase {
  switch (guest?.kind) {
    case 'Running':
      return guest.isStarting === true ? 'Starting' : 'Running';
    case 'Paused':
    case 'Suspended':
      return guest.kind;
    case 'Stopped':
      return progress.prepared ? 'Stopped' : 'Preparing';
    case 'Lost':
      return 'Lost';
    case 'Absent':
    case undefined:
      return 'Pending';
  }
}

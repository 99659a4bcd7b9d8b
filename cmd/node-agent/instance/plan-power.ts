import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import { isExecuting, type Executing, type InstanceObservation } from './instance-observation.ts';
import { wait, type InstancePlan } from './instance-plan.ts';
import type { InstanceStep } from './instance-step.ts';
import { planRootDisk, rootDiskRefusal } from './plan-disk.ts';
import { pendingReboot, planReboot } from './plan-reboot.ts';
import { planStart } from './plan-start.ts';
import { unsupported } from './unsupported-wish.ts';

/** What brings the guest to the power that is wished for, with the disk and the rescue that are: none when it is so. */
export function planPower(observation: InstanceObservation, now: Date): readonly InstancePlan[] {
  const refusals = [powerRefusal(observation), rescueRefusal(observation), rootDiskRefusal(observation)].flatMap((message) =>
    message === undefined ? [] : [wait('Unsupported', message)],
  );
  // A guest is left as it is when something is wished for that would be done to it by half.
  if (refusals.length > 0) return refusals;
  return planSupported(observation, now).flatMap((plan) => plan ?? []);
}

function planSupported(observation: InstanceObservation, now: Date): readonly (InstancePlan | undefined)[] {
  const { power } = observation.record.desired.instance.spec;
  switch (power) {
    case 'Stopped':
      return [planStopped(observation)];
    case 'Shelved':
      return [planShelved(observation)];
    case 'Running':
    case 'Paused':
    case 'Suspended':
      return planExecution(observation, power, now);
  }
}

function planStopped(observation: InstanceObservation): InstancePlan | undefined {
  const { record, guest } = observation;
  if (isExecuting(guest) || guest.kind === 'Suspended') return { kind: 'Stop' };
  const actionUID = pendingReboot(record.desired.instance.spec, record.progress)?.actionUID;
  if (actionUID !== undefined) return { kind: 'DeclineReboot', actionUID, message: 'the server is to be stopped' };
  return record.progress.prepared ? planRootDisk(observation) : planPreparation(record);
}

function planShelved(observation: InstanceObservation): InstancePlan {
  const { record, guest } = observation;
  if (isExecuting(guest) || guest.kind === 'Suspended') return { kind: 'Stop' };
  if (!record.progress.prepared) return planPreparation(record);
  return planRootDisk(observation) ?? { kind: 'Save' };
}

type ExecutingPower = Extract<InstanceSpec['power'], 'Running' | 'Paused' | 'Suspended'>;

function planExecution(observation: InstanceObservation, power: ExecutingPower, now: Date): readonly (InstancePlan | undefined)[] {
  const { record, guest } = observation;
  if (isExecuting(guest)) {
    const asItIs = planExecuting(observation, guest, power);
    if (!mustBeStopped(observation, guest.inRescue ?? false)) return [asItIs];
    const end = planEnd(observation);
    // While an image cannot be had the guest is what it was, and does what else is asked of it.
    return end.kind === 'Fetch' ? [end, asItIs] : [end];
  }
  if (!record.progress.prepared) return [planPreparation(record)];
  if (guest.kind === 'Suspended') {
    if (mustBeStopped(observation, isInRescue(observation))) return [planEnd(observation)];
    return [power === 'Suspended' ? undefined : planStart(observation, now)];
  }
  return [planRootDisk(observation) ?? planStart(observation, now)];
}

function planExecuting(observation: InstanceObservation, guest: Executing, power: ExecutingPower): InstancePlan | undefined {
  const reboot = planReboot(observation, guest);
  if (reboot !== undefined) return reboot;
  if (power === 'Running') return guest.kind === 'Paused' ? { kind: 'Resume' } : undefined;
  if (power === 'Paused') return guest.kind === 'Running' ? { kind: 'Pause' } : undefined;
  return { kind: 'Suspend' };
}

/** Whether the guest has to end before it can be what it is to be: with another root disk, or with another disk to boot from. */
function mustBeStopped(observation: InstanceObservation, inRescue: boolean): boolean {
  const { desired, progress } = observation.record;
  const { rescueImage } = desired.instance.spec.machine;
  if (planRootDisk(observation) !== undefined) return true;
  if (inRescue !== (rescueImage !== undefined)) return true;
  return progress.rescueImageUID !== undefined && rescueImage !== undefined && progress.rescueImageUID !== rescueImage.uid;
}

/** A guest goes on until what it is to have after its end is on the host: a download takes long, and an image that cannot be had ends nothing. */
function planEnd(observation: InstanceObservation): Extract<InstanceStep, { kind: 'Stop' | 'Fetch' }> {
  const { desired, progress } = observation.record;
  const { image, rescueImage } = desired.instance.spec.machine;
  const imageUIDs = [
    ...(planRootDisk(observation) === undefined ? [] : [image.uid]),
    ...(rescueImage === undefined || rescueImage.uid === progress.rescueImageUID ? [] : [rescueImage.uid]),
  ];
  const areThere = imageUIDs.every((uid) => progress.fetchedImageUIDs?.includes(uid) === true);
  return areThere ? { kind: 'Stop' } : { kind: 'Fetch', imageUIDs };
}

/** A suspended guest does not say it. */
function isInRescue({ record }: InstanceObservation): boolean {
  return record.progress.rescueImageUID !== undefined;
}

function planPreparation({ desired }: InstanceRecord): InstancePlan {
  if (desired.userDataError !== undefined) return wait('UserDataMissing', desired.userDataError);
  return { kind: 'Prepare' };
}

/** What a power needs that not every driver has. A disk is saved for shelving, resizing and moving alike: one of them will do. */
const neededFor: Readonly<Partial<Record<InstanceSpec['power'], readonly [Capability, ...Capability[]]>>> = {
  Paused: ['pause'],
  Suspended: ['suspend'],
  Shelved: ['shelve', 'resize', 'migrate-cold'],
};

function powerRefusal(observation: InstanceObservation): string | undefined {
  const { power } = observation.record.desired.instance.spec;
  const refusals = neededFor[power]?.map((feature) => unsupported({ field: 'spec.power', value: power }, feature, observation)) ?? [];
  return refusals.every((refusal) => refusal !== undefined) ? refusals[0] : undefined;
}

function rescueRefusal(observation: InstanceObservation): string | undefined {
  const { rescueImage } = observation.record.desired.instance.spec.machine;
  if (rescueImage === undefined) return undefined;
  return unsupported({ field: 'spec.rescue.image', value: rescueImage.name }, 'rescue', observation);
}

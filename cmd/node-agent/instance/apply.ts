import { timestamp } from '#apis/machinery/condition.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import { applyAction } from './apply-action.ts';
import { applyTransfer } from './apply-transfer.ts';
import { applyChange } from './apply-change.ts';
import { markOf } from './guest-of.ts';
import { plannedDevices, sameDevices } from './held-devices.ts';
import type { InstanceStep } from './instance-step.ts';
import { acquireImages, materialize } from './materialize.ts';
import { gracePeriodSeconds } from './plan-reboot.ts';
import { progressAfterRebuild, progressAfterReboot, progressAfterStart } from './progress.ts';
import { abilityOf, type StepContext, type StepDependencies } from './step-dependencies.ts';

/** Carries a step out and returns what is to be remembered of it. Decides nothing. Throws what the driver throws. */
export async function applyStep(
  step: InstanceStep,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { driver, clock, controlPlaneUID, ports } = dependencies;
  const { desired, progress } = record;
  const mark = markOf(desired, controlPlaneUID);
  switch (step.kind) {
    case 'Prepare':
      return prepare(record, dependencies, context);
    case 'Start':
      return start(step, record, dependencies, context);
    case 'Stop':
      await driver.stop(mark, { gracePeriodSeconds });
      return progress;
    case 'Pause':
      await abilityOf(driver, 'pausing').pause(mark);
      return progress;
    case 'Resume':
      await abilityOf(driver, 'pausing').resume(mark);
      return progress;
    case 'Suspend':
      await abilityOf(driver, 'suspending').suspend(mark);
      return progress;
    case 'Fetch':
      await acquireImages(desired, dependencies, context);
      return { ...progress, fetchedImageUIDs: step.imageUIDs };
    case 'Rebuild':
      return rebuild(step, record, dependencies, context);
    case 'Save':
      return saveForGood(record, dependencies, context);
    case 'Adjust':
      return applyChange(step.change, record, dependencies, context);
    case 'Reboot':
      return reboot(step, record, dependencies, context);
    case 'DeclineReboot':
      return progressAfterReboot(record, { actionUID: step.actionUID, outcome: 'Failed', message: step.message }, clock.now());
    case 'Snapshot':
    case 'CrashDump':
    case 'SetPassword':
    case 'Reset':
    case 'DeclineAction':
      return applyAction(step, record, dependencies, context);
    case 'OfferTransfer':
    case 'Send':
    case 'Stay':
    case 'Receive':
    case 'Admit':
    case 'Refuse':
      return applyTransfer(step, record, dependencies, context);
    case 'Destroy':
      await driver.destroy(mark);
      await ports.unplug(desired.instanceUID);
      return { ...progress, destroyed: true };
  }
}

async function prepare(record: InstanceRecord, dependencies: StepDependencies, context: StepContext): Promise<InstanceProgress> {
  await dependencies.driver.prepare(await materialize(record, 'Planned', dependencies, context));
  const { image, bootVolumeUID } = record.desired.instance.spec.machine;
  // What was begun from another image is made anew before anything starts from it.
  const rootDisk = bootVolumeUID === undefined ? { rootDisk: record.progress.rootDisk ?? { imageUID: image.uid } } : {};
  return { ...record.progress, prepared: true, ...rootDisk, ...plannedDevices(record) };
}

async function start(
  step: Extract<InstanceStep, { kind: 'Start' }>,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { driver, clock } = dependencies;
  const intended = { ...record.progress, ...plannedDevices(record) };
  // Whoever asks after a crash who has these volumes open must find this guest.
  if (!sameDevices(intended.devices, record.progress.devices)) await context.commit(intended);
  await driver.start(await materialize(record, 'Real', dependencies, context), { signal: context.signal });
  return progressAfterStart({ ...record, progress: intended }, step, clock.now());
}

/** That the disk is about to be replaced is durable before it is: what is left of one is never started. */
async function rebuild(
  { fulfilsAction }: Extract<InstanceStep, { kind: 'Rebuild' }>,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { driver, clock } = dependencies;
  const rebuilding = abilityOf(driver, 'rebuilding');
  const at = timestamp(clock.now());
  const guest = await materialize(record, 'Planned', dependencies, context);
  const imageUID = record.desired.instance.spec.machine.image.uid;
  const attempted: InstanceProgress = {
    ...record.progress,
    rootDisk: { imageUID, isIncomplete: true },
    ...(fulfilsAction === undefined ? {} : { actionAttempt: { actionUID: fulfilsAction, at } }),
  };
  await context.commit(attempted);
  await rebuilding.rebuild(guest);
  return progressAfterRebuild({ ...record, progress: attempted }, { imageUID, fulfilsAction }, clock.now());
}

/** A disk that is saved may be started elsewhere: from the moment that this is durable, it never is here. */
async function saveForGood(record: InstanceRecord, dependencies: StepDependencies, context: StepContext): Promise<InstanceProgress> {
  const { driver, uploads, clock, controlPlaneUID, ports } = dependencies;
  const { desired, progress } = record;
  const { metadata, spec } = desired.instance;
  const mark = markOf(desired, controlPlaneUID);
  if (spec.machine.bootVolumeUID !== undefined) {
    await ports.unplug(desired.instanceUID);
    return { ...progress, retired: { at: timestamp(clock.now()) } };
  }
  const savedDisk = await uploads.upload({
    namespace: metadata.namespace ?? '',
    purpose: `${desired.instanceUID}/shelve`,
    save: (options) => abilityOf(driver, 'diskSaving').saveDisk(mark, { disk: 'Root', ...options }),
    signal: context.signal,
  });
  await ports.unplug(desired.instanceUID);
  return { ...progress, retired: { at: timestamp(clock.now()), savedDisk } };
}

/** A reboot is tried once: that it is tried is durable before it is, and how it ended is final. */
async function reboot(
  step: Extract<InstanceStep, { kind: 'Reboot' }>,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { actionUID, mode } = step;
  const { driver, clock } = dependencies;
  const guest = await materialize(record, 'Real', dependencies, context);
  const attempted = { ...record.progress, rebootAttempt: { actionUID, at: timestamp(clock.now()) } };
  await context.commit(attempted);
  const remembered = { ...record, progress: attempted };
  try {
    await driver.reboot(guest, { mode, gracePeriodSeconds });
  } catch (error) {
    return progressAfterReboot(remembered, { actionUID, outcome: 'Failed', message: (error as Error).message }, clock.now());
  }
  return progressAfterReboot(remembered, { actionUID, outcome: 'Succeeded', message: 'the guest was rebooted' }, clock.now());
}

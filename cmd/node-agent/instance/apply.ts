import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import { guestOf, markOf, type ConfigDriveDocuments } from './guest-of.ts';
import type { ImageProgress, ImageSource } from './image-source.ts';
import type { InstanceStep } from './instance-step.ts';
import { gracePeriodSeconds } from './plan.ts';
import { progressAfterReboot, progressAfterStart } from './progress.ts';

export interface StepDependencies {
  readonly driver: Driver;
  readonly images: ImageSource;
  readonly configDriveDocuments: ConfigDriveDocuments;
  readonly controlPlaneUID: string;
  readonly clock: Clock;
}

export interface StepContext {
  readonly signal: AbortSignal;
  readonly onImageProgress: (progress: ImageProgress) => void;
  /** Makes progress durable in the middle of a step, before something that must not happen twice. */
  readonly commit: (progress: InstanceProgress) => Promise<void>;
}

/** Carries a step out and returns what is to be remembered of it. Decides nothing. Throws what the driver throws. */
export async function applyStep(
  step: InstanceStep,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { driver, clock, controlPlaneUID } = dependencies;
  const { desired, progress } = record;
  const mark = markOf(desired, controlPlaneUID);
  switch (step.kind) {
    case 'Prepare':
      await driver.prepare(await materialize(record, dependencies, context));
      return { ...progress, prepared: true };
    case 'Start':
      await driver.start(await materialize(record, dependencies, context));
      return progressAfterStart(record, step, clock.now());
    case 'Stop':
      await driver.stop(mark, { gracePeriodSeconds });
      return progress;
    case 'Reboot':
      return reboot(step, record, dependencies, context);
    case 'DeclineReboot':
      return progressAfterReboot(record, { actionUID: step.actionUID, outcome: 'Failed', message: step.message }, clock.now());
    case 'Destroy':
      await driver.destroy(mark);
      return { ...progress, destroyed: true };
  }
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
  const guest = await materialize(record, dependencies, context);
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

async function materialize({ desired }: InstanceRecord, dependencies: StepDependencies, context: StepContext): Promise<Guest> {
  const { images, configDriveDocuments, controlPlaneUID } = dependencies;
  const image = await images.acquire(desired.instance.spec.machine.image, { onProgress: context.onImageProgress, signal: context.signal });
  return guestOf(desired, { mark: markOf(desired, controlPlaneUID), image, configDriveDocuments });
}

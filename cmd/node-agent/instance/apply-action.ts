import { timestamp } from '#apis/machinery/condition.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import { markOf } from './guest-of.ts';
import type { InstanceStep } from './instance-step.ts';
import { progressAfterAction } from './progress.ts';
import { abilityOf, type StepContext, type StepDependencies } from './step-dependencies.ts';

export type ActionStep = Extract<InstanceStep, { kind: 'Snapshot' | 'CrashDump' | 'SetPassword' | 'Reset' | 'DeclineAction' }>;

/** Does what was asked for once, reboots and rebuilds excepted. Throws what is worth another try; what is not is the action's outcome. */
export async function applyAction(
  step: ActionStep,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { driver, clock, controlPlaneUID, secrets } = dependencies;
  const mark = markOf(record.desired, controlPlaneUID);
  const { actionUID } = step;
  switch (step.kind) {
    case 'Snapshot':
      return snapshot(actionUID, record, dependencies, context);
    case 'CrashDump':
      return once(record, dependencies, context, {
        actionUID,
        message: 'the kernel of the guest was interrupted',
        act: () => abilityOf(driver, 'crashDumping').crashDump(mark),
      });
    case 'SetPassword':
      return once(record, dependencies, context, {
        actionUID,
        message: `the password of ${step.user} was set`,
        act: () => {
          const secret = secrets.of(record.desired.instanceUID);
          if (secret?.kind !== 'Given' || secret.actionUID !== actionUID) throw new Error('the password is not known any more');
          return abilityOf(driver, 'passwordSetting').setPassword(mark, { user: step.user, password: secret.value });
        },
      });
    case 'Reset': {
      const forgiven = { ...record.progress, restartsInARow: 0, resetAt: clock.now().toISOString() };
      const message = 'failures are forgotten: what was waited for is tried now';
      return progressAfterAction({ ...record, progress: forgiven }, { actionUID, outcome: 'Succeeded', message }, clock.now());
    }
    case 'DeclineAction':
      return progressAfterAction(record, { actionUID, outcome: 'Failed', message: step.message }, clock.now());
  }
}

/** Saving a disk a second time does no harm: one that was cut short is begun anew, or goes on with what was sent. */
async function snapshot(
  actionUID: string,
  record: InstanceRecord,
  { driver, uploads, clock, controlPlaneUID }: StepDependencies,
  { commit, signal }: StepContext,
): Promise<InstanceProgress> {
  const { desired } = record;
  const attempted = withAttempt(record.progress, actionUID, clock.now());
  if (attempted !== record.progress) await commit(attempted);
  const savedDisk = await uploads.upload({
    namespace: desired.instance.metadata.namespace ?? '',
    purpose: `${desired.instanceUID}/${actionUID}`,
    save: (options) => abilityOf(driver, 'diskSaving').saveDisk(markOf(desired, controlPlaneUID), { disk: 'Root', ...options }),
    signal,
  });
  const outcome = { actionUID, outcome: 'Succeeded', message: 'the root disk was saved', savedDisk } as const;
  return progressAfterAction({ ...record, progress: attempted }, outcome, clock.now());
}

/** What may not happen twice: that it is tried is durable before it is, and how it ended is final. */
async function once(
  record: InstanceRecord,
  { clock }: StepDependencies,
  { commit }: StepContext,
  { actionUID, message, act }: { readonly actionUID: string; readonly message: string; readonly act: () => Promise<void> },
): Promise<InstanceProgress> {
  const progress = withAttempt(record.progress, actionUID, clock.now());
  await commit(progress);
  try {
    await act();
  } catch (error) {
    return progressAfterAction({ ...record, progress }, { actionUID, outcome: 'Failed', message: (error as Error).message }, clock.now());
  }
  return progressAfterAction({ ...record, progress }, { actionUID, outcome: 'Succeeded', message }, clock.now());
}

/** The first try is the one that is remembered. */
function withAttempt(progress: InstanceProgress, actionUID: string, now: Date): InstanceProgress {
  return progress.actionAttempt?.actionUID === actionUID ? progress : { ...progress, actionAttempt: { actionUID, at: timestamp(now) } };
}

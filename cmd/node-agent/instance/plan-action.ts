import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceObservation } from './instance-observation.ts';
import { wait, type InstancePlan } from './instance-plan.ts';
import { keyOfStep, type InstanceStep } from './instance-step.ts';
import type { StepFailure } from './step-failure.ts';
import { unsupported } from './unsupported-wish.ts';

type Action = NonNullable<InstanceSpec['action']>;

/** So often an action is tried before it is given up. Growing delays lie between. */
export const mostActionAttempts = 6;

/** The action that was asked for and not done yet, reboots excepted. */
export function pendingAction({ desired, progress }: InstanceRecord): Action | undefined {
  const { action } = desired.instance.spec;
  return action?.uid === progress.lastAction?.uid ? undefined : action;
}

/** What is to be done for the action that was asked for: none when there is none, or when it has to wait for what `power` does. */
export function planAction(observation: InstanceObservation, power: readonly InstancePlan[]): readonly InstancePlan[] {
  const action = pendingAction(observation.record);
  if (action === undefined) return [];
  const refusal = refusalOf(action, observation);
  if (refusal !== undefined) return [{ kind: 'DeclineAction', actionUID: action.uid, message: refusal }];
  return planPermitted(action, observation, power);
}

/** The action that was asked for will not be done, and why; a Reset is done all the same. */
export function planDecline({ record }: InstanceObservation, message: string): readonly InstancePlan[] {
  const action = pendingAction(record);
  if (action === undefined) return [];
  return [action.type === 'Reset' ? { kind: 'Reset', actionUID: action.uid } : { kind: 'DeclineAction', actionUID: action.uid, message }];
}

const neededFor: Readonly<Partial<Record<Action['type'], Capability>>> = {
  Snapshot: 'snapshot',
  Rebuild: 'rebuild',
  CrashDump: 'crash-dump',
  SetPassword: 'set-password',
};

/** Why an action will never be done, whatever comes. */
function refusalOf(action: Action, observation: InstanceObservation): string | undefined {
  const { record } = observation;
  const feature = neededFor[action.type];
  const missing = feature === undefined ? undefined : unsupported({ field: 'spec.type', value: action.type }, feature, observation);
  if (missing !== undefined) return missing;
  const isOnce = action.type === 'CrashDump' || action.type === 'SetPassword';
  if (isOnce && record.progress.actionAttempt?.actionUID === action.uid) {
    return `the agent was restarted during this ${action.type}; whether it was done is not known`;
  }
  if (record.desired.instance.spec.machine.bootVolumeUID !== undefined && (action.type === 'Rebuild' || action.type === 'Snapshot')) {
    return `spec.type: ${action.type} is about a root disk made from an image, and the root disk of this server is a volume`;
  }
  const failure = failureOf(action, observation);
  const isFinal = failure?.reason === 'Unsupported' || failure?.reason === 'InvalidImage' || (failure?.attempts ?? 0) >= mostActionAttempts;
  return isFinal ? failure?.message : undefined;
}

/** How the last attempt went: of a rebuild the part, too, that comes while the guest still runs. */
function failureOf(action: Action, { failures, record }: InstanceObservation): StepFailure | undefined {
  const { image } = record.desired.instance.spec.machine;
  const fetching = action.type === 'Rebuild' ? failures.get(keyOfStep({ kind: 'Fetch', imageUIDs: [image.uid] })) : undefined;
  return failures.get(keyOfStep(stepOf(action))) ?? fetching;
}

function planPermitted(action: Action, observation: InstanceObservation, power: readonly InstancePlan[]): readonly InstancePlan[] {
  const { progress } = observation.record;
  switch (action.type) {
    case 'Reset':
      return [stepOf(action)];
    case 'Snapshot':
      return progress.prepared && progress.rootDisk?.isIncomplete !== true ? [stepOf(action)] : [];
    case 'Rebuild':
      // The root disk's plan does it, once the guest is stopped.
      return [];
    case 'CrashDump':
      return planInsideGuest(action, observation, power);
    case 'SetPassword':
      return planPassword(action, observation, power);
  }
}

/** An action that only a guest that runs can be asked for. */
function planInsideGuest(action: Action, observation: InstanceObservation, power: readonly InstancePlan[]): readonly InstancePlan[] {
  const decline = (message: string): readonly InstancePlan[] => [{ kind: 'DeclineAction', actionUID: action.uid, message }];
  const { power: wish } = observation.record.desired.instance.spec;
  if (wish !== 'Running') return decline(`${action.type} needs a guest that runs, and the server is to be ${wish.toLowerCase()}`);
  if (observation.guest.kind === 'Running') return [stepOf(action)];
  const obstacle = power.find((plan) => plan.kind === 'Wait' && (plan.reason === 'GuestEnded' || plan.reason === 'Unsupported'));
  return obstacle?.kind === 'Wait' ? decline(`${action.type} needs a guest that runs: ${obstacle.message}`) : [];
}

function planPassword(action: Action, observation: InstanceObservation, power: readonly InstancePlan[]): readonly InstancePlan[] {
  const plans = planInsideGuest(action, observation, power);
  if (plans[0]?.kind !== 'SetPassword') return plans;
  const { actionSecret } = observation;
  const decline = (message: string): readonly InstancePlan[] => [{ kind: 'DeclineAction', actionUID: action.uid, message }];
  if (actionSecret?.actionUID !== action.uid) {
    return [wait('SecretMissing', 'the agent was restarted, and the control plane has not sent the password again yet')];
  }
  if (actionSecret.kind === 'Refused') return decline(actionSecret.message);
  return actionSecret.kind === 'None' ? decline('the control plane sent no password with this action') : plans;
}

function stepOf(action: Action): InstanceStep {
  const { uid: actionUID, type } = action;
  switch (type) {
    case 'Rebuild':
      return { kind: 'Rebuild', fulfilsAction: actionUID };
    case 'SetPassword':
      return { kind: 'SetPassword', actionUID, user: action.user ?? 'root' };
    case 'Snapshot':
    case 'Reset':
    case 'CrashDump':
      return { kind: type, actionUID };
  }
}

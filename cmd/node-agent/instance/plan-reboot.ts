import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { InstanceProgress } from '../journal/journal-state.ts';
import type { Executing, InstanceObservation } from './instance-observation.ts';
import type { InstanceStep } from './instance-step.ts';
import { unsupported } from './unsupported-wish.ts';

/** How long a soft stop or reboot may take before the power is cut, in seconds. */
export const gracePeriodSeconds = 60;

/** The reboot that was asked for and not done yet. */
export function pendingReboot(spec: InstanceSpec, progress: InstanceProgress): InstanceSpec['reboot'] {
  return spec.reboot?.actionUID === progress.lastReboot?.actionUID ? undefined : spec.reboot;
}

/** What a guest that executes needs for the reboot that was asked for. */
export function planReboot(observation: InstanceObservation, guest: Executing): InstanceStep | undefined {
  const { desired, progress } = observation.record;
  const reboot = pendingReboot(desired.instance.spec, progress);
  if (reboot === undefined) return undefined;
  const { actionUID, mode } = reboot;
  const decline = (message: string): InstanceStep => ({ kind: 'DeclineReboot', actionUID, message });
  if (progress.rebootAttempt?.actionUID === actionUID) {
    return decline('the agent was restarted during this reboot; whether the guest restarted is not known');
  }
  const feature = mode === 'Soft' ? 'reboot-soft' : 'reboot-hard';
  const refusal = unsupported({ field: 'spec.reboot.mode', value: mode }, feature, observation);
  if (refusal !== undefined) return decline(refusal);
  // A guest whose processors stand still could not be asked.
  return guest.kind === 'Paused' ? { kind: 'Resume' } : { kind: 'Reboot', actionUID, mode };
}

/** A guest that was asked to reboot and turned itself off meanwhile did what it was asked: the other half is ours. */
export function endedByReboot(progress: InstanceProgress, exitAt: string): boolean {
  if (progress.rebootAttempt === undefined) return false;
  const sinceAttempt = Date.parse(exitAt) - Date.parse(progress.rebootAttempt.at);
  return sinceAttempt >= 0 && sinceAttempt <= gracePeriodSeconds * 1000;
}

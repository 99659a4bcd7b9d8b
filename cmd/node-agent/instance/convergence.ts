import { timestamp, type ConditionUpdate } from '#apis/machinery/condition.ts';
import { goneSinceBackup, isWantedByBackup } from '#apis/infrastructure/restored.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceActivity } from './instance-activity.ts';
import type { InstanceStep } from './instance-step.ts';

/** Whether the guest is as it is wished for; if not, what is being done about it or what it waits for. */
export function convergence(
  record: InstanceRecord,
  activity: InstanceActivity,
  now: Date,
): Pick<ConditionUpdate, 'status' | 'reason' | 'message'> {
  const { step, plan } = activity;
  if (record.progress.destroyed) {
    return isWantedByBackup(record.desired.instance)
      ? { status: 'False', reason: goneSinceBackup, message: 'it was in a restored backup, and nothing of it is on the host' }
      : { status: 'True', reason: 'Destroyed', message: 'nothing of the guest is left on the host' };
  }
  if (step !== undefined) return underWay(step, now);
  if (plan === undefined) return { status: 'Unknown', reason: 'NotLookedYet', message: 'the agent has not looked at the guest yet' };
  switch (plan.kind) {
    case 'Nothing':
      return record.progress.retired === undefined
        ? { status: 'True', reason: 'AsWished', message: 'the guest is as it is wished for' }
        : { status: 'True', reason: 'Shelved', message: 'the disk was saved; nothing of this incarnation will run again' };
    case 'Wait': {
      const reason = plan.failureReason ?? plan.reason;
      const next = plan.reason === 'Retry' && plan.until !== undefined ? `; next try after ${timestamp(plan.until)}` : '';
      return { status: 'False', reason, message: `${plan.message}${next}` };
    }
    default:
      return { status: 'False', reason: plan.kind, message: 'waits for its turn on the host' };
  }
}

function underWay(
  { step, since }: NonNullable<InstanceActivity['step']>,
  now: Date,
): Pick<ConditionUpdate, 'status' | 'reason' | 'message'> {
  const message = `${words[step.kind]}, since ${timestamp(since)}`;
  if (now.getTime() - since.getTime() <= stuckAfterSeconds * 1000) return { status: 'False', reason: step.kind, message };
  const hint = 'the driver has not answered; restarting the agent on the host does no harm to guests';
  return { status: 'False', reason: 'Stuck', message: `${message}: ${hint}` };
}

const words: Readonly<Record<InstanceStep['kind'], string>> = {
  Prepare: 'the image and the disk are being prepared',
  Start: 'the guest is being started',
  Stop: 'the guest is being stopped',
  Pause: 'the guest is being paused',
  Resume: 'the guest is being resumed',
  Suspend: 'the memory of the guest is being written to the disk of the host',
  Fetch: 'the image is being fetched; the guest goes on meanwhile',
  Rebuild: 'the root disk is being made anew',
  Save: 'the root disk is being saved to the image store',
  Adjust: 'what is plugged into the guest is being changed',
  Reboot: 'the guest is being rebooted',
  DeclineReboot: 'a reboot is being declined',
  Snapshot: 'a snapshot is being saved to the image store',
  CrashDump: 'the kernel of the guest is being interrupted',
  SetPassword: 'a password is being set in the guest',
  Reset: 'failures are being forgotten',
  DeclineAction: 'an action is being declined',
  OfferTransfer: 'what this host proves itself with is being made',
  Send: 'the guest is being sent to another host, and runs meanwhile',
  Stay: 'it is being noted that the guest stays',
  Receive: 'the guest is being taken in from another host',
  Admit: 'the guest is about to go on here',
  Refuse: 'it is being noted that the guest will not run here',
  Destroy: 'the guest is being destroyed',
};

/** A step that takes longer is said to be stuck. A download says how far it is instead, so this is generous. */
export const stuckAfterSeconds = 900;

import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import { isExecuting, type InstanceObservation } from './instance-observation.ts';
import { wait, type InstancePlan } from './instance-plan.ts';
import type { DeviceChange } from './instance-step.ts';

/** One thing about a guest that was as it is wished for, and is not any more though nobody wished for something else. */
export type Drift = NonNullable<InstanceStatus['drift']>[number];

/**
 * What is different on the host from what this very wish had once been made, told from the steps that would make it so again: somebody was at the guest
 * behind the back of the control plane. A guest that ended is here for people to know; whether it is started again is the run policy's business.
 */
export function driftMessages(observation: InstanceObservation, plans: readonly InstancePlan[]): readonly string[] {
  const { record, guest } = observation;
  if (!wasAsWished(record) || record.desired.instance.spec.driftPolicy === 'Ignore') return [];
  const ended = guest.kind === 'Stopped' && guest.exit?.reason === 'Crashed' ? [`the guest ended: ${guest.exit.message}`] : [];
  return [...ended, ...plans.flatMap((plan) => undoneBy(plan, observation) ?? [])];
}

/** The plans as the drift policy has them: what is only to be reported, or not even that, is not undone. */
export function underDriftPolicy(plans: readonly InstancePlan[], observation: InstanceObservation): readonly InstancePlan[] {
  const { record } = observation;
  const { driftPolicy = 'Heal' } = record.desired.instance.spec;
  if (driftPolicy === 'Heal' || !wasAsWished(record)) return plans;
  return plans.flatMap((plan) => {
    const message = undoneBy(plan, observation);
    if (message === undefined) return [plan];
    return driftPolicy === 'Ignore' ? [] : [wait('Drifted', `${message}; the drift policy Report leaves it so`)];
  });
}

/** Brings what is remembered up to date. Returns the same object when there is no news. */
export function progressWithDrift({ progress }: InstanceRecord, messages: readonly string[], now: Date): InstanceProgress {
  const before = progress.drift ?? [];
  const isOpen = ({ message, healedAt }: Drift): boolean => healedAt === undefined && messages.includes(message);
  const known = before.map((drift) => (drift.healedAt !== undefined || isOpen(drift) ? drift : { ...drift, healedAt: timestamp(now) }));
  const added = [...new Set(messages)].filter((message) => !before.some((drift) => isOpen(drift) && drift.message === message));
  if (added.length === 0 && known.every((drift, index) => drift === before[index])) return progress;
  const drift = [...known, ...added.map((message): Drift => ({ message, since: timestamp(now) }))];
  return { ...progress, drift: drift.slice(-mostDrifts) };
}

/** A wish that is new starts with a clean slate; what it does not undo is found again once it was fulfilled. */
export function withoutOldDrift(progress: InstanceProgress): InstanceProgress {
  const { drift: _, ...rest } = progress;
  return progress.drift === undefined ? progress : rest;
}

function wasAsWished({ desired, progress }: InstanceRecord): boolean {
  return progress.settledGeneration === desired.generation && !desired.tombstone && desired.claimed && progress.retired === undefined;
}

/** What a step would undo; undefined for one that has another reason. */
function undoneBy(plan: InstancePlan, observation: InstanceObservation): string | undefined {
  const { record, guest } = observation;
  const { power } = record.desired.instance.spec;
  switch (plan.kind) {
    case 'Resume':
      return 'the guest was paused';
    case 'Pause':
      return 'the guest was resumed';
    case 'Suspend':
      return 'the guest was started';
    case 'Stop':
      return (power === 'Stopped' || power === 'Shelved') && isExecuting(guest) ? 'the guest was started' : undefined;
    case 'Adjust':
      return deviceMessage(plan.change, record);
    default:
      return undefined;
  }
}

function deviceMessage(change: DeviceChange, { desired }: InstanceRecord): string | undefined {
  const { machine, volumes = [] } = desired.instance.spec;
  switch (change.kind) {
    case 'AttachPort': {
      const name = machine.ports?.find(({ uid }) => uid === change.portUID)?.name;
      return `the card of port ${name ?? change.portUID} was unplugged`;
    }
    case 'DetachPort':
      return `a card was plugged in, of port ${change.portUID}`;
    case 'AttachVolume': {
      const name = volumes.find(({ attachment }) => attachment.uid === change.attachment.attachmentUID)?.volume.name;
      return `the disk of volume ${name ?? change.attachment.attachmentUID} was unplugged`;
    }
    case 'DetachVolume':
      return `a disk was plugged in, of attachment ${change.attachment.attachmentUID}`;
    default:
      return undefined;
  }
}

/** The newest are kept. */
const mostDrifts = 8;

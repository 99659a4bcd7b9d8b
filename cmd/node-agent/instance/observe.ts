import type { Observation } from '#drivers/contract/driver.ts';
import type { InstanceRecord, JournalState } from '../journal/journal-state.ts';
import { mayRun, type InstanceActivity } from './instance-activity.ts';
import type { OrphanGuests } from './orphan-guests.ts';
import type { InstanceObservation, Rival } from './plan.ts';

export interface ObservedWorld {
  readonly record: InstanceRecord;
  readonly guest: Observation;
  readonly state: JournalState;
  /** The present boot of the host. */
  readonly bootID: string;
  readonly orphans: OrphanGuests;
  readonly activityOf: (instanceUID: string) => InstanceActivity;
}

/** Gathers all that a decision about one instance rests on. */
export function observeInstance({ record, guest, state, bootID, orphans, activityOf }: ObservedWorld): InstanceObservation {
  const { serverUID, instanceUID } = record.desired;
  const rivals: Rival[] = [];
  for (const other of state.instances.values()) {
    const { desired, progress } = other;
    if (desired.serverUID !== serverUID || desired.instanceUID === instanceUID || progress.destroyed) continue;
    if (mayRun(activityOf(desired.instanceUID))) rivals.push({ instanceUID: desired.instanceUID, epoch: desired.epoch });
  }
  for (const { mark, observation } of orphans.guests(state)) {
    if (mark.serverUID === serverUID && observation.kind === 'Running') rivals.push({ instanceUID: mark.instanceUID, epoch: mark.epoch });
  }
  const { failure } = activityOf(instanceUID);
  return { record, guest, runEpoch: state.runEpochs.get(serverUID) ?? 0, rivals, isConfirmed: state.bootID === bootID, failure };
}

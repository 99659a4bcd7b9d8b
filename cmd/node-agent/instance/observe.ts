import type { Capability } from '#drivers/contract/capability.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import type { InstanceRecord, JournalState } from '../journal/journal-state.ts';
import type { ActionSecrets } from './action-secrets.ts';
import { mayRun, type InstanceActivity } from './instance-activity.ts';
import { isExecuting, type InstanceObservation, type Rival } from './instance-observation.ts';
import type { OrphanGuests } from './orphan-guests.ts';
import type { VolumeSource } from './volume-source.ts';

export interface ObservedWorld {
  readonly record: InstanceRecord;
  readonly guest: Observation;
  readonly state: JournalState;
  /** The present boot of the host. */
  readonly bootID: string;
  readonly orphans: OrphanGuests;
  readonly activityOf: (instanceUID: string) => InstanceActivity;
  readonly capabilities: readonly Capability[] | undefined;
  readonly volumes: VolumeSource;
  readonly secrets: ActionSecrets;
}

/** Gathers all that a decision about one instance rests on. */
export function observeInstance(world: ObservedWorld): InstanceObservation {
  const { record, guest, state, bootID, activityOf, capabilities, volumes, secrets } = world;
  const { serverUID, instanceUID, instance } = record.desired;
  return {
    record,
    guest,
    runEpoch: state.runEpochs.get(serverUID) ?? 0,
    rivals: rivalsOf(world),
    isConfirmed: state.bootID === bootID,
    failures: activityOf(instanceUID).failures,
    capabilities: capabilities === undefined ? undefined : new Set(capabilities),
    volumes: new Map((instance.spec.volumes ?? []).map(({ volume }) => [volume.uid, volumes.volume(volume.uid)])),
    settledPorts: activityOf(instanceUID).settledPorts,
    offeredTransfer: activityOf(instanceUID).transfer?.id,
    actionSecret: secrets.of(instanceUID),
  };
}

function rivalsOf({ record, state, orphans, activityOf }: ObservedWorld): readonly Rival[] {
  const { serverUID, instanceUID } = record.desired;
  const rivals: Rival[] = [];
  for (const { desired, progress } of state.instances.values()) {
    if (desired.serverUID !== serverUID || desired.instanceUID === instanceUID || progress.destroyed) continue;
    if (mayRun(activityOf(desired.instanceUID))) rivals.push({ instanceUID: desired.instanceUID, epoch: desired.epoch });
  }
  for (const { mark, observation } of orphans.guests(state)) {
    if (mark.serverUID === serverUID && isExecuting(observation)) rivals.push({ instanceUID: mark.instanceUID, epoch: mark.epoch });
  }
  return rivals;
}

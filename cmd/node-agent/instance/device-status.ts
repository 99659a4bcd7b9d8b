import type { InstanceStatus, InstanceVolume } from '#apis/infrastructure/instance.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import { holdsDevices, type InstanceActivity } from './instance-activity.ts';
import { isExecuting } from './instance-observation.ts';
import { keyOfStep } from './instance-step.ts';
import type { HostedVolume } from './volume-source.ts';

/** How a volume is on this host, by its uid. */
export type HostedVolumes = (volumeUID: string) => HostedVolume;

type VolumeStatus = NonNullable<InstanceStatus['volumes']>[number];

/**
 * Which ports and volumes the guest has, or will have when it starts. What is not listed was let go of, so a guest that nobody has looked at is said
 * to have all that it was given last. Absent where there never was any.
 */
export function deviceStatus(
  record: InstanceRecord,
  activity: InstanceActivity,
  volumes: HostedVolumes,
): Pick<InstanceStatus, 'ports' | 'volumes'> {
  if (record.progress.destroyed || record.progress.retired !== undefined) return {};
  const ports = portsOf(record, activity);
  const listed = volumesOf(record, activity, volumes);
  return { ...(ports.length === 0 ? {} : { ports }), ...(listed.length === 0 ? {} : { volumes: listed }) };
}

function portsOf({ desired, progress }: InstanceRecord, activity: InstanceActivity): readonly string[] {
  const { guest } = activity;
  const wanted = (desired.instance.spec.machine.ports ?? []).map(({ uid }) => uid);
  if (isExecuting(guest) && guest.portUIDs !== undefined) return guest.portUIDs;
  return holdsDevices(activity) ? [...new Set([...wanted, ...(progress.devices?.ports ?? [])])] : wanted;
}

function volumesOf(record: InstanceRecord, activity: InstanceActivity, hosted: HostedVolumes): readonly VolumeStatus[] {
  const { desired, progress } = record;
  const wanted = desired.instance.spec.volumes ?? [];
  const held = holdsDevices(activity) ? (progress.devices?.volumes ?? []) : [];
  const kept = held.filter(
    ({ attachmentUID, epoch }) => !wanted.some((each) => each.attachment.uid === attachmentUID && each.epoch === epoch),
  );
  return [
    ...wanted.map((volume) => wantedStatus(volume, record, activity, hosted)),
    ...kept.map(({ attachmentUID, epoch }) => leavingStatus({ attachmentUID, epoch }, activity)),
  ];
}

function wantedStatus(wanted: InstanceVolume, record: InstanceRecord, activity: InstanceActivity, hosted: HostedVolumes): VolumeStatus {
  const { desired, progress } = record;
  const attachment = { attachmentUID: wanted.attachment.uid, epoch: wanted.epoch };
  const isHeld = progress.devices?.volumes.some((each) => each.attachmentUID === attachment.attachmentUID && each.epoch === wanted.epoch);
  if (holdsDevices(activity) && isHeld === true && !isAttaching(attachment, activity)) return { ...attachment, phase: 'Attached' };
  const failure = activity.failures.get(keyOfStep({ kind: 'Adjust', change: { kind: 'AttachVolume', attachment } }));
  if (failure?.generation === desired.generation) return { ...attachment, phase: 'Failed', message: failure.message };
  const volume = hosted(wanted.volume.uid);
  if (volume.kind === 'NotReady') return { ...attachment, phase: 'Attaching', message: volume.message };
  return { ...attachment, phase: holdsDevices(activity) ? 'Attaching' : 'Attached' };
}

/** What is intended is written down before it is done. */
function isAttaching({ attachmentUID }: Attachment, { step }: InstanceActivity): boolean {
  const change = step?.step.kind === 'Adjust' ? step.step.change : undefined;
  return change?.kind === 'AttachVolume' && change.attachment.attachmentUID === attachmentUID;
}

interface Attachment {
  readonly attachmentUID: string;
  readonly epoch: number;
}

function leavingStatus(attachment: Attachment, activity: InstanceActivity): VolumeStatus {
  const failure = activity.failures.get(keyOfStep({ kind: 'Adjust', change: { kind: 'DetachVolume', attachment } }));
  if (failure !== undefined) return { ...attachment, phase: 'Detaching', message: failure.message };
  if (isExecuting(activity.guest) && activity.guest.kind === 'Running') return { ...attachment, phase: 'Detaching' };
  const state = activity.guest?.kind.toLowerCase() ?? 'not looked at yet';
  return { ...attachment, phase: 'Detaching', message: `the guest is ${state}, and lets go of it once it runs or is stopped` };
}

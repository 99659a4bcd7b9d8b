import type { InstanceVolume } from '#apis/infrastructure/instance.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import type { VolumeAttachmentKey } from '#drivers/contract/guest-devices.ts';
import { isExecuting, type Executing, type InstanceObservation } from './instance-observation.ts';
import { wait, type InstancePlan } from './instance-plan.ts';
import type { DeviceChange } from './instance-step.ts';
import { portsInUse, samePorts } from './settled-ports.ts';

/**
 * How the devices of a guest become what they are to be while it runs, and what the host has for them. A guest that does not run gets its devices with
 * its start.
 */
export function planDevices(observation: InstanceObservation, power: readonly InstancePlan[]): readonly InstancePlan[] {
  const { guest } = observation;
  if (power.some((plan) => plan.kind === 'Stop')) return [];
  if (!isExecuting(guest)) return settlement(observation);
  const changes = [...portChanges(observation, guest), ...volumeChanges(observation, guest)];
  return [...changes.map((change) => planChange(change, observation, guest)), ...settlement(observation)];
}

/** What is left on the host of ports that came and went, or is missing: looked after once in each life of the agent, and after each change. */
function settlement({ record, guest, settledPorts }: InstanceObservation): readonly InstancePlan[] {
  const portUIDs = portsInUse(record, guest);
  if (portUIDs === undefined || samePorts(portUIDs, settledPorts)) return [];
  return [{ kind: 'Adjust', change: { kind: 'SettlePorts', portUIDs } }];
}

function planChange(change: GuestChange | Postponed, observation: InstanceObservation, guest: Executing): InstancePlan {
  if (change.kind === 'Postponed') return wait('VolumeNotReady', change.message);
  const { capabilities } = observation;
  const feature = featureOf[change.kind];
  if (capabilities !== undefined && !capabilities.has(feature)) {
    const field = feature === 'port-attach' ? 'spec.networks' : 'spec.volumes';
    const words = `${field}: a change needs the feature "${feature}", which the host of this server does not offer`;
    return wait('Unsupported', `${words}, while the guest runs; it takes effect when the server is stopped and started`);
  }
  if (guest.kind === 'Paused') return wait('DevicesWait', 'the guest is paused: what is plugged in changes when it runs again');
  return { kind: 'Adjust', change };
}

/** A volume that cannot be attached yet. */
interface Postponed {
  readonly kind: 'Postponed';
  readonly message: string;
}

/** A change that the guest notices. */
type GuestChange = Exclude<DeviceChange, { kind: 'SettlePorts' }>;

const featureOf: Readonly<Record<GuestChange['kind'], Capability>> = {
  AttachPort: 'port-attach',
  DetachPort: 'port-attach',
  AttachVolume: 'volume-attach',
  DetachVolume: 'volume-attach',
  ExtendVolume: 'volume-extend',
};

function portChanges({ record, capabilities }: InstanceObservation, guest: Executing): readonly GuestChange[] {
  const wanted = record.desired.instance.spec.machine.ports;
  // A card without a network is part of the machine, and never changes.
  if (wanted === undefined) return [];
  if (guest.portUIDs === undefined && capabilities?.has('port-attach') !== true) return [];
  const present = guest.portUIDs ?? [];
  const surplus = present.filter((uid) => !wanted.some((port) => port.uid === uid));
  const missing = wanted.filter((port) => !present.includes(port.uid));
  return [
    ...surplus.map((portUID): GuestChange => ({ kind: 'DetachPort', portUID })),
    ...missing.map((port): GuestChange => ({ kind: 'AttachPort', portUID: port.uid })),
  ];
}

function volumeChanges(observation: InstanceObservation, guest: Executing): readonly (GuestChange | Postponed)[] {
  const { machine, volumes = [] } = observation.record.desired.instance.spec;
  const wanted = volumes.filter(({ volume }) => volume.uid !== machine.bootVolumeUID);
  const present = guest.volumes ?? [];
  // An attachment of a newer epoch than the one that is wanted was made since: the wish is late.
  const surplus = present.filter(({ attachmentUID, epoch }) =>
    wanted.every((volume) => volume.attachment.uid !== attachmentUID || volume.epoch > epoch),
  );
  return [
    ...surplus.map((attachment): GuestChange => ({ kind: 'DetachVolume', attachment: keyOf(attachment) })),
    ...wanted.flatMap((volume) => changeFor(volume, observation, guest)),
    // The root disk is there for as long as the guest is.
    ...volumes.filter(({ volume }) => volume.uid === machine.bootVolumeUID).flatMap((volume) => growth(volume, observation)),
  ];
}

function changeFor(wanted: InstanceVolume, observation: InstanceObservation, guest: Executing): readonly (GuestChange | Postponed)[] {
  const { attachment, epoch, volume } = wanted;
  const present = guest.volumes?.find(({ attachmentUID }) => attachmentUID === attachment.uid);
  if (present !== undefined) return present.epoch === epoch ? growth(wanted, observation) : [];
  const hosted = observation.volumes.get(volume.uid);
  if (hosted?.kind === 'Ready') return [{ kind: 'AttachVolume', attachment: { attachmentUID: attachment.uid, epoch } }];
  return [{ kind: 'Postponed', message: `volume ${volume.name}: ${hosted?.message ?? 'this host does not know it yet'}` }];
}

/** What makes a volume that the guest has as large as it is to be. */
function growth({ attachment, epoch, volume }: InstanceVolume, { volumes }: InstanceObservation): readonly GuestChange[] {
  const hosted = volumes.get(volume.uid);
  if (hosted?.kind !== 'Ready' || hosted.file.sizeBytes >= hosted.wantedSizeBytes) return [];
  return [{ kind: 'ExtendVolume', attachment: { attachmentUID: attachment.uid, epoch }, sizeBytes: hosted.wantedSizeBytes }];
}

function keyOf({ attachmentUID, epoch }: VolumeAttachmentKey): VolumeAttachmentKey {
  return { attachmentUID, epoch };
}

import { DriverError } from '#drivers/contract/driver.ts';
import type { VolumeAttachmentKey } from '#drivers/contract/guest-devices.ts';
import type { HeldDevices, InstanceProgress, InstanceRecord } from '../journal/journal-state.ts';
import { markOf } from './guest-of.ts';
import { sameDevices } from './held-devices.ts';
import type { DeviceChange } from './instance-step.ts';
import { guestVolume, plugPorts } from './materialize.ts';
import { abilityOf, type StepContext, type StepDependencies } from './step-dependencies.ts';

/** Changes what is plugged into a guest that runs. What the guest then has is seen by the next look. */
export async function applyChange(
  change: DeviceChange,
  record: InstanceRecord,
  dependencies: StepDependencies,
  context: StepContext,
): Promise<InstanceProgress> {
  const { driver, controlPlaneUID, volumes, ports } = dependencies;
  const { desired, progress } = record;
  const mark = markOf(desired, controlPlaneUID);
  const held = progress.devices ?? { ports: [], volumes: [] };
  if (change.kind === 'SettlePorts') {
    if (change.portUIDs.length === 0) await ports.unplug(desired.instanceUID);
    else await plugPorts(record, dependencies, held.ports);
    return progress;
  }
  const plugs = abilityOf(driver, 'hotPlugging');
  switch (change.kind) {
    case 'AttachPort': {
      const plugged = await plugPorts(record, dependencies, held.ports);
      const port = plugged.find(({ uid }) => uid === change.portUID);
      if (port === undefined) throw new DriverError('Temporary', `attach port ${change.portUID}: it is not wished for any more`);
      await plugs.attachPort(mark, port);
      return progress;
    }
    case 'DetachPort':
      await plugs.detachPort(mark, change.portUID);
      await plugPorts(
        record,
        dependencies,
        held.ports.filter((uid) => uid !== change.portUID),
      );
      return progress;
    case 'AttachVolume': {
      const intended = { ...progress, devices: withVolume(held, change.attachment, record) };
      // Whoever asks after a crash who has this volume open must find this guest.
      if (!sameDevices(intended.devices, progress.devices)) await context.commit(intended);
      await plugs.attachVolume(mark, guestVolume(wantedVolume(change.attachment, record), dependencies));
      return intended;
    }
    case 'DetachVolume':
      await plugs.detachVolume(mark, change.attachment);
      return progress;
    case 'ExtendVolume':
      await plugs.extendVolume(mark, change.attachment, { sizeBytes: change.sizeBytes });
      volumes.touched(wantedVolume(change.attachment, record).volume.uid);
      return progress;
  }
}

function wantedVolume({ attachmentUID }: VolumeAttachmentKey, { desired }: InstanceRecord): WantedVolume {
  const wanted = desired.instance.spec.volumes?.find(({ attachment }) => attachment.uid === attachmentUID);
  if (wanted === undefined) throw new DriverError('Temporary', `volume attachment ${attachmentUID} is not wished for any more`);
  return wanted;
}

type WantedVolume = NonNullable<InstanceRecord['desired']['instance']['spec']['volumes']>[number];

function withVolume(held: HeldDevices, { attachmentUID, epoch }: VolumeAttachmentKey, record: InstanceRecord): HeldDevices {
  const volumeUID = wantedVolume({ attachmentUID, epoch }, record).volume.uid;
  const others = held.volumes.filter((volume) => volume.attachmentUID !== attachmentUID);
  return { ...held, volumes: [...others, { attachmentUID, epoch, volumeUID }] };
}

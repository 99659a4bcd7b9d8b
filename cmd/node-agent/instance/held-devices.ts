import type { HeldDevices, HeldVolume, InstanceRecord } from '../journal/journal-state.ts';
import type { Executing } from './instance-observation.ts';

/** What the guest gets with its next start; nothing to remember for one without devices. */
export function plannedDevices({ desired }: Pick<InstanceRecord, 'desired'>): { readonly devices?: HeldDevices } {
  const { machine, volumes = [] } = desired.instance.spec;
  const ports = (machine.ports ?? []).map(({ uid }) => uid);
  if (ports.length === 0 && volumes.length === 0) return {};
  return {
    devices: {
      ports,
      volumes: volumes.map(({ attachment, epoch, volume }) => ({ attachmentUID: attachment.uid, epoch, volumeUID: volume.uid })),
    },
  };
}

/** What the guest has, as it was seen just now. Its root disk is never listed among what is plugged in, and is held as long as it runs. */
export function seenDevices({ desired, progress }: InstanceRecord, guest: Executing): HeldDevices {
  const { machine, volumes: wanted = [] } = desired.instance.spec;
  const known: readonly HeldVolume[] = [
    ...wanted.map(({ attachment, epoch, volume }) => ({ attachmentUID: attachment.uid, epoch, volumeUID: volume.uid })),
    ...(progress.devices?.volumes ?? []),
  ];
  const root = known.filter(({ volumeUID }) => volumeUID === machine.bootVolumeUID).slice(0, 1);
  const plugged = (guest.volumes ?? []).map(({ attachmentUID, epoch }): HeldVolume => {
    const volumeUID = known.find((volume) => volume.attachmentUID === attachmentUID)?.volumeUID ?? '';
    return { attachmentUID, epoch, volumeUID };
  });
  return { ports: guest.portUIDs ?? [], volumes: [...root, ...plugged] };
}

export function sameDevices(one: HeldDevices | undefined, other: HeldDevices | undefined): boolean {
  return textOf(one) === textOf(other);
}

function textOf(devices: HeldDevices | undefined): string {
  const ports = devices?.ports.toSorted() ?? [];
  const volumes = devices?.volumes.map(({ attachmentUID, epoch, volumeUID }) => `${attachmentUID} ${epoch} ${volumeUID}`).sort() ?? [];
  return JSON.stringify([ports, volumes]);
}

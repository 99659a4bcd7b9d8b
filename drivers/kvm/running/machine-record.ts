import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { MachineRecord, Preparation } from '../instance-directory/instance-directory.ts';
import type { MachineGuest } from '../machine/machine.ts';
import { assignSlots } from '../machine/slots.ts';
import { bootVolumeOf, slottedVolumes } from '../machine/volumes.ts';

/** What a guest that is to be started afresh will be. Throws {@link DriverError} for what no machine of ours can be. */
export function freshRecord(
  guest: Guest,
  { previous, preparation, accelerator }: { previous: MachineRecord | undefined; preparation: Preparation; accelerator: 'kvm' | 'tcg' },
): MachineRecord {
  const { displayName: _, hostname: __, configDrive, metadata: ___, ...rest } = guest;
  checkPorts(rest);
  if (guest.bootVolumeUID !== undefined && bootVolumeOf(guest) === undefined) {
    throw new DriverError('Temporary', `start ${guest.mark.instanceUID}: the volume that it boots from is not attached`);
  }
  const layout = preparation.layout ?? 1;
  const devices = { ports: guest.ports, volumes: slottedVolumes(guest) };
  return {
    layout,
    accelerator,
    guest: rest,
    slots: assignSlots(devices, { layout, previous: previous?.slots }),
    hasConfigDrive: configDrive.size > 0,
  };
}

/**
 * What a guest that goes on where it was will be: the machine that its memory was written by. Only where its devices are plugged in on the host is as
 * it is now. What came meanwhile is plugged in afterwards. Throws {@link DriverError} when something went away that the memory knows of.
 */
export function resumedRecord(guest: Guest, recorded: MachineRecord): MachineRecord {
  const ports = recorded.guest.ports.map((port) => {
    const now = guest.ports.find(({ uid }) => uid === port.uid);
    if (now === undefined) throw goneMeanwhile(guest, `port ${port.uid}`);
    return { ...port, attachment: now.attachment };
  });
  const volumes = recorded.guest.volumes.map((volume) => {
    const now = guest.volumes.find(({ attachmentUID, epoch }) => attachmentUID === volume.attachmentUID && epoch === volume.epoch);
    if (now === undefined) throw goneMeanwhile(guest, `volume ${volume.volumeUID}`);
    return { ...volume, file: now.file };
  });
  const resumed = { ...recorded.guest, ports, volumes };
  checkPorts(resumed);
  return { ...recorded, guest: resumed };
}

function goneMeanwhile({ mark }: Guest, what: string): DriverError {
  return new DriverError(
    'Unsupported',
    `let ${mark.instanceUID} go on: its ${what} was detached while it was suspended, and its memory still has it; attach it again, or stop it to give the memory up`,
  );
}

function checkPorts({ ports, mark }: MachineGuest): void {
  if (ports.some(({ attachment }) => attachment.kind === 'Interface')) {
    throw new DriverError('Unsupported', `start ${mark.instanceUID}: a virtual machine is plugged in by a tap device, not by an interface`);
  }
}

import type { Execution, GuestAddress, Observation } from '#drivers/contract/driver.ts';
import type { GuestPort } from '#drivers/contract/guest-devices.ts';
import { userModeAddress } from './machine/network-card.ts';
import type { RunningMachine } from './running/running-machine.ts';

/** How a guest is whose QEMU runs. What is plugged in is what QEMU says is. */
export function observationOf(machine: RunningMachine): Observation {
  const { devices, record, startedAt } = machine;
  const portUIDs = devices.flatMap((device) => (device.kind === 'Port' ? [device.portUID] : []));
  if (machine.oldBoardPortUID !== undefined) portUIDs.push(machine.oldBoardPortUID);
  const volumes = devices.flatMap((device) =>
    device.kind === 'Volume' ? [{ attachmentUID: device.attachmentUID, epoch: device.epoch }] : [],
  );
  const execution: Execution = {
    startedAt,
    addresses: addressesOf(machine),
    ...(record?.guest.rescueImage !== undefined && { inRescue: true }),
    ...(portUIDs.length > 0 && { portUIDs }),
    ...(volumes.length > 0 && { volumes }),
  };
  return { kind: machine.phase.kind === 'Paused' ? 'Paused' : 'Running', ...execution };
}

function addressesOf({ devices, record, macAddress }: RunningMachine): readonly GuestAddress[] {
  if (record === undefined) return [{ macAddress, ipAddress: userModeAddress }];
  return record.guest.ports
    .filter(({ uid }) => devices.some((device) => device.kind === 'Port' && device.portUID === uid))
    .flatMap(addressesOfPort);
}

function addressesOfPort({ macAddress, addresses, attachment }: GuestPort): readonly GuestAddress[] {
  if (attachment.kind === 'Isolated') return [{ macAddress, ipAddress: userModeAddress }];
  return addresses.length === 0 ? [{ macAddress }] : addresses.map(({ ipAddress }) => ({ macAddress, ipAddress }));
}

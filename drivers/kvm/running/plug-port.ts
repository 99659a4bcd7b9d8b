import { DriverError } from '#drivers/contract/driver.ts';
import type { GuestPort } from '#drivers/contract/guest-devices.ts';
import { networkCard, netdevID } from '../machine/network-card.ts';
import { freeSlot } from '../machine/slots.ts';
import { ignoreRefusal, pullDevice, releaseBackend, slotCountOf, takenSlots } from './pull-device.ts';
import { note, type PlugContext } from './plug-context.ts';
import type { RunningMachine } from './running-machine.ts';

/** Plugs a card into a machine that runs. One that is there is left alone. Throws {@link DriverError} and the errors of QMP. */
export async function plugPort(port: GuestPort, { machine, parts }: PlugContext): Promise<void> {
  const what = `plug port ${port.uid} into ${machine.directory.mark.instanceUID}`;
  if (isOnOldBoard(port, machine)) return;
  if (machine.devices.some((device) => device.kind === 'Port' && device.portUID === port.uid)) return;
  const { attachment } = port;
  if (attachment.kind === 'Interface')
    throw new DriverError('Unsupported', `${what}: a virtual machine is plugged in by a tap device, not by an interface`);
  if (attachment.kind === 'Tap') {
    if (attachment.networkNamespacePath !== parts.network.path) {
      throw new DriverError(
        'HostBroken',
        `${what}: its tap device is in ${attachment.networkNamespacePath}, and QEMU runs in ${parts.network.path}`,
      );
    }
    await parts.openTapDevice();
  }
  const slot = machine.record?.slots[port.uid] ?? freeSlot('Card', takenSlots(machine), slotCountOf(machine));
  const { netdev, device } = networkCard(port, slot);
  await note(machine, (record) => ({
    ...record,
    slots: { ...record.slots, [port.uid]: slot },
    guest: { ...record.guest, ports: [...record.guest.ports.filter(({ uid }) => uid !== port.uid), port] },
  }));
  await machine.execute('netdev_del', { id: netdevID(slot) }).catch(ignoreRefusal);
  await machine.execute('netdev_add', netdev);
  try {
    await machine.execute('device_add', device);
  } catch (error) {
    await machine.execute('netdev_del', { id: netdevID(slot) }).catch(ignoreRefusal);
    throw error;
  } finally {
    await machine.learnDevices();
  }
}

/** Pulls it out, once the guest has let go. One that is not there is success. Throws {@link DriverError} and the errors of QMP. */
export async function unplugPort(portUID: string, { machine, parts }: PlugContext): Promise<void> {
  const device = machine.devices.find((each) => each.kind === 'Port' && each.portUID === portUID);
  const slot = device?.slot ?? machine.record?.slots[portUID];
  if (device !== undefined) await pullDevice(machine, device, parts.clock);
  if (slot !== undefined) await releaseBackend(machine, 'netdev_del', netdevID(slot), parts.clock);
  await note(machine, (record) => {
    const { [portUID]: _, ...slots } = record.slots;
    return { ...record, slots, guest: { ...record.guest, ports: record.guest.ports.filter(({ uid }) => uid !== portUID) } };
  });
}

/** Release 0.1 did not name its one card: it is known by its address. */
function isOnOldBoard(port: GuestPort, machine: RunningMachine): boolean {
  if (machine.record !== undefined || port.macAddress !== machine.macAddress) return false;
  machine.oldBoardPortUID = port.uid;
  return true;
}

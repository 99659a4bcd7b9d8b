import { DriverError } from '#drivers/contract/driver.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { deviceID, type DeviceName, type Slots } from '../machine/slots.ts';
import { QMPCommandError } from '../qmp/qmp-error.ts';
import type { RunningMachine } from './running-machine.ts';

/** A guest that listens lets go within a tenth of a second. */
const letGoTimeoutMilliseconds = 20_000;
const pollMilliseconds = 20;
const releaseAttempts = 50;

/** Release 0.1 gave its machines eight slots. */
const slotCountOfOldMachines = 8;

/**
 * Asks the guest to let go of a device and waits until it has. Throws {@link DriverError} when it does not: then the device is there as before, and
 * this may be tried again, or the guest be stopped.
 */
export async function pullDevice(machine: RunningMachine, device: DeviceName, clock: Clock): Promise<void> {
  const { instanceUID } = machine.directory.mark;
  const what = `pull a device out of ${instanceUID}`;
  if (device.slot === 'Board') {
    throw new DriverError(
      'Unsupported',
      `${what}: its first card was made by release 0.1, on the board itself; it goes once the guest is stopped`,
    );
  }
  if (machine.phase.kind === 'Paused') throw new DriverError('Temporary', `${what}: it is paused, and only a guest that runs can let go`);
  // An earlier attempt may be under way: QEMU refuses another one meanwhile.
  await machine.execute('device_del', { id: deviceID(device) }).catch(ignoreRefusal);
  const startedAt = clock.monotonicMilliseconds();
  while (await isPlugged(machine, device)) {
    if (clock.monotonicMilliseconds() - startedAt > letGoTimeoutMilliseconds) {
      throw new DriverError(
        'Temporary',
        `${what}: the guest has not let go of ${deviceID(device)} within ${letGoTimeoutMilliseconds / 1000} seconds`,
      );
    }
    await clock.sleep(pollMilliseconds);
  }
}

async function isPlugged(machine: RunningMachine, device: DeviceName): Promise<boolean> {
  await machine.learnDevices();
  return machine.devices.some((each) => deviceID(each) === deviceID(device));
}

/** Gives back what was behind a device. It may take QEMU a moment after the device has gone. */
export async function releaseBackend(
  machine: RunningMachine,
  command: 'blockdev-del' | 'netdev_del',
  name: string,
  clock: Clock,
): Promise<void> {
  const theArguments = command === 'blockdev-del' ? { 'node-name': name } : { id: name };
  for (let attempt = 1; ; attempt += 1) {
    const refusal = await machine.execute(command, theArguments).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    if (refusal === undefined || /not found|Failed to find/i.test(refusal.message)) return;
    if (!(refusal instanceof QMPCommandError) || attempt === releaseAttempts) throw refusal;
    await clock.sleep(pollMilliseconds);
  }
}

/** The places that are taken: by what is plugged in, and by what the machine's record remembers. */
export function takenSlots({ devices, record }: RunningMachine): Slots {
  const plugged = devices.map((device) => [device.kind === 'Port' ? device.portUID : device.attachmentUID, device.slot] as const);
  return { ...record?.slots, ...Object.fromEntries(plugged) };
}

/** How many slots the machine has; undefined: as many as any. */
export function slotCountOf({ record }: RunningMachine): number | undefined {
  return record === undefined ? slotCountOfOldMachines : undefined;
}

export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof QMPCommandError)) throw error;
}

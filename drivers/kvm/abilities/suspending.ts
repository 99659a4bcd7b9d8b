import { rm } from 'node:fs/promises';
import type { Suspending } from '#drivers/contract/abilities.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { writeMemory } from '../running/write-memory.ts';
import type { AbilityContext } from './ability-context.ts';
import { itsMachine } from './pausing.ts';

/**
 * The guest's memory goes to a file in its directory. `Suspended` is noted once the file is whole and safe, and before QEMU ends: from then on the
 * guest is what is on the disk, and until then it is its QEMU.
 */
export function createSuspending({ onGuest, parts, end }: AbilityContext): Suspending {
  return {
    suspend: (mark) =>
      onGuest('suspend', mark, async ({ directory, machine }) => {
        if (machine === undefined && (await directory?.readRun())?.kind === 'Suspended') return;
        const running = itsMachine(machine, 'suspend', mark);
        const preparation = await running.directory.readPreparation();
        if (running.record === undefined || preparation === undefined) {
          throw new DriverError(
            'Unsupported',
            `suspend ${mark.instanceUID}: release 0.1 started it, and did not note its machine; restart it once`,
          );
        }
        const wasPaused = running.phase.kind === 'Paused';
        try {
          await running.halt();
          await noteMachine(running);
          await writeMemory(running, { userID: preparation.userID, clock: parts.clock });
          await running.directory.writeRun({ kind: 'Suspended' });
        } catch (error) {
          await rm(running.directory.memoryPath, { force: true });
          if (!wasPaused) await running.resume().catch(() => undefined);
          throw error;
        }
        await end(running);
      }),
  };
}

/** A record may have a device that never came: a driver died between noting it and plugging it in. */
async function noteMachine(machine: Parameters<typeof writeMemory>[0]): Promise<void> {
  const { record, devices, directory } = machine;
  if (record === undefined) return;
  const { bootVolumeUID } = record.guest;
  const ports = record.guest.ports.filter(({ uid }) => devices.some((device) => device.kind === 'Port' && device.portUID === uid));
  const volumes = record.guest.volumes.filter(
    ({ attachmentUID, epoch, volumeUID }) =>
      volumeUID === bootVolumeUID ||
      devices.some((device) => device.kind === 'Volume' && device.attachmentUID === attachmentUID && device.epoch === epoch),
  );
  machine.record = { ...record, guest: { ...record.guest, ports, volumes } };
  await directory.writeMachine(machine.record);
}

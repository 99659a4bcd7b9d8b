import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rebuilding } from '#drivers/contract/abilities.ts';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import { rootDiskSizeBytes, writeRootDisk } from '../guest-disks.ts';
import { endHelpers } from '../host/helper-processes.ts';
import {
  firmwareVariablesName,
  tpmFolderName,
  type InstanceDirectory,
  type Preparation,
} from '../instance-directory/instance-directory.ts';
import { makeLocalDisks } from '../local-disks.ts';
import { localDisksOf } from '../machine/local-disks.ts';
import { giveMemoryUp } from '../running/stop-machine.ts';
import type { AbilityContext } from './ability-context.ts';

/**
 * A new root disk in the place of the old one, in one step: whenever this is cut short, the guest has the one or the other. What goes with a root disk,
 * the variables of its firmware, the memory of its trusted platform module and, as in Nova, the further disks of its size, goes before it. Directory, user and places of the devices stay.
 */
export function createRebuilding({ onGuest, parts }: AbilityContext): Rebuilding {
  return {
    rebuild: (guest) =>
      onGuest('rebuild', guest.mark, async ({ directory, machine }) => {
        const preparation = await directory?.readPreparation();
        if (directory === undefined || preparation === undefined) {
          throw new DriverError('Temporary', `rebuild ${guest.mark.instanceUID}: it is not prepared`);
        }
        if (machine !== undefined) throw new DriverError('Temporary', `rebuild ${guest.mark.instanceUID}: it still runs`);
        const sizeBytes = rootDiskSizeBytes(guest);
        await endHelpers(parts.table, { userID: preparation.userID, clock: parts.clock });
        await giveMemoryUp(directory, parts.clock);
        await rm(join(directory.machinePath, firmwareVariablesName), { force: true });
        await rm(join(directory.machinePath, tpmFolderName), { recursive: true, force: true });
        // New ones of the same size take the places of the old: so what the note says is there always is.
        await makeLocalDisks(directory, { guest, userID: preparation.userID, parts });
        await replaceRootDisk(directory, { guest, preparation, sizeBytes });
      }),
  };
}

/** A guest whose note says that it has a disk has one: so the note comes after a new disk and before the removal of the only one. */
async function replaceRootDisk(
  directory: InstanceDirectory,
  { guest, preparation, sizeBytes }: { readonly guest: Guest; readonly preparation: Preparation; readonly sizeBytes: number },
): Promise<void> {
  const hasRootDisk = sizeBytes > 0;
  if (hasRootDisk) await writeRootDisk(directory, { guest, userID: preparation.userID, virtualSizeBytes: sizeBytes });
  await directory.writePreparation({ ...preparation, hasRootDisk, localDisks: localDisksOf(guest), image: guest.image });
  if (!hasRootDisk) await rm(directory.rootDiskPath, { force: true });
}

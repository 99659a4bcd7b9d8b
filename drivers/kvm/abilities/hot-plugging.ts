import type { HotPlugging } from '#drivers/contract/abilities.ts';
import type { Mark } from '#drivers/contract/driver.ts';
import { plugPort, unplugPort } from '../running/plug-port.ts';
import type { PlugContext } from '../running/plug-context.ts';
import { extendVolume, forgetVolume, plugVolume, unplugVolume } from '../running/plug-volume.ts';
import type { AbilityContext } from './ability-context.ts';
import { itsMachine } from './pausing.ts';

/** Devices that come and go while the guest runs. A guest that does not run has nothing to be told: its next start takes what it has then. */
export function createHotPlugging({ onGuest, parts }: AbilityContext): HotPlugging {
  const withMachine = (what: string, mark: Mark, work: (context: PlugContext) => Promise<void>): Promise<void> =>
    onGuest(what, mark, async ({ directory, machine }) => {
      const preparation = await directory?.readPreparation();
      if (machine !== undefined && preparation !== undefined) await work({ machine, userID: preparation.userID, parts });
    });
  return {
    attachPort: (mark, port) => withMachine(`plug in port ${port.uid}`, mark, (context) => plugPort(port, context)),
    detachPort: (mark, portUID) => withMachine(`pull out port ${portUID}`, mark, (context) => unplugPort(portUID, context)),
    attachVolume: (mark, volume) => withMachine(`plug in volume ${volume.volumeUID}`, mark, (context) => plugVolume(volume, context)),
    detachVolume: (mark, attachment) =>
      onGuest(`pull out volume attachment ${attachment.attachmentUID}`, mark, async ({ directory, machine }) => {
        const preparation = await directory?.readPreparation();
        if (directory === undefined || preparation === undefined) return;
        const { userID } = preparation;
        if (machine === undefined) await forgetVolume(directory, attachment, userID);
        else await unplugVolume(attachment, { machine, userID, parts });
      }),
    extendVolume: (mark, attachment, { sizeBytes }) =>
      onGuest(`extend volume attachment ${attachment.attachmentUID}`, mark, ({ machine }) =>
        extendVolume(itsMachine(machine, 'extend a volume of', mark), { attachment, sizeBytes }),
      ),
  };
}

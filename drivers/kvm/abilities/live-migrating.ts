import type { LiveMigrating } from '#drivers/contract/live-migrating.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { receiveMachine } from '../running/receive-machine.ts';
import { sendMachine } from '../running/send-machine.ts';
import type { AbilityContext } from './ability-context.ts';
import { itsMachine } from './pausing.ts';

/**
 * QEMU's own migration: its disks by a mirror over NBD, its memory after, with a pause before the end. QEMU reaches no network: all of it goes over sockets in the
 * guest's directory to the agent and from there by the streams that it is given. It takes long and the guest may turn itself off meanwhile, so this waits for
 * no turn and makes nobody wait.
 */
export function createLiveMigrating({ onGuest, besideGuest, startIncoming, end, parts }: AbilityContext): LiveMigrating {
  return {
    send: async (mark, options) => {
      const found = await onGuest('send', mark, (guest) => Promise.resolve(guest));
      const machine = itsMachine(found.machine, 'send', mark);
      const preparation = await machine.directory.readPreparation();
      if (preparation === undefined) throw new DriverError('Temporary', `send ${mark.instanceUID}: it is not there`);
      const { userID } = preparation;
      await unlessAborted(options.signal, () =>
        besideGuest('send', mark, () => sendMachine(machine, { ...options, userID, clock: parts.clock })),
      );
    },
    receive: async (guest, options) => {
      const { directory } = await onGuest('receive', guest.mark, (found) => Promise.resolve(found));
      const preparation = await directory?.readPreparation();
      if (directory === undefined || preparation === undefined)
        throw new DriverError('Temporary', `receive ${guest.mark.instanceUID}: it is not prepared`);
      await unlessAborted(options.signal, () =>
        besideGuest('receive', guest.mark, () => receiveMachine(guest, { ...options, directory, preparation, startIncoming, end, parts })),
      );
    },
    admit: (mark) =>
      onGuest('admit', mark, async ({ machine }) => {
        const running = itsMachine(machine, 'admit', mark);
        if (running.phase.kind !== 'Paused') return;
        await running.resume();
        // Its networks learn that it is here now; the guest says nothing for as long as it has nothing to say.
        await running.execute('announce-self', { initial: 50, max: 550, rounds: 5, step: 100 }).catch(() => undefined);
      }),
  };
}

/** What was given up on purpose is no failure of the driver's: it rejects with the reason as it is. */
async function unlessAborted(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

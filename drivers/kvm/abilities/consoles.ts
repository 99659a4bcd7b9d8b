import type { Duplex } from 'node:stream';
import type { Consoles } from '#drivers/contract/abilities.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { displaySocketName } from '../instance-directory/instance-directory.ts';
import { connectToMachine } from '../running/machine-socket.ts';
import type { RunningMachine } from '../running/running-machine.ts';
import type { AbilityContext } from './ability-context.ts';
import { itsMachine } from './pausing.ts';

export function createConsoles({ onGuest }: AbilityContext): Consoles {
  return {
    openConsole: (mark, kind) =>
      onGuest('open the console', mark, ({ machine }) => {
        const running = itsMachine(machine, 'open the console of', mark);
        return kind === 'Serial' ? running.console.open() : openScreen(running);
      }),
  };
}

async function openScreen({ directory, record }: RunningMachine): Promise<Duplex> {
  if (record === undefined) {
    throw new DriverError(
      'Unsupported',
      `open the screen of ${directory.mark.instanceUID}: release 0.1 started it without one; restart it once`,
    );
  }
  const socket = await connectToMachine(directory, displaySocketName);
  socket.on('error', () => socket.destroy());
  return socket;
}

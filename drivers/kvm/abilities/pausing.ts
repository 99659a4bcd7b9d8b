import type { Pausing } from '#drivers/contract/abilities.ts';
import { DriverError, type Mark } from '#drivers/contract/driver.ts';
import type { RunningMachine } from '../running/running-machine.ts';
import type { AbilityContext } from './ability-context.ts';

/** QEMU halts the processors. That it was us is noted, so that another driver does not let them go on. */
export function createPausing({ onGuest }: AbilityContext): Pausing {
  return {
    pause: (mark) =>
      onGuest('pause', mark, async ({ machine }) => {
        const running = itsMachine(machine, 'pause', mark);
        if (running.phase.kind !== 'Paused') await running.pause();
      }),
    resume: (mark) =>
      onGuest('resume', mark, async ({ machine }) => {
        const running = itsMachine(machine, 'resume', mark);
        if (running.phase.kind === 'Paused') await running.resume();
      }),
  };
}

/** The machine of a guest that must run for this. Throws {@link DriverError} when it does not. */
export function itsMachine(machine: RunningMachine | undefined, what: string, { instanceUID }: Mark): RunningMachine {
  if (machine !== undefined) return machine;
  throw new DriverError('Temporary', `${what} ${instanceUID}: it does not run`);
}

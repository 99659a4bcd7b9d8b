import { rm } from 'node:fs/promises';
import type { GuestExit } from '#drivers/contract/driver.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { QMPError } from '../qmp/qmp-error.ts';
import type { RunningMachine } from './running-machine.ts';

/** A guest that is still booting does not hear the power button: it is pressed again. */
const buttonIntervalMilliseconds = 10_000;

/** A QEMU that is well answers in less than a millisecond. */
const answerMilliseconds = 2_000;

/**
 * Presses the power button and waits until the guest has turned itself off, at most for the grace period. Says whether
 * it has. A QEMU that does not answer has not.
 */
export async function turnOffSoftly(
  machine: RunningMachine,
  { gracePeriodSeconds, clock }: { readonly gracePeriodSeconds: number; readonly clock: Clock },
): Promise<boolean> {
  const deadline = clock.monotonicMilliseconds() + gracePeriodSeconds * 1000;
  // One that is paused hears nothing.
  const patienceMilliseconds = machine.phase.kind === 'Paused' ? 0 : gracePeriodSeconds * 1000;
  for (let left = patienceMilliseconds; left > 0; left = deadline - clock.monotonicMilliseconds()) {
    if (machine.phase.kind === 'Executing')
      await machine.execute('system_powerdown', undefined, { timeoutMilliseconds: Math.min(left, answerMilliseconds) }).catch(ignoreQMP);
    if (await machine.waitFor(['TurnedOff', 'Broken', 'Gone'], Math.min(left, buttonIntervalMilliseconds))) break;
  }
  return machine.phase.kind === 'TurnedOff';
}

/**
 * Ends a run: keeps the guest's last words, notes how it ended, then ends QEMU. In this order, so that whoever finds
 * the process gone finds the reason too.
 */
export async function finishRun(machine: RunningMachine, exit: GuestExit): Promise<void> {
  await machine.readConsole();
  await machine.directory.writeRun({ kind: 'Ended', exit: { ...exit, at: exit.at.toISOString() } });
  await machine.endProcess();
  machine.close();
}

/**
 * Gives the memory of a suspended guest up; one that is not suspended is left alone. Noted first, since memory that is half gone must not be taken for
 * whole.
 */
export async function giveMemoryUp(directory: InstanceDirectory, clock: Clock): Promise<void> {
  if ((await directory.readRun())?.kind === 'Suspended') {
    const exit = { reason: 'Stopped', message: 'it was suspended, and its memory was given up', at: clock.now().toISOString() } as const;
    await directory.writeRun({ kind: 'Ended', exit });
  }
  await rm(directory.memoryPath, { force: true });
}

/** Lets a guest that was reset, and halted before, go on. */
export async function resetMachine(machine: RunningMachine): Promise<void> {
  await machine.readConsole();
  await machine.execute('system_reset');
  if (machine.phase.kind !== 'Executing') await machine.resume();
}

function ignoreQMP(error: unknown): void {
  if (!(error instanceof QMPError)) throw error;
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import { runProgram } from '../host/run-program.ts';
import { consoleFiles } from './console-log.ts';

/** Makes the pipe that a guest's console reads from. It holds nothing while nobody has it open, so one does for all runs. */
export async function makeConsoleInput(
  { path }: { readonly path: string },
  { clock }: { readonly clock: Pick<Clock, 'setTimer'> },
): Promise<void> {
  const input = join(path, consoleFiles.input);
  await rm(input, { force: true });
  await runProgram(['mkfifo', '--mode=600', input], { clock });
}
